pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// A block of a message's text that has nothing but its words. Most are, so it holds as little as can be.
Words {
    id: block

    required property int index
    // The piece that somebody who listens has come to.
    required property int heard
    required property string html
    required property int margin
    required property int measure

    leftPadding: margin
    rightPadding: width - margin - measure
    bottomPadding: 16
    text: html
    wrapMode: Text.Wrap
    font.pixelSize: Theme.letter
    lineHeight: 1.22
    Accessible.role: Accessible.Paragraph
    Accessible.name: html
    Accessible.focusable: true
    Accessible.focused: heard === index
}
