pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// What has hours, as one line in its day.
Rectangle {
    id: line

    required property string occurrence
    required property string title
    required property string clock
    required property string hue
    required property int column
    required property int row
    required property int slot
    required property bool current
    required property bool first
    required property bool tentative
    required property bool past
    // Its day.
    required property string words
    readonly property color ink: Theme.hue(hue)

    radius: 6
    color: current ? Qt.tint(Theme.paper, Theme.wash(ink, Theme.washCurrent)) : hover.hovered ? Theme.hover : "transparent"
    border.width: current ? 1.2 : 0
    border.color: ink
    Accessible.role: Accessible.ListItem
    Accessible.name: words + ", " + clock + " " + title
    Accessible.description: tentative ? qsTr("tentative") : ""
    Accessible.selected: current
    Accessible.focusable: true
    readonly property bool heard: current && visible && Access.heard && !Calendar.opened
    onHeardChanged: {
        if (heard)
            Access.point(line);
    }
    Accessible.focused: heard
    Accessible.onPressAction: Calendar.open_at(line.occurrence)

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: Calendar.open_at(line.occurrence)
    }

    Rectangle {
        x: 6
        anchors.verticalCenter: parent.verticalCenter
        width: 6
        height: 6
        radius: 3
        color: line.tentative ? "transparent" : line.ink
        border.width: line.tentative ? 1 : 0
        border.color: line.ink
    }

    Words {
        id: hour
        x: 18
        visible: line.width > 110
        anchors.verticalCenter: parent.verticalCenter
        text: line.clock
        color: line.current ? line.ink : Theme.soft
        font.pixelSize: Theme.note
        Accessible.ignored: true
    }

    Words {
        x: hour.visible ? hour.x + hour.width + 6 : 18
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x - 4
        text: line.title
        color: line.past && !line.current ? Theme.soft : line.ink
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        font.pixelSize: Theme.note
        font.weight: Theme.medium
        Accessible.ignored: true
    }
}
