pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// What has hours, as high as it is long; outlined where it is not certain.
Rectangle {
    id: block

    required property string occurrence
    required property string title
    required property string detail
    required property string clock
    required property string hue
    required property int column
    required property real start
    required property real length
    required property int part
    required property int parts
    required property bool crowded
    required property bool current
    required property bool first
    required property bool tentative
    required property bool past
    // Its day.
    required property string words
    // So much of it is scrolled out of sight above: its name stays in sight.
    property real above: 0
    readonly property real down: low ? 0 : Math.max(0, Math.min(above, height - 46))
    readonly property color ink: Theme.hue(hue)
    readonly property bool low: height < 46
    readonly property bool narrow: width < 84
    // Too narrow for most words: the first letters of each tell of it, in as many lines as there are.
    readonly property bool sliver: width < 42

    radius: Theme.radiusEvent
    color: tentative ? Theme.ground : Qt.tint(Theme.ground, Theme.wash(ink, current ? Theme.washCurrent : past ? Theme.washPast : Theme.washEvent))
    border.width: current ? 1.4 : tentative ? 1.2 : 0
    border.color: ink
    z: current ? 1000 : 0
    Accessible.role: Accessible.ListItem
    Accessible.name: words + ", " + clock + " " + title + (detail !== "" ? ", " + detail : "")
    Accessible.description: tentative ? qsTr("tentative") : ""
    Accessible.selected: current
    Accessible.focusable: true
    readonly property bool heard: current && visible && Access.heard && !Calendar.opened
    onHeardChanged: {
        if (heard)
            Access.point(block);
    }
    Accessible.focused: heard
    Accessible.onPressAction: Calendar.open_at(block.occurrence)

    // Where its words are cut, all of them show where the pointer rests.
    Pressable {
        id: press
        anchors.fill: parent
        tabStop: false
        label: block.clock + " " + block.title + (block.detail !== "" ? ", " + block.detail : "")
        Accessible.ignored: true
        onHoveredChanged: Tips.rest(press, hovered && (block.sliver || name.truncated || name.text !== block.title || !place.visible && block.detail !== ""))
        onClicked: Calendar.open_at(block.occurrence)
    }

    Rectangle {
        visible: !block.tentative
        x: block.sliver ? 3 : block.narrow ? 5 : 6
        y: block.sliver ? 4 : 6
        width: block.sliver ? 2 : 3
        height: parent.height - 2 * y
        radius: 1.5
        color: block.ink
    }

    Words {
        id: name
        x: block.sliver ? 7 : block.tentative || block.narrow ? 12 : 16
        y: block.low ? (block.height - height) / 2 : (block.sliver ? 5 : 8) + block.down
        width: parent.width - x - (block.sliver ? 1 : block.narrow ? 3 : 6)
        // No word is torn where there is room for one: one that is wider is cut.
        text: block.low ? block.title : Breaks.fitted(block.title, width, font.pixelSize)
        color: block.ink
        elide: Text.ElideRight
        clip: block.sliver
        wrapMode: block.low ? Text.NoWrap : Text.WordWrap
        maximumLineCount: block.sliver && !block.low ? Math.max(1, Math.floor((block.height - block.down - 8) / 15)) : block.low ? 1 : block.height - block.down > 84 ? 3 : block.height - block.down > 62 || block.detail === "" ? 2 : 1
        horizontalAlignment: Text.AlignLeft
        font.pixelSize: block.narrow ? Theme.note : Theme.detail
        font.weight: Theme.strong
        Accessible.ignored: true
    }

    Words {
        id: place
        visible: !block.sliver && text !== "" && y + height <= block.height - 3
        anchors.top: name.bottom
        anchors.topMargin: 1
        x: name.x
        width: name.width
        text: block.tentative && block.detail === "" ? qsTr("tentative") : block.detail
        color: block.ink
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        font.pixelSize: Theme.note
        Accessible.ignored: true
    }
}
