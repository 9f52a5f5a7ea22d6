pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A picture in its place, or small ones side by side.
Item {
    id: box

    required property int margin
    required property int measure
    required property int depth
    required property string message
    required property var files
    readonly property int bars: Math.min(6, depth)
    readonly property int inset: bars * 16

    height: row.height + 16
    Accessible.ignored: true

    function takeFocus(at: int): void {
        all.itemAt(at)?.forceActiveFocus(Qt.TabFocusReason);
    }

    Repeater {
        model: box.bars

        Rectangle {
            required property int index
            x: box.margin + index * 16
            width: 2
            height: box.height
            color: Theme.line
        }
    }

    Flow {
        id: row
        x: box.margin + box.inset
        y: 4
        width: box.measure - box.inset
        spacing: 8

        Repeater {
            id: all
            model: box.files

            MessagePicture {
                required property var modelData
                key: modelData.key
                alt: modelData.alt
                href: modelData.href
                name: modelData.name
                wide: modelData.width
                high: modelData.height
                most: row.width
            }
        }
    }
}
