pragma ComponentBehavior: Bound

import QtQuick

// The keys at the foot of a screen: a list of { keys, label, command }, as many as fit.
Item {
    id: hints

    property var hints: []
    // Short of what lies over the foot of the room.
    readonly property real free: Foot.taken > 0 && parent ? Math.min(width, parent.width - x - Foot.taken) : width
    signal chosen(string command)

    implicitHeight: 22
    clip: row.implicitWidth > width

    Row {
        id: row
        spacing: 20

        Repeater {
            model: hints.hints

            KeyHint {
                id: hint
                required property var modelData
                keys: hint.modelData.keys
                label: hint.modelData.label
                visible: x + implicitWidth <= hints.free || hints.width === 0
                onClicked: hints.chosen(hint.modelData.command)
            }
        }
    }
}
