pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// One room in the rail.
IconButton {
    id: button

    property string room: ""
    property bool dot: false

    width: 48
    height: 48
    selected: room !== "" && Shell.room === room
    side: 22
    Accessible.role: Accessible.PageTab
    Accessible.selected: selected
    onClicked: {
        if (button.room !== "")
            Shell.go(button.room);
    }

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
