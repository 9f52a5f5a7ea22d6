pragma ComponentBehavior: Bound

import QtQuick

// The bones of everything that can be pressed: hover, tap, Enter and Space, and a name for a screen reader.
Item {
    id: pressable

    property string label: ""
    property string help: ""
    property bool tabStop: true
    readonly property bool pressable: true
    readonly property bool hovered: hover.hovered && enabled
    readonly property bool down: tap.pressed && enabled
    signal clicked

    activeFocusOnTab: tabStop && enabled
    opacity: enabled ? 1 : 0.5
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.description: help
    Accessible.focusable: activeFocusOnTab
    Accessible.focused: activeFocus
    Accessible.onPressAction: pressable.clicked()
    Keys.onReturnPressed: pressable.clicked()
    Keys.onEnterPressed: pressable.clicked()
    Keys.onSpacePressed: pressable.clicked()

    HoverHandler {
        id: hover
        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        id: tap
        onTapped: pressable.clicked()
    }
}
