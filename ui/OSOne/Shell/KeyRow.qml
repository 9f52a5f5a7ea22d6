pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// One line of the sheet of all keys, or the name of a group.
Item {
    id: row

    required property string caps
    required property string sentence
    required property bool head

    height: head ? 44 : 32
    Accessible.role: head ? Accessible.Heading : Accessible.ListItem
    Accessible.name: caps === "" ? sentence : sentence + ", " + caps

    Words {
        x: 28
        width: parent.width - 56 - keys.width - 12
        anchors.baseline: parent.bottom
        anchors.baselineOffset: row.head ? -10 : -11
        text: row.sentence
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        color: row.head ? Theme.soft : Theme.ink
        font.pixelSize: row.head ? Theme.detail : 14
        font.weight: row.head ? Theme.strong : Theme.regular
    }

    Row {
        id: keys
        anchors.right: parent.right
        anchors.rightMargin: 28
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6

        Repeater {
            model: row.caps.split(" ").filter(key => key !== "")

            KeyCap {
                required property string modelData
                text: modelData
            }
        }
    }
}
