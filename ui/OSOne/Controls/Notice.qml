pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A calm band: something to know, and what to do about it.
Rectangle {
    id: notice

    property string icon: ""
    property string text: ""
    property string actionText: ""
    property string actionKeys: ""
    property string hue: "amber"
    readonly property bool narrow: width < 360 && actionText !== ""
    signal acted

    implicitHeight: Math.max(44, words.implicitHeight + (narrow ? 56 : 24))
    radius: Theme.radiusRow
    color: Theme.wash(Theme.hue(hue), Theme.night ? 0.13 : 0.1)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    onVisibleChanged: Qt.callLater(notice.tell)
    onTextChanged: Qt.callLater(notice.tell)

    function tell(): void {
        if (notice.visible && notice.text !== "")
            Accessible.announce(notice.text);
    }

    Icon {
        id: mark
        x: 16
        y: notice.narrow ? 14 : (notice.height - height) / 2
        name: notice.icon
        ink: Theme.hue(notice.hue)
        side: 18
    }

    Words {
        id: words
        anchors.left: mark.right
        anchors.leftMargin: 12
        anchors.right: action.visible && !notice.narrow ? action.left : parent.right
        anchors.rightMargin: 16
        y: notice.narrow ? 12 : (notice.height - height) / 2
        text: notice.text
        wrapMode: Text.Wrap
        font.pixelSize: 14
        lineHeight: 1.1
    }

    QuietButton {
        id: action
        visible: text !== ""
        x: notice.narrow ? words.x : notice.width - width - 16
        y: notice.narrow ? words.y + words.height + 6 : (notice.height - height) / 2
        text: notice.actionText
        Accessible.name: notice.actionText + ": " + notice.text
        keys: notice.actionKeys
        plain: true
        onClicked: notice.acted()
    }
}
