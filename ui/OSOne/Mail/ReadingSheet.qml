pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Mail

// One sheet of paper to read on.
Rectangle {
    id: sheet

    readonly property int margin: width > 560 ? 44 : 24
    readonly property int measure: Math.min(width - margin * 2, 640)

    radius: Theme.radiusSheet
    color: Reading.opened ? Theme.paper : Theme.wash(Theme.paper, 0.45)

    EmptyState {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: !Reading.opened && Inbox.state === "list"
        title: qsTr("Select a conversation")

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: parent.bottom
            anchors.topMargin: 16
            spacing: 20

            KeyHint {
                keys: "j k"
                label: qsTr("next, previous")
                onClicked: Shell.press("cursor.down")
            }
            KeyHint {
                keys: "Enter"
                label: qsTr("open")
                onClicked: Shell.press("open")
            }
            KeyHint {
                keys: "e"
                label: qsTr("done")
                onClicked: Shell.press("mail.archive")
            }
        }
    }

    ListView {
        id: list

        property bool fresh: true

        visible: Reading.opened
        onMovementStarted: list.fresh = false
        onContentHeightChanged: {
            if (list.fresh)
                list.positionViewAtBeginning();
        }
        anchors.fill: parent
        anchors.bottomMargin: 64
        clip: true
        model: Reading
        reuseItems: false
        cacheBuffer: 320
        boundsBehavior: Flickable.StopAtBounds
        bottomMargin: 24
        Accessible.role: Accessible.Document
        Accessible.name: Reading.subject

        header: ReadingHead {
            width: list.width
            margin: sheet.margin
        }

        delegate: MessagePart {
            width: list.width
            margin: sheet.margin
            measure: sheet.measure
        }

        Connections {
            target: Reading

            function onOpenedAfresh(): void {
                list.fresh = true;
                list.positionViewAtBeginning();
            }

            function onMessageChanged(): void {
                list.fresh = false;
                if (Reading.place >= 0)
                    list.positionViewAtIndex(Reading.place, ListView.Beginning);
            }
        }
    }

    Fades {
        view: list
        back: Theme.paper
    }

    Scroll {
        view: list
        visible: Reading.opened && share < 1
    }

    KeyHints {
        visible: Reading.opened
        x: sheet.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        width: parent.width - sheet.margin * 2
        hints: Shell.hints
        onChosen: command => Shell.press(command)
    }
}
