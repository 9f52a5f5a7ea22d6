pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// One key as it stands on the keyboard.
Rectangle {
    id: cap

    required property string text
    property color ink: Theme.soft
    property color edge: Theme.line
    property color back: "transparent"
    property bool filled: back.a > 0
    property bool large: false

    implicitWidth: Math.max(implicitHeight, label.implicitWidth + (large ? 20 : 12))
    implicitHeight: large ? 30 : 22
    radius: large ? 8 : 6
    color: back
    border.width: filled ? 0 : 1
    border.color: edge
    Accessible.ignored: true

    Words {
        id: label
        anchors.centerIn: parent
        text: cap.text
        color: cap.ink
        font.pixelSize: cap.large ? Theme.detail : Theme.note
        font.weight: Theme.strong
    }
}
