pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// The companion at the side, or a strip of it when folded.
FocusScope {
    id: side

    required property bool folded
    property bool over: false
    // One writes to the companion, and she is at what was said: where she leads, the keyboard does not follow.
    readonly property bool leads: line.activeFocus && !over && Talk.presence !== "still"
    signal foldAsked
    // The keyboard went elsewhere while this lay over the screen.
    signal abandoned

    // What lies over the screen has the keyboard, however it came there: to leave it is to give the room back.
    onOverChanged: {
        if (over)
            line.takeFocus();
    }
    width: folded ? Theme.strip : Theme.side
    // Not where the window itself is left: who comes back finds it as it was.
    onActiveFocusChanged: {
        if (!activeFocus && over && Window.active)
            side.abandoned();
    }

    function takeFocus(): void {
        if (side.folded)
            strip.takeFocus();
        else
            line.takeFocus();
    }

    // Not the scope itself: it would be told as where the keyboard is, beside the line that one writes on.
    Item {
        anchors.fill: parent
        Accessible.role: Accessible.Pane
        Accessible.name: Talk.name

        Shade {
            anchors.fill: parent
            visible: side.over
        }

        Rectangle {
            anchors.fill: parent
            color: Theme.sunk
        }

        Rectangle {
            visible: side.over
            width: 1
            height: parent.height
            color: Theme.line
        }

        // What lies under it is not pressed through it.
        TapHandler {
            enabled: side.over
        }

        Strip {
            id: strip
            anchors.fill: parent
            visible: side.folded
            onFoldAsked: side.foldAsked()
        }

        Presence {
            id: presence
            visible: !side.folded
            width: parent.width
            onFoldAsked: side.foldAsked()
        }

        TalkNotice {
            id: notice
            anchors.top: presence.bottom
            x: 16
            width: parent.width - 32
            visible: Talk.notice !== "" && !side.folded
            height: visible ? implicitHeight : 0
        }

        TalkList {
            id: talk
            onStepped: line.takeFocus()
            visible: !side.folded
            anchors.top: notice.bottom
            anchors.topMargin: notice.visible ? 8 : 0
            anchors.bottom: starters.visible ? starters.top : line.top
            anchors.bottomMargin: 12
            width: parent.width
        }

        TalkOffers {
            id: starters
            visible: Talk.starters.length > 0 && !side.folded
            x: 22
            anchors.bottom: line.top
            anchors.bottomMargin: 14
            width: parent.width - 44
            sentences: Talk.starters
        }

        TalkLine {
            id: line
            onUp: talk.choose()
            visible: !side.folded
            x: 16
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 20
            width: parent.width - 32
        }
    }

    Connections {
        target: TalkTurns

        function onWorded(words: string): void {
            line.reword(words);
        }
    }

    Connections {
        target: Talk

        function onFocusAsked(): void {
            line.takeFocus();
        }
    }
}
