pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Drawn round what the keyboard is on.
Rectangle {
    property bool shown: parent ? parent.activeFocus : false
    property color ink: Theme.fill

    anchors.fill: parent
    anchors.margins: -3
    radius: 12
    color: "transparent"
    border.width: 2
    border.color: ink
    visible: shown
    z: 10
}
