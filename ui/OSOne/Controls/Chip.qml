pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A fact in a few words, in the hue of its kind.
Pressable {
    id: chip

    property alias text: chip.label
    property string icon: ""
    property string hue: "soft"
    property bool pressableChip: true
    // The cursor of the screen is on it.
    property bool marked: false
    // With the keyboard elsewhere the ring is there: there is one at a time.
    readonly property bool ringed: marked && Access.heard
    // Where there is no more room, the middle of its words is left out: a file's name ends with its kind.
    property real most: Infinity
    readonly property color ink: Theme.hue(hue)

    implicitWidth: row.implicitWidth + 22
    implicitHeight: 26
    tabStop: pressableChip
    Accessible.role: pressableChip ? Accessible.Button : Accessible.StaticText

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: Theme.wash(chip.ink, chip.hovered && chip.pressableChip ? (Theme.night ? 0.2 : 0.15) : Theme.night ? 0.15 : 0.12)
    }

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 7

        Icon {
            visible: chip.icon !== ""
            name: chip.icon
            ink: chip.ink
            side: 15
            anchors.verticalCenter: parent.verticalCenter
        }

        Words {
            width: Math.min(Math.ceil(implicitWidth), Math.max(0, chip.most - x - 22))
            text: chip.text
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideMiddle
            color: chip.ink
            font.pixelSize: Theme.detail
            font.weight: Theme.medium
            anchors.verticalCenter: parent.verticalCenter
        }
    }

    Rectangle {
        visible: chip.ringed
        anchors.fill: parent
        radius: height / 2
        color: "transparent"
        border.width: 2
        border.color: chip.ink
    }

    FocusRing {
        radius: 16
    }
}
