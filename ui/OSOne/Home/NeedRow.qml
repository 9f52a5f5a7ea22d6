pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Home

// Somebody who waits, and why.
Pressable {
    id: row

    required property int index
    required property string name
    required property string subject
    required property string reason
    required property string hue
    readonly property bool current: Day.cursor === index

    readonly property bool heard: current && visible && Access.heard
    onHeardChanged: {
        if (heard)
            Access.point(row);
    }

    implicitHeight: 86
    tabStop: false
    label: name + ", " + subject + ", " + reason
    Accessible.role: Accessible.ListItem
    Accessible.focusable: true
    Accessible.focused: heard
    Accessible.selected: current
    onClicked: Day.open_at(row.index)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusRow
        color: row.current ? Theme.paper : row.hovered ? Theme.hover : "transparent"
    }

    Rectangle {
        x: 18
        y: lines.y + 6
        width: 8
        height: 8
        radius: 4
        color: row.hue === "accent" ? Theme.accent : Theme.hue(row.hue)
    }

    Column {
        id: lines
        x: 40
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 56
        spacing: 3

        Words {
            width: parent.width
            text: row.name
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            font.weight: Theme.strong
        }

        Words {
            width: parent.width
            text: row.subject
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
        }

        Words {
            width: parent.width
            text: row.reason
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            color: Theme.soft
            font.pixelSize: Theme.detail
        }
    }
}
