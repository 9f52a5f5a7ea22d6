pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// What came with the letter. Of a long name both ends are shown: the last letters say what kind of file it is.
Item {
    id: box

    required property int margin
    required property var files

    height: row.height + 16

    Flow {
        id: row
        x: box.margin
        y: 6
        width: parent.width - box.margin * 2
        spacing: 10

        Repeater {
            model: box.files

            QuietButton {
                id: file
                required property var modelData
                icon: file.modelData.warns ? "triangle-alert" : "paperclip"
                ink: file.modelData.warns ? Theme.hue("rose") : Theme.soft
                text: Math.ceil(name.advanceWidth) > name.most ? name.elidedText + "  " + file.modelData.size : file.modelData.name + "  " + file.modelData.size
                help: file.modelData.warns
                Accessible.name: file.modelData.name + ", " + file.modelData.size
                onClicked: Reading.follow("file:" + file.modelData.key)

                TextMetrics {
                    id: name
                    readonly property int most: Math.min(320, Math.max(120, row.width - 140))
                    text: file.modelData.name
                    elide: Text.ElideMiddle
                    elideWidth: most
                    font.family: Theme.family
                    font.pixelSize: 14
                    font.weight: Theme.strong
                }
            }
        }
    }
}
