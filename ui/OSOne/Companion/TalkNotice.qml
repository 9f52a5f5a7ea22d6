pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// Something to know about the voice or the model: calm words above the talk, and beneath them what to do about it.
Item {
    id: notice

    implicitHeight: Math.max(36, words.implicitHeight + 16 + (action.visible ? action.height + 2 : 0))
    Accessible.role: Accessible.AlertMessage
    Accessible.name: Talk.notice
    onVisibleChanged: Qt.callLater(notice.tell)

    function tell(): void {
        if (notice.visible)
            Accessible.announce(Talk.notice);
    }

    Connections {
        target: Talk

        function onNoticeChanged(): void {
            Qt.callLater(notice.tell);
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: 10
        color: Theme.wash(Theme.amber, Theme.night ? 0.13 : 0.1)
    }

    Words {
        id: words
        x: 12
        y: 8
        width: close.x - 20
        text: Talk.notice
        color: Theme.soft
        font.pixelSize: Theme.detail
        elide: Text.ElideRight
        maximumLineCount: 8
        wrapMode: Text.Wrap
    }

    QuietButton {
        id: action
        visible: text !== ""
        x: 12
        y: words.y + words.implicitHeight + 4
        text: Talk.noticeAction
        Accessible.name: Talk.noticeAction + ": " + Talk.notice
        plain: true
        onClicked: Talk.notice_action()
    }

    IconButton {
        id: close
        anchors.right: parent.right
        anchors.rightMargin: 2
        y: 4
        implicitWidth: 28
        implicitHeight: 28
        side: 14
        icon: "x"
        label: qsTr("Dismiss this notice")
        onClicked: Talk.drop_notice()
    }
}
