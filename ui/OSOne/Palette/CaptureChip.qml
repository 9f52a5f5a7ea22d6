pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette

// What some words were taken to mean; pressed, they are only words, and pressed again they mean it after all.
Pressable {
    id: chip

    required property string icon
    required property string text
    required property string hue
    required property string mark
    required property bool off
    required property bool current
    readonly property color ink: off ? Theme.faint : Theme.hue(hue)

    label: text
    help: off ? qsTr("ignored") : ""
    tabStop: false
    implicitWidth: row.implicitWidth + 24
    implicitHeight: 28
    Accessible.focused: current
    onCurrentChanged: {
        if (current)
            Accessible.announce(help === "" ? label : label + ", " + help);
    }
    onClicked: Capture.drop_mark(mark)

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: chip.off ? "transparent" : Qt.tint(Theme.paper, Theme.wash(chip.ink, Theme.night ? 0.15 : 0.12))
        border.width: chip.current ? 1.6 : chip.off ? 1 : 0
        border.color: chip.current ? chip.ink : Theme.line
    }

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 8

        Icon {
            name: chip.icon
            ink: chip.ink
            side: 15
            anchors.verticalCenter: parent.verticalCenter
        }

        Words {
            text: chip.text
            color: chip.ink
            font.pixelSize: Theme.detail
            font.weight: Theme.strong
            font.strikeout: chip.off
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
