pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A second thing to do: a hairline round it, or nothing at all when plain.
Pressable {
    id: button

    property alias text: button.label
    property string keys: ""
    property string icon: ""
    property bool plain: false
    property color ink: plain ? Theme.accentInk : Theme.soft
    property color edge: Theme.line
    property color backHover: Theme.hover

    readonly property real around: (plain ? 0 : 26) + (icon !== "" ? 17 + row.spacing : 0) + (keys !== "" ? cap.width + row.spacing : 0)

    implicitWidth: Math.ceil(words.implicitWidth) + around
    implicitHeight: words.lineCount > 1 ? words.implicitHeight + (plain ? 6 : 14) : plain ? 26 : 34

    Rectangle {
        anchors.fill: parent
        visible: !button.plain
        radius: 10
        color: button.hovered || button.down ? button.backHover : "transparent"
        border.width: 1
        border.color: button.edge
    }

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 9

        Icon {
            visible: button.icon !== ""
            name: button.icon
            ink: button.ink
            side: 17
            anchors.verticalCenter: parent.verticalCenter
        }

        // In less room than they need its words take two lines.
        Words {
            id: words
            width: Math.max(0, Math.min(Math.ceil(implicitWidth), button.width - button.around))
            text: button.text
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            color: button.ink
            font.pixelSize: 14
            font.weight: Theme.strong
            font.underline: button.plain && button.hovered
            anchors.verticalCenter: parent.verticalCenter
        }

        KeyCap {
            id: cap
            visible: button.keys !== ""
            text: button.keys
            ink: button.ink
            edge: button.plain ? Theme.wash(button.ink, 0.4) : button.edge
            anchors.verticalCenter: parent.verticalCenter
        }
    }

    FocusRing {}
}
