pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// What lasts over days, as one bar across them.
Rectangle {
    id: bar

    required property string occurrence
    required property string title
    required property string hue
    required property int column
    required property int span
    required property int row
    required property int lane
    required property bool begins
    required property bool ends
    required property bool current
    required property bool first
    required property bool tentative
    required property bool past
    // From when to when.
    required property string words
    readonly property color ink: Theme.hue(hue)

    radius: Theme.radiusEvent
    color: tentative ? Theme.ground : Qt.tint(Theme.ground, Theme.wash(ink, current ? Theme.washCurrent : past ? Theme.washPast : Theme.washEvent))
    border.width: current || tentative ? 1.4 : 0
    border.color: ink
    Accessible.role: Accessible.ListItem
    Accessible.name: words + ", " + title
    Accessible.description: tentative ? qsTr("tentative") : ""
    Accessible.selected: current
    Accessible.focusable: true
    readonly property bool heard: current && visible && Access.heard && !Calendar.opened
    onHeardChanged: {
        if (heard)
            Access.point(bar);
    }
    Accessible.focused: heard
    Accessible.onPressAction: Calendar.open_at(bar.occurrence)

    TapHandler {
        onTapped: Calendar.open_at(bar.occurrence)
    }

    Words {
        x: 11
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 20
        text: bar.title
        color: bar.ink
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        font.pixelSize: Theme.detail
        font.weight: Theme.strong
        Accessible.ignored: true
    }
}
