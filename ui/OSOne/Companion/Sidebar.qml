pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// The companion at the side, or a strip of it when folded.
FocusScope {
    id: side

    required property bool folded
    signal foldAsked

    width: folded ? Theme.strip : Theme.side
    Accessible.role: Accessible.Pane
    Accessible.name: Talk.name

    function takeFocus(): void {
        if (side.folded)
            strip.takeFocus();
        else
            line.takeFocus();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.sunk
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

    Notice {
        id: notice
        anchors.top: presence.bottom
        x: 16
        width: parent.width - 32
        visible: Talk.notice !== "" && !side.folded
        height: visible ? implicitHeight : 0
        icon: "circle-alert"
        text: Talk.notice
        actionText: Talk.noticeAction
        onActed: Talk.notice_action()
    }

    TalkList {
        visible: !side.folded
        anchors.top: notice.bottom
        anchors.topMargin: notice.visible ? 12 : 0
        anchors.bottom: line.top
        anchors.bottomMargin: 12
        width: parent.width
    }

    TalkLine {
        id: line
        visible: !side.folded
        x: 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 20
        width: parent.width - 32
    }

    Connections {
        target: Talk

        function onFocusAsked(): void {
            line.takeFocus();
        }
    }
}
