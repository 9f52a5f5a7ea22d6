pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// What was said. It follows what is new only where one is at the end already.
Item {
    id: talk

    // The keyboard leaves what was said, to the line beneath it.
    signal stepped

    // The newest of what was said is chosen; false where nothing was.
    function choose(): bool {
        const there = TalkTurns.step(-1);
        if (there)
            turns.forceActiveFocus();
        return there;
    }

    function bring(): void {
        for (const part of list.contentItem.children) {
            if ((part as TalkBlock)?.key === TalkTurns.last)
                follow.bring((part as TalkBlock).below);
        }
    }

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
        id: follow
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

    // Where what was said is chosen, the keyboard is here.
    Item {
        id: turns

        readonly property string ownKeys: "Up Down Home End Esc Tab Shift+Tab"

        Accessible.role: Accessible.ListItem
        Accessible.name: (TalkTurns.mine ? qsTr("You:") : Talk.name + ":") + " " + TalkTurns.heard
        Accessible.focusable: true
        Accessible.focused: activeFocus
        Accessible.ignored: !activeFocus

        function leave(): void {
            TalkTurns.leave();
            talk.stepped();
        }

        onActiveFocusChanged: {
            if (!activeFocus)
                TalkTurns.leave();
        }
        Keys.onUpPressed: TalkTurns.step(-1)
        Keys.onDownPressed: {
            if (!TalkTurns.step(1))
                turns.leave();
        }
        Keys.onPressed: event => {
            event.accepted = true;
            if (event.key === Qt.Key_Home)
                TalkTurns.edge(-1);
            else if (event.key === Qt.Key_End)
                TalkTurns.edge(1);
            else if ([Qt.Key_Escape, Qt.Key_Tab, Qt.Key_Backtab].includes(event.key))
                turns.leave();
            else
                event.accepted = false;
        }
    }

    Connections {
        target: TalkTurns

        function onHeld(): void {
            turns.forceActiveFocus();
        }

        function onChanged(): void {
            if (TalkTurns.at !== "") {
                list.follow = false;
                list.Accessible.announce(turns.Accessible.name);
                Qt.callLater(talk.bring);
            }
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
