pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The one thing to do here.
Pressable {
    id: button

    property alias text: button.label
    property string keys: ""
    property color back: Theme.fill
    property color backHover: Theme.fillHover
    property color ink: Theme.fillInk

    implicitWidth: row.implicitWidth + 28
    implicitHeight: 34

    Rectangle {
        anchors.fill: parent
        radius: 10
        color: button.hovered || button.down ? button.backHover : button.back
        scale: button.down ? 0.985 : 1
    }

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 9

        Words {
            text: button.text
            color: button.ink
            font.pixelSize: 14
            font.weight: Theme.strong
            anchors.verticalCenter: parent.verticalCenter
        }

        KeyCap {
            visible: button.keys !== ""
            text: button.keys
            ink: button.ink
            edge: Theme.wash(button.ink, 0.45)
            anchors.verticalCenter: parent.verticalCenter
        }
    }

    FocusRing {}
}
