pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// It cannot answer: why, and what to do.
Item {
    id: fault

    required property string sentence
    required property string remedy

    height: box.height
    Accessible.role: Accessible.AlertMessage
    Accessible.name: sentence
    Accessible.description: remedy

    Rectangle {
        id: box
        x: 16
        width: parent.width - 32
        height: column.height + 32
        radius: Theme.radiusRow
        color: Theme.wash(Theme.amber, 0.11)

        Icon {
            x: 16
            y: 17
            name: "circle-alert"
            ink: Theme.amber
            side: 18
        }

        Column {
            id: column
            x: 46
            y: 16
            width: parent.width - 62
            spacing: 6

            Words {
                width: parent.width
                text: fault.sentence
                wrapMode: Text.Wrap
                font.pixelSize: 14
                lineHeight: 1.1
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: fault.remedy
                color: Theme.soft
                wrapMode: Text.Wrap
                font.pixelSize: Theme.detail
            }
        }
    }
}
