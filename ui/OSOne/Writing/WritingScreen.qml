pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Shell
import OSOne.Writing

// Drafts at the left, the one that is open beside them.
FocusScope {
    id: screen

    signal focusDone
    readonly property bool wide: width > 860
    readonly property var reader: sheet.visible ? sheet : null
    // What is being written has the keyboard again once what lay over it is gone.
    function resume(): bool {
        if (!Writing.opened || Writing.resting)
            return false;
        sheet.resume();
        return true;
    }

    Connections {
        target: Writing

        function onOpenedChanged(): void {
            if (!Writing.opened)
                screen.focusDone();
        }
    }

    DraftList {
        id: list
        visible: screen.wide || !Writing.opened
        x: 24
        y: 40
        width: screen.wide ? Math.min(320, screen.width * 0.3) : Math.min(640, screen.width - 48)
        height: parent.height - y - 72
    }

    Sheet {
        id: sheet
        visible: Writing.opened
        readonly property int edge: screen.wide ? list.x + list.width + 32 : 24
        x: edge + Math.max(0, (screen.width - edge - 32 - width) / 2)
        y: 32
        width: Math.min(820, screen.width - edge - 32)
        // Its own foot stays free of what is told.
        height: parent.height - y - Math.max(76, Foot.high + 8)
        onLeaving: screen.focusDone()
    }

    EmptyState {
        visible: !Writing.opened && (screen.wide || Drafts.state === "empty")
        x: screen.wide ? list.x + list.width + 32 : 36
        width: screen.width - x - 40
        y: parent.height * 0.42
        title: Drafts.state === "empty" ? qsTr("Nothing is being written") : qsTr("Choose a draft, or begin a message")
        sentence: qsTr("Press c to write a message. Answers to mail begin with r.")
    }

    KeyHints {
        x: sheet.x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        width: parent.width - x - 40 - (Shell.status !== "" ? 376 : 0)
        hints: Shell.hints
    }
}
