pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// Something to know about the voice or the model: one calm line above the talk, whole when it is pressed.
Item {
    id: notice

    property bool whole: false

    implicitHeight: Math.max(36, words.implicitHeight + 16)
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
            notice.whole = false;
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
        width: (action.visible ? action.x : close.x) - 20
        text: Talk.notice
        color: Theme.soft
        font.pixelSize: Theme.detail
        elide: Text.ElideRight
        maximumLineCount: notice.whole ? 8 : 1
        wrapMode: Text.Wrap

        TapHandler {
            onTapped: notice.whole = !notice.whole
        }
    }

    QuietButton {
        id: action
        visible: text !== ""
        anchors.right: close.left
        anchors.rightMargin: 4
        y: 5
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
