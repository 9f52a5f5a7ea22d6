pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// Who may be meant by what is typed.
Rectangle {
    id: box

    property bool shown: false
    property int at: 0
    signal chosen(int place)

    visible: shown
    height: column.height + 12
    radius: Theme.radiusRow
    color: Theme.ground
    border.width: 1
    border.color: Theme.line
    onShownChanged: at = 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("People")

    function move(by: int): void {
        box.at = Math.max(0, Math.min(Lines.suggestions.length - 1, box.at + by));
    }

    Column {
        id: column
        x: 6
        y: 6
        width: parent.width - 12

        Repeater {
            model: Lines.suggestions

            Pressable {
                id: one
                required property var modelData
                required property int index
                width: column.width
                height: 40
                tabStop: false
                label: one.modelData.name + (one.modelData.email !== "" ? ", " + one.modelData.email : "")
                Accessible.role: Accessible.ListItem
                Accessible.selected: box.at === index
                onClicked: box.chosen(one.index)

                Rectangle {
                    anchors.fill: parent
                    radius: 10
                    color: box.at === one.index ? Theme.hover : one.hovered ? Theme.wash(Theme.hover, 0.6) : "transparent"
                }

                Words {
                    id: name
                    x: 12
                    height: parent.height
                    width: Math.min(implicitWidth, parent.width * 0.55)
                    text: one.modelData.name
                    horizontalAlignment: Text.AlignLeft
                    elide: Text.ElideRight
                    font.weight: Theme.medium
                }

                Words {
                    anchors.left: name.right
                    anchors.leftMargin: 12
                    anchors.right: parent.right
                    anchors.rightMargin: 12
                    height: parent.height
                    text: one.modelData.email
                    horizontalAlignment: Text.AlignLeft
                    elide: Text.ElideMiddle
                    color: Theme.soft
                    font.pixelSize: Theme.detail
                }
            }
        }
    }
}
