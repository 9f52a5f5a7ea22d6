pragma ComponentBehavior: Bound

import QtQuick

// The voice as it sounds: thin bars that swell with its level.
Row {
    id: wave

    property real level: 0
    property color ink: "white"
    readonly property list<real> shape: [0.22, 0.34, 0.6, 1, 0.7, 0.94, 0.5, 0.82, 0.56, 0.9, 0.4, 0.64, 0.3]

    height: 34
    spacing: 5
    Accessible.ignored: true

    Repeater {
        model: wave.shape

        Rectangle {
            required property real modelData
            width: 3
            height: 4 + 30 * modelData * Math.max(0.12, wave.level)
            radius: 1.5
            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
            color: wave.ink
        }
    }
}
