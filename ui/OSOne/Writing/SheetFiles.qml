pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// What is enclosed, and what may have been forgotten.
Column {
    id: files

    spacing: 6
    topPadding: Enclosures.files.length > 0 || Writing.remarks.length > 0 ? 10 : 0
    bottomPadding: 6

    Flow {
        visible: Enclosures.files.length > 0
        width: parent.width
        spacing: 8

        Repeater {
            model: Enclosures.files

            Chip {
                required property var modelData
                icon: "paperclip"
                most: files.width
                text: modelData.name + "  " + modelData.size
                Accessible.name: qsTr("%1, take out").arg(modelData.name)
                onClicked: Enclosures.take_out(modelData.file)
            }
        }
    }

    Repeater {
        model: Writing.remarks

        Words {
            required property string modelData
            width: files.width
            text: modelData
            wrapMode: Text.Wrap
            color: Theme.amber
            font.pixelSize: Theme.detail
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData
        }
    }
}
