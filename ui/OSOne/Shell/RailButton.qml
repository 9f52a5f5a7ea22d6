pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// One button of the rail.
IconButton {
    id: button

    property bool dot: false
    // To press it is to go elsewhere.
    readonly property bool away: true

    width: 48
    height: 48
    side: 22
    Accessible.role: Accessible.PageTab
    Accessible.selected: selected

    Rectangle {
        visible: button.dot
        x: 31
        y: 12
        width: 8
        height: 8
        radius: 4
        color: Theme.accent
        border.width: 1
        border.color: Theme.ground
    }
}
