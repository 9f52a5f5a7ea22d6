pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// All that stands in the head of a message.
Item {
    id: box

    required property int margin
    required property int measure
    required property var files

    height: lines.height + 20

    Column {
        id: lines
        x: box.margin
        y: 4
        width: box.measure
        spacing: 4

        Repeater {
            model: box.files

            Item {
                id: field
                required property var modelData
                width: lines.width
                height: Math.max(name.height, value.height)
                Accessible.role: Accessible.Paragraph
                Accessible.name: field.modelData.name + ": " + field.modelData.value

                Words {
                    id: name
                    width: 132
                    text: field.modelData.name
                    color: Theme.faint
                    horizontalAlignment: Text.AlignLeft
                    elide: Text.ElideRight
                    font.pixelSize: Theme.detail
                    Accessible.ignored: true
                }

                Words {
                    id: value
                    anchors.left: name.right
                    anchors.leftMargin: 12
                    anchors.right: parent.right
                    text: field.modelData.value
                    color: Theme.soft
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.detail
                    Accessible.ignored: true
                }
            }
        }
    }
}
