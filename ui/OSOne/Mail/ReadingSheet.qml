pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Mail

// One sheet of paper to read on.
FocusScope {
    id: sheet

    signal focusDone
    property bool wasOpened: false
    // What is read has a measure, and stands in the middle of a sheet that is wider.
    readonly property int margin: Math.max(width > 560 ? 44 : 24, (width - 640) / 2)
    readonly property int measure: width - margin * 2

    onActiveFocusChanged: {
        Reading.set_focused(activeFocus);
        list.heardAt = -1;
    }

    Connections {
        target: Reading

        // The keyboard stays in the list, so it is told.
        function onThreadChanged(): void {
            if (Reading.opened && !sheet.wasOpened)
                list.Accessible.announce(qsTr("Opened: %1").arg(Reading.subject));
            sheet.wasOpened = Reading.opened;
        }
    }

    function takeFocus(): void {
        list.forceActiveFocus();
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusSheet
        color: Reading.opened ? Theme.paper : Theme.wash(Theme.paper, 0.45)
    }

    FocusRing {
        anchors.margins: 0
        radius: Theme.radiusSheet
        shown: list.activeFocus && list.at === list && Linked.href === ""
    }

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
                keys: qsTr("Enter")
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

    ReadingList {
        id: list
        visible: Reading.opened
        onVisibleChanged: {
            if (!visible && sheet.activeFocus)
                sheet.focusDone();
        }
        anchors.fill: parent
        // What is told at the foot lies over the sheet, and never on its words.
        anchors.bottomMargin: Math.max(64, Foot.high - 8)
        header: ReadingHead {
            width: list.width
            margin: sheet.margin
        }

        delegate: MessagePart {
            width: list.width
            margin: sheet.margin
            measure: sheet.measure
            heard: list.heardAt
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

    Words {
        visible: list.visible && list.pointed !== ""
        x: sheet.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 30
        width: sheet.measure
        text: list.pointed
        color: Theme.soft
        font.pixelSize: Theme.detail
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideMiddle
    }

    KeyHints {
        visible: Reading.opened && list.pointed === ""
        x: sheet.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        width: parent.width - sheet.margin * 2
        hints: Shell.hints
        onChosen: command => Shell.press(command)
    }
}
