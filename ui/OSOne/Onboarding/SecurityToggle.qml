pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// How a line is sealed: Space or a click takes the next way.
Item {
    id: toggle

    property string seal: ""
    property string label: ""
    signal toggled

    implicitWidth: 116
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: cap.text
    Accessible.description: label
    Accessible.focusable: true
    Accessible.focused: activeFocus
    Accessible.onPressAction: toggled()
    Keys.onSpacePressed: toggled()

    KeyCap {
        id: cap
        anchors.centerIn: parent
        width: 108
        text: toggle.seal
        large: true
        ink: Theme.fieldInk
        edge: Theme.fieldInk
    }
    FocusRing {
        anchors.fill: cap
        ink: Theme.fieldInk
    }
    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }
    TapHandler {
        onTapped: toggle.toggled()
    }
}
