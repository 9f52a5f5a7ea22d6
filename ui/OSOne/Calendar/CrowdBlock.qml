pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// Hours with more side by side than have room for a word: how many more there are. It leads to all of its day.
Rectangle {
    id: crowd

    required property string day
    required property int column
    required property real start
    required property real length
    required property int more
    required property string words
    // So much of it is scrolled out of sight above: its number stays in sight.
    property real above: 0

    radius: Theme.radiusEvent
    color: press.hovered ? Theme.hover : Theme.sunk
    Accessible.role: Accessible.Link
    Accessible.name: words
    Accessible.onPressAction: Calendar.open_day(day)

    Pressable {
        id: press
        anchors.fill: parent
        tabStop: false
        label: crowd.words
        Accessible.ignored: true
        onHoveredChanged: Tips.rest(press, hovered)
        onClicked: Calendar.open_day(crowd.day)
    }

    Words {
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height < 46 ? (parent.height - height) / 2 : 8 + Math.max(0, Math.min(crowd.above, parent.height - 40))
        text: "+" + crowd.more
        color: Theme.soft
        font.pixelSize: Theme.note
        font.weight: Theme.strong
        Accessible.ignored: true
    }
}
