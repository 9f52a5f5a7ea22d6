pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// Who is there, and what it is doing.
Item {
    id: presence

    signal foldAsked
    height: 92

    Ring {
        id: ring
        x: 24
        y: 22
        width: 48
        height: 48
        presence: Talk.presence
        voice: Talk.level
    }

    Words {
        id: name
        anchors.left: ring.right
        anchors.leftMargin: 12
        y: 26
        width: parent.width - x - 96
        text: Talk.name
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        font.pixelSize: Theme.letter
        font.weight: Theme.strong
    }

    Spoken {
        anchors.left: name.left
        anchors.top: name.bottom
        anchors.topMargin: 1
        text: Talk.mood
        color: Theme.soft
        font.pixelSize: Theme.detail
        Accessible.role: Accessible.StaticText
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: 12
        y: 26

        IconButton {
            visible: Talk.hears
            icon: "mic"
            side: 19
            label: qsTr("Speak")
            onClicked: Talk.hear()
        }

        IconButton {
            icon: "panel-right-close"
            side: 18
            ink: Theme.faint
            label: qsTr("Hide companion")
            onClicked: presence.foldAsked()
        }
    }
}
