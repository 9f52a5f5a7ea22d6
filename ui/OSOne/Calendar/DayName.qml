pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// A day's name and number over its column; today's number stands in a disc, and paper lies under the day looked at.
Item {
    id: day

    required property string key
    required property string name
    required property string number
    required property string words
    required property bool today
    required property bool current
    required property int column

    Accessible.role: Accessible.ColumnHeader
    Accessible.name: words
    // Where no event of it has the cursor.
    readonly property bool heard: current && visible && Access.heard && !Calendar.onEvent
    onHeardChanged: {
        if (heard)
            Access.point(day);
    }
    Accessible.focusable: true
    Accessible.focused: heard
    Accessible.selected: current
    Accessible.onPressAction: Calendar.look_at(day.key)

    Rectangle {
        x: 3
        y: 4
        width: row.width + 20
        height: 32
        radius: 10
        color: day.current ? Theme.paper : hover.hovered ? Theme.hover : "transparent"
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: Calendar.look_at(day.key)
    }

    Row {
        id: row
        x: 12
        y: 4
        height: 32
        spacing: 10

        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, day.width - 46)
            text: day.name
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 9
            color: day.today ? Theme.accentInk : Theme.soft
            font.pixelSize: 14
        }

        Item {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(20, number.implicitWidth)
            height: 28

            Rectangle {
                anchors.centerIn: parent
                visible: day.today
                width: 28
                height: 28
                radius: 14
                color: Theme.fill
            }

            Words {
                id: number
                anchors.centerIn: parent
                text: day.number
                color: day.today ? Theme.fillInk : Theme.ink
                font.weight: Theme.strong
            }
        }
    }
}
