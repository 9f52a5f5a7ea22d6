pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// Something that was done, with the way to take it back.
Item {
    id: deed

    required property string key
    required property string what
    required property string undo
    required property string undone

    height: Math.max(30, words.implicitHeight + 8)

    Icon {
        id: mark
        x: 28
        anchors.verticalCenter: parent.verticalCenter
        name: deed.undone !== "" ? "undo-2" : "check"
        ink: Theme.soft
        side: 15
    }

    Spoken {
        id: words
        anchors.left: mark.right
        anchors.leftMargin: 8
        anchors.right: back.visible ? back.left : parent.right
        anchors.rightMargin: back.visible ? 10 : 28
        anchors.verticalCenter: parent.verticalCenter
        text: deed.what === "" ? (deed.undone !== "" ? deed.undone : qsTr("Done")) : deed.undone !== "" ? deed.undone + ": " + deed.what : deed.what
        color: Theme.soft
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
    }

    QuietButton {
        id: back
        visible: deed.undo !== ""
        anchors.right: parent.right
        anchors.rightMargin: 28
        anchors.verticalCenter: parent.verticalCenter
        plain: true
        text: deed.undo
        Accessible.name: deed.what === "" ? deed.undo : deed.undo + ": " + deed.what
        onClicked: Talk.undo(deed.key)
    }
}
