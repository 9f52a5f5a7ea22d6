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
        anchors.topMargin: 76
        anchors.leftMargin: 8
        anchors.rightMargin: 16
        anchors.bottomMargin: Shell.status !== "" || Inbox.selection > 0 ? 64 : 8
        clip: true
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
        }
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
        visible: Inbox.state === "empty" || Inbox.state === "nothing"
        icon: Inbox.state === "nothing" ? "search" : ""
        title: Inbox.title
        sentence: Inbox.sentence
        actionText: Inbox.state === "nothing" ? qsTr("Back to the list") : Inbox.bare ? qsTr("Add account") : ""
        actionKeys: Inbox.state === "nothing" ? "Esc" : ""
        onActed: {
            if (Inbox.state === "nothing")
                Inbox.leave_search();
            else
                Shell.press("account.add");
        }
    }

    ProgressLine {
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height * 0.4
        width: 120
        visible: Inbox.looking && !Inbox.searching
        label: qsTr("Loading conversations")
    }

    Words {
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
