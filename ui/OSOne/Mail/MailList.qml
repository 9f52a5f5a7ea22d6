pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Mail

// The splits, the line to search on, and the list.
FocusScope {
    id: pane

    signal focusDone

    Splits {
        id: splits
        x: 20
        y: 26
        width: parent.width - 28
        visible: !Inbox.searching
    }

    SearchLine {
        id: line
        x: 8
        y: 16
        width: parent.width - 24
        visible: Inbox.searching
        onFocusDone: pane.focusDone()
    }

    ListView {
        id: list
        anchors.fill: parent
        // How it can go on stands above what is found, and hides none of it.
        anchors.topMargin: 76 + (hints.visible ? hints.height + 4 : note.visible ? note.height + 10 : 0)
        anchors.leftMargin: 8
        anchors.rightMargin: 16
        anchors.bottomMargin: Shell.status !== "" || Inbox.selection > 0 ? 64 : 8
        clip: true
        // What can be asked stands alone until something is.
        visible: Inbox.state !== "waiting" || Inbox.hints.length === 0
        // What is still drawn was found for what was typed before.
        opacity: Inbox.searching && Inbox.stale ? 0.4 : 1
        model: Inbox
        reuseItems: false
        cacheBuffer: 240
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: -1
        highlightFollowsCurrentItem: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Conversations")

        delegate: MailRow {
            width: ListView.view.width
        }

        Connections {
            target: Inbox

            function onAtChanged(): void {
                if (Inbox.cursor >= 0)
                    list.positionViewAtIndex(Inbox.cursor, ListView.Contain);
            }

            function onTopAsked(): void {
                const at = list.indexAt(1, list.contentY);
                if (at >= 0)
                    Inbox.keep_top(at, Math.round(list.contentY - list.itemAtIndex(at).y));
            }

            // A view that shows its first row would show what comes in above that.
            function onRoomAsked(): void {
                if (list.atYBeginning)
                    list.positionViewAtIndex(1, ListView.Beginning);
            }

            function onTopGiven(at: int, cut: int): void {
                // What stands there already need not be laid out anew.
                if (at > 0 || cut > 0 || !list.atYBeginning)
                    list.positionViewAtIndex(at, ListView.Beginning);
                if (cut > 0)
                    list.contentY += cut;
            }
        }
    }

    ReadingOrder {
        view: list
    }

    Fades {
        view: list
    }

    Scroll {
        view: list
    }

    EmptyState {
        anchors.left: list.left
        anchors.right: list.right
        y: parent.height * 0.3
        visible: Inbox.state === "empty" || (Inbox.state === "nothing" && !Inbox.goesOn)
        live: true
        icon: Inbox.state === "nothing" ? "search" : ""
        title: Inbox.title
        sentence: Inbox.sentence
        readonly property bool nearly: Inbox.state === "nothing" && Inbox.near !== ""
        actionText: nearly ? qsTr("Search for “%1”").arg(Inbox.near) : Inbox.state === "nothing" ? qsTr("Back to the list") : Inbox.bare ? qsTr("Add account") : ""
        // The key leads out of the line first, where one is still in it.
        actionKeys: nearly ? qsTr("Enter") : Inbox.state === "nothing" && !line.activeFocus ? qsTr("Esc") : ""
        onActed: {
            if (nearly)
                Inbox.take_near();
            else if (Inbox.state === "nothing")
                Inbox.leave_search();
            else
                Shell.press("account.add");
        }
    }

    SearchHints {
        id: hints
        x: 8
        y: 74
        width: parent.width - 24
    }

    // What was typed like an operator and is none.
    Spoken {
        id: note
        onTextChanged: {
            if (note.visible)
                Accessible.announce(note.text);
        }
        x: 38
        y: 74
        width: parent.width - 76
        visible: text !== "" && !hints.visible
        text: Inbox.note
        wrapMode: Text.Wrap
        color: Theme.soft
        font.pixelSize: Theme.detail
    }

    ProgressLine {
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height * 0.4
        width: 120
        visible: Inbox.looking && !Inbox.searching
        label: qsTr("Loading conversations")
    }

    Spoken {
        x: 32
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 22
        visible: Inbox.selection > 0
        text: Inbox.selection === 1 ? qsTr("1 selected") : qsTr("%1 selected").arg(Inbox.selection)
        color: Theme.accentInk
        font.pixelSize: Theme.detail
        font.weight: Theme.strong
    }

    StatusLine {
        x: 32
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 20
        visible: Shell.status !== "" && Inbox.selection === 0
    }
}
