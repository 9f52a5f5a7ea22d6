pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// What was said. It follows what is new only where one is at the end already.
Item {
    id: talk

    ListView {
        id: list

        property bool follow: true

        anchors.fill: parent
        clip: true
        model: Talk
        reuseItems: false
        cacheBuffer: 2000
        boundsBehavior: Flickable.StopAtBounds
        // A footer and no margin: the end that one is brought to is then the end.
        footer: Item {
            height: 12
        }
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Talk history")

        delegate: TalkBlock {
            width: list.width
        }

        Connections {
            target: Talk

            function onHeard(words: string): void {
                list.Accessible.announce(words);
            }
        }

        onMovementEnded: list.follow = list.atYEnd
        onContentHeightChanged: {
            if (list.follow && !list.moving)
                list.positionViewAtEnd();
        }
        onHeightChanged: {
            if (list.follow)
                list.positionViewAtEnd();
        }
    }

    FocusFollow {
        view: list
    }

    ReadingOrder {
        view: list
    }

    Fades {
        view: list
        back: Theme.sunk
    }

    Scroll {
        view: list
    }

    IconButton {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        visible: !list.follow && !list.atYEnd
        icon: "arrow-down"
        selected: true
        radius: 20
        side: 18
        label: qsTr("Jump to latest")
        onClicked: {
            list.follow = true;
            list.positionViewAtEnd();
        }
    }

    EmptyState {
        anchors.fill: parent
        visible: list.count === 0
        icon: "message-circle"
        title: qsTr("I'm here")
        sentence: qsTr("Ask about today, find a message, or just say hello.")
    }
}
