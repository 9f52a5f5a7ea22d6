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
    required property bool unread
    readonly property bool current: Day.cursor === index

    readonly property bool heard: current && visible && Access.heard
    onHeardChanged: {
        if (heard)
            Access.point(row);
    }

    implicitHeight: 86
    tabStop: false
    label: [unread ? qsTr("Unread") : "", name, subject, reason].filter(words => words !== "").join(", ")
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

    // As in the list of mail: what is not read yet, which it says to whom rests on it.
    Pressable {
        id: dot
        visible: row.unread
        x: 10
        y: lines.y - 2
        width: 24
        height: 24
        inside: true
        tabStop: false
        label: qsTr("Unread")
        // The row's own name tells it.
        Accessible.ignored: true
        onHoveredChanged: Tips.rest(dot, hovered)
        onClicked: row.clicked()

        Rectangle {
            x: 8
            y: 8
            width: 8
            height: 8
            radius: 4
            color: Theme.accent
        }
    }

    // Each line stands on its baseline: letters of other typefaces are taller than ours.
    Item {
        id: lines
        x: 40
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 56
        height: 66

        Words {
            anchors.baseline: parent.top
            anchors.baselineOffset: 16
            verticalAlignment: Text.AlignTop
            width: parent.width
            text: row.name
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            font.weight: Theme.strong
        }

        Words {
            anchors.baseline: parent.top
            anchors.baselineOffset: 40
            verticalAlignment: Text.AlignTop
            width: parent.width
            text: row.subject
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            color: row.subject === qsTr("(no subject)") ? Theme.faint : Theme.ink
        }

        Words {
            anchors.baseline: parent.top
            anchors.baselineOffset: 61
            verticalAlignment: Text.AlignTop
            width: parent.width
            text: row.reason
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            color: Theme.soft
            font.pixelSize: Theme.detail
        }
    }
}
