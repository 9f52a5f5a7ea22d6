pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Calendar

// Which month it is, and how much of it is shown.
Item {
    id: head

    implicitHeight: 40

    Spoken {
        id: title
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, head.width - tabs.width - 20 - (today.visible ? today.width + 24 : 0))
        text: Calendar.title
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.letter
        font.pixelSize: Theme.title
        font.weight: Theme.regular
        font.letterSpacing: -0.4
        Accessible.role: Accessible.Heading
    }

    Words {
        id: note
        anchors.left: title.right
        anchors.leftMargin: 20
        anchors.baseline: title.baseline
        visible: x + width < tabs.x - (today.visible ? today.width + 24 : 0)
        text: Calendar.note
        color: Theme.soft
        font.pixelSize: Theme.body
    }

    QuietButton {
        id: today
        anchors.right: tabs.left
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        visible: Calendar.away
        plain: true
        text: qsTr("Today")
        // "today" is among the keys at the foot too.
        Accessible.name: qsTr("Go to today")
        keys: "t"
        onClicked: Shell.press("period.now")
    }

    Row {
        id: tabs
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4

        Repeater {
            model: Calendar.views.length

            Pressable {
                id: tab
                required property int index
                readonly property var modelData: Calendar.views[index]
                readonly property bool current: tab.modelData.current
                implicitWidth: name.implicitWidth + 32
                implicitHeight: 34
                label: tab.modelData.name
                Accessible.role: Accessible.PageTab
                Accessible.selected: current
                onClicked: Calendar.choose(tab.modelData.view)

                Rectangle {
                    anchors.fill: parent
                    radius: 10
                    color: tab.current ? Theme.paper : tab.hovered ? Theme.hover : "transparent"
                }

                Words {
                    id: name
                    anchors.centerIn: parent
                    text: tab.modelData.name
                    color: tab.current ? Theme.ink : Theme.soft
                    font.weight: tab.current ? Theme.strong : Theme.regular
                }

                FocusRing {}
            }
        }
    }
}
