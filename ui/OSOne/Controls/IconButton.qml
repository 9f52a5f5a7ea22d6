pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// An icon that can be pressed; its label is heard, and seen where the pointer or the keyboard rests on it.
Pressable {
    id: button

    required property string icon
    property color ink: Theme.soft
    property bool selected: false
    property int side: 22
    property int radius: Theme.radiusRow

    implicitWidth: 40
    implicitHeight: 40
    onHoveredChanged: Tips.rest(button, hovered || activeFocus)
    onActiveFocusChanged: Tips.rest(button, hovered || activeFocus)
    onClicked: Tips.rest(button, false)

    Rectangle {
        anchors.fill: parent
        radius: button.radius
        color: button.selected ? Theme.paper : button.hovered ? Theme.hover : "transparent"
    }

    Icon {
        anchors.centerIn: parent
        name: button.icon
        side: button.side
        ink: button.selected ? Theme.accent : button.ink
    }

    FocusRing {
        radius: button.radius + 3
    }
}
