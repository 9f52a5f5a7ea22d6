pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Home

// In the evening: what the next day begins with, a line each.
Column {
    id: tomorrow

    visible: Day.evening
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Tomorrow")

    Spoken {
        topPadding: 16
        bottomPadding: 6
        text: qsTr("Tomorrow")
        font.weight: Theme.strong
        Accessible.role: Accessible.Heading
    }

    Spoken {
        visible: Day.tomorrow.length === 0
        text: qsTr("Nothing scheduled.")
        color: Theme.soft
    }

    Repeater {
        model: Day.tomorrow

        Pressable {
            id: event
            required property var modelData
            readonly property color hue: Theme.hue(event.modelData.hue)
            width: tomorrow.width
            height: 30
            label: [event.modelData.at, event.modelData.title, event.modelData.detail].filter(part => part !== "").join(", ")
            Accessible.role: Accessible.ListItem
            onHoveredChanged: Tips.rest(event, name.truncated && (hovered || activeFocus))
            onActiveFocusChanged: Tips.rest(event, name.truncated && (hovered || activeFocus))
            onClicked: Shell.go("calendar")

            FocusRing {
                radius: Theme.radiusEvent + 3
            }

            Words {
                id: at
                anchors.verticalCenter: parent.verticalCenter
                width: Math.max(54, implicitWidth + 12)
                text: event.modelData.at
                color: Theme.soft
                font.pixelSize: Theme.detail
            }

            Rectangle {
                id: stroke
                anchors.verticalCenter: parent.verticalCenter
                anchors.left: at.right
                width: 3
                height: 16
                radius: 1.5
                color: event.modelData.tentative ? "transparent" : event.hue
                border.width: event.modelData.tentative ? 1 : 0
                border.color: event.hue
            }

            Words {
                id: name
                anchors.verticalCenter: parent.verticalCenter
                anchors.left: stroke.right
                anchors.leftMargin: 10
                anchors.right: parent.right
                text: event.modelData.title
                color: event.hue
                horizontalAlignment: Text.AlignLeft
                elide: Text.ElideRight
            }
        }
    }

    QuietButton {
        visible: Day.moreTomorrow > 0
        x: 58
        plain: true
        text: qsTr("%1 more").arg(Day.moreTomorrow)
        Accessible.name: qsTr("%1 more tomorrow").arg(Day.moreTomorrow)
        onClicked: Shell.go("calendar")
    }
}
