pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Mail

// What came with the letter.
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
                icon: "paperclip"
                text: file.modelData.name + "  " + file.modelData.size
                onClicked: Reading.follow("file:" + file.modelData.key)
            }
        }
    }
}
