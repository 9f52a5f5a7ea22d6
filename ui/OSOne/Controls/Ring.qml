pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The presence. Moods: still, listening, thinking, speaking (swells with level, 0 to 1).
RingLine {
    id: ring

    property string presence: "still"
    property color color: Theme.accent
    property real voice: 0
    readonly property bool moving: presence !== "still" && !Theme.calm && visible

    implicitWidth: 44
    implicitHeight: 44
    mood: presence
    ink: color
    level: presence === "speaking" ? voice : 0
    Accessible.role: Accessible.Graphic
    Accessible.name: presence === "thinking" ? qsTr("thinking") : presence === "speaking" ? qsTr("speaking") : presence === "listening" ? qsTr("listening") : qsTr("here")

    NumberAnimation on phase {
        running: ring.moving
        from: 0
        to: Math.PI * 2
        duration: ring.presence === "thinking" ? 2600 : ring.presence === "speaking" ? 1900 : 3600
        loops: Animation.Infinite
    }
}
