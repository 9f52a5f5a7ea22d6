pragma ComponentBehavior: Bound

import QtQuick

// The keys at the foot of a screen: a list of { keys, label, command }, as many as fit.
Item {
    id: hints

    property var hints: []
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
                visible: x + implicitWidth <= hints.width || hints.width === 0
                onClicked: hints.chosen(hint.modelData.command)
            }
        }
    }
}
