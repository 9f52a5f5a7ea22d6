pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A true share of work done, 0 to 1; below 0 it is not known yet and a short piece wanders.
Item {
    id: line

    property real value: -1
    property color ink: Theme.accent
    property color track: Theme.line
    property string label: ""

    implicitWidth: 240
    implicitHeight: 4
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: line.track
    }

    Rectangle {
        id: piece
        property real wander: 0
        height: parent.height
        radius: height / 2
        color: line.ink
        x: line.value < 0 ? (line.width - width) * wander : 0
        width: line.value < 0 ? line.width * 0.22 : Math.max(height, line.width * Math.min(1, line.value))

        Behavior on width {
            enabled: line.value >= 0
            NumberAnimation {
                duration: Theme.slow
                easing.type: Easing.OutCubic
            }
        }

        SequentialAnimation on wander {
            running: line.value < 0 && line.visible && !Theme.calm
            loops: Animation.Infinite
            NumberAnimation {
                from: 0
                to: 1
                duration: 1400
                easing.type: Easing.InOutSine
            }
            NumberAnimation {
                from: 1
                to: 0
                duration: 1400
                easing.type: Easing.InOutSine
            }
        }
    }
}
