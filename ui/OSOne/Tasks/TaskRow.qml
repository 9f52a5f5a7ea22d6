pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Tasks

// One thing to do.
Item {
    id: row

    required property int index
    required property string title
    required property string project
    required property string hue
    required property string notes
    required property string when
    required property bool past
    required property bool done
    required property bool selected
    required property int priority
    readonly property bool current: TaskList.cursor === index
    readonly property bool two: project !== "" || notes !== ""

    readonly property bool heard: current && visible && Access.heard
    onHeardChanged: {
        if (heard)
            Access.point(row);
    }

    height: 66
    Accessible.role: Accessible.CheckBox
    Accessible.name: Access.active ? TaskList.told(title, project, notes, when, priority, past, selected) : when === "" ? title : title + ", " + when
    Accessible.checkable: true
    Accessible.checked: done
    Accessible.focusable: true
    Accessible.focused: heard
    Accessible.selected: current || selected
    Accessible.onPressAction: TaskList.tick(row.index)
    Accessible.onToggleAction: TaskList.tick(row.index)

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: TaskList.set_cursor(row.index)
    }

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: 2
        radius: Theme.radiusRow
        color: row.selected ? Theme.wash(Theme.accent, 0.12) : row.current ? Theme.paper : hover.hovered ? Theme.hover : "transparent"
    }

    Pressable {
        id: circle
        x: 8
        width: 42
        height: parent.height
        tabStop: false
        label: row.done ? qsTr("To do: %1").arg(row.title) : qsTr("Done: %1").arg(row.title)
        // The row says and does the same.
        Accessible.ignored: true
        onClicked: TaskList.tick(row.index)

        Rectangle {
            anchors.centerIn: parent
            width: 22
            height: 22
            radius: 11
            color: row.done ? Theme.wash(Theme.moss, 0.18) : "transparent"
            border.width: row.priority < 3 ? 2.4 : 1.8
            border.color: row.done ? Theme.moss : row.current || circle.hovered || row.priority === 1 ? Theme.accent : Theme.soft
        }

        Icon {
            anchors.centerIn: parent
            visible: row.done || circle.hovered
            name: "check"
            side: 14
            ink: row.done ? Theme.moss : Theme.accent
        }
    }

    Words {
        id: words
        x: 57
        y: row.two ? 11 : (parent.height - height) / 2 - 1
        width: parent.width - 90 - clock.width
        text: row.title
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        color: row.done ? Theme.soft : Theme.ink
        font.pixelSize: Theme.letter
        font.weight: row.current ? Theme.medium : Theme.regular
        font.strikeout: row.done
    }

    Row {
        visible: row.two
        x: 57
        y: 36
        width: parent.width - 90 - clock.width
        spacing: 14

        Row {
            id: place
            visible: row.project !== ""
            spacing: 7

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: 8
                height: 8
                radius: 4
                color: Theme.hue(row.hue)
            }

            Words {
                text: row.project
                color: Theme.soft
                font.pixelSize: Theme.detail
            }
        }

        Words {
            visible: row.notes !== ""
            width: Math.max(0, parent.width - (place.visible ? place.width + 14 : 0))
            text: row.notes
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            color: Theme.soft
            font.pixelSize: Theme.detail
        }
    }

    Row {
        id: clock
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        spacing: 7

        Icon {
            visible: row.past
            name: "flag"
            side: 15
            ink: Theme.accentInk
            anchors.verticalCenter: parent.verticalCenter
        }

        Words {
            text: row.when
            color: row.past ? Theme.accentInk : Theme.soft
            font.pixelSize: Theme.detail
        }
    }
}
