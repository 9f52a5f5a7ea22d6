pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A slow line turning in space that closes into the ring as progress (0 to 1) comes to its end.
RingLine {
    id: line

    property real progress: 0
    property color color: Theme.accent
    property bool turning: true
    readonly property bool closed: shown >= 0.999
    property real shown: progress

    implicitWidth: 280
    implicitHeight: 280
    boot: shown
    ink: color
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Waking up, %1 %").arg(Math.round(progress * 100))

    Behavior on shown {
        NumberAnimation {
            duration: Theme.calm ? 0 : 700
            easing.type: Easing.InOutSine
        }
    }

    NumberAnimation on phase {
        running: line.turning && !line.closed && !Theme.calm && line.visible
        from: 0
        to: Math.PI * 20
        duration: 80000
        loops: Animation.Infinite
    }
}
