pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A key and what it does, as one small pressable word.
Pressable {
    id: hint

    required property string keys
    property color ink: Theme.soft
    property color edge: Theme.line
    property bool large: false

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight
    tabStop: false
    help: keys

    Row {
        id: row
        spacing: 8

        Repeater {
            model: hint.keys.split(" ").filter(key => key !== "")

            KeyCap {
                required property string modelData
                text: modelData
                ink: hint.ink
                edge: hint.edge
                large: hint.large
            }
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: hint.label
            color: hint.ink
            font.pixelSize: hint.large ? Theme.letter : Theme.detail
            opacity: hint.hovered ? 1 : 0.92
        }
    }
}
