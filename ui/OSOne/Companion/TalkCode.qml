pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// Words that keep their columns.
Item {
    id: code

    required property TalkBlock block

    height: box.height

    Rectangle {
        id: box
        x: 16
        width: code.block.width - 32
        height: source.implicitHeight + 24
        radius: Theme.radiusEvent
        color: Theme.wash(Theme.ink, 0.05)

        Spoken {
            id: source
            x: 12
            y: 12
            width: parent.width - 24
            text: code.block.text
            wrapMode: Text.Wrap
            lineHeight: 1.15
            font.family: "monospace"
            font.pixelSize: Theme.note
        }
    }
}
