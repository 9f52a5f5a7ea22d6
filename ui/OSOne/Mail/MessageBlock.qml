pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// A block of a message's text.
Item {
    id: block

    required property string kind
    required property string html
    required property int depth
    required property bool rich
    required property int margin
    required property int measure
    readonly property bool quote: depth > 0 || kind === "quote"
    readonly property string style: "<style>a{color:" + Theme.accentInk + "} ul,ol{margin-left:-18px} .hit{background-color:" + Theme.mark + "}</style>"
    readonly property int inset: quote ? 16 * Math.max(1, depth) : 0

    height: text.implicitHeight + (kind === "rule" ? 17 : 16)
    Accessible.ignored: true

    Rectangle {
        visible: block.quote
        x: block.margin
        width: 2
        height: parent.height
        color: Theme.line
    }

    Rectangle {
        visible: block.kind === "rule"
        x: block.margin
        y: 8
        width: block.measure
        height: 1
        color: Theme.line
    }

    Words {
        id: text
        x: block.margin + block.inset
        width: block.measure - block.inset
        text: block.rich ? block.style + block.html : block.html
        textFormat: block.rich ? Text.RichText : Text.PlainText
        wrapMode: Text.Wrap
        color: block.quote || block.kind === "signature" || block.kind === "note" ? Theme.soft : Theme.ink
        font.pixelSize: block.kind === "heading" ? 18 : block.quote ? Theme.body : Theme.letter
        font.weight: block.kind === "heading" ? Theme.medium : Theme.regular
        font.family: block.kind === "code" ? "monospace" : Theme.family
        lineHeight: 1.22
        onLinkActivated: link => Reading.follow(link)
        onLinkHovered: link => (block.ListView.view as ReadingList).pointed = link === "" ? "" : Reading.leads_to(link)
        Accessible.role: Accessible.Paragraph
    }
}
