pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Tasks

// The lists and the projects.
Flickable {
    id: lists

    contentHeight: column.height + 20
    boundsBehavior: Flickable.StopAtBounds
    clip: contentHeight > height

    FocusFollow {
        view: lists
    }

    Column {
        id: column
        width: parent.width
        spacing: 2

        Repeater {
            model: TaskList.lists

            Pressable {
                id: item
                required property var modelData
                required property int index
                readonly property bool current: item.modelData.current
                readonly property bool project: item.modelData.hue !== ""
                width: column.width
                height: 40

                // The projects stand a little apart.
                transform: Translate {
                    y: item.project ? 20 : 0
                }
                label: item.modelData.count > 0 ? item.modelData.name + ", " + item.modelData.count : item.modelData.name
                Accessible.role: Accessible.PageTab
                Accessible.selected: current
                onClicked: TaskList.go(item.modelData.view)

                Rectangle {
                    anchors.fill: parent
                    radius: 10
                    color: item.current ? Theme.paper : item.hovered ? Theme.hover : "transparent"
                }

                Icon {
                    x: 12
                    anchors.verticalCenter: parent.verticalCenter
                    name: item.modelData.icon
                    side: 18
                    ink: item.project ? Theme.hue(item.modelData.hue) : item.current ? Theme.accent : Theme.soft
                }

                Words {
                    x: 42
                    width: parent.width - 78
                    anchors.verticalCenter: parent.verticalCenter
                    text: item.modelData.name
                    horizontalAlignment: Text.AlignLeft
                    elide: Text.ElideRight
                    font.weight: item.current ? Theme.strong : Theme.regular
                }

                Words {
                    anchors.right: parent.right
                    anchors.rightMargin: 14
                    anchors.verticalCenter: parent.verticalCenter
                    visible: item.modelData.count > 0
                    text: item.modelData.count
                    color: Theme.soft
                    font.pixelSize: Theme.detail
                }

                FocusRing {}
            }
        }
    }
}
