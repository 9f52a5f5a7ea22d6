pragma ComponentBehavior: Bound

import QtQuick

// The bones of everything that can be pressed: hover, tap, Enter and Space, and a name for a screen reader.
Item {
    id: pressable

    property string label: ""
    property string help: ""
    property bool tabStop: true
    // Whether it lies within something that can be pressed too, which is to hear nothing of it.
    property bool inside: false
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
        gesturePolicy: pressable.inside ? TapHandler.ReleaseWithinBounds : TapHandler.DragThreshold
        onTapped: pressable.clicked()
    }
}
