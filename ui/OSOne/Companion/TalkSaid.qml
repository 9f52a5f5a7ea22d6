pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// Words of hers, or a quiet line: a paragraph, a heading, a list, a quote.
Item {
    id: said

    required property TalkBlock block

    // What the rich text is drawn by; its own margins are a page's, not a sidebar's.
    readonly property string style: "<style>a{color:" + Theme.accentInk + "} ul,ol{margin-left:-18px;margin-top:0;margin-bottom:0} blockquote{margin:0} tt{font-family:monospace;font-size:13px} th{text-align:left;font-weight:600} th,td{padding:2px 14px 2px 0}</style>"

    height: words.implicitHeight

    Rectangle {
        visible: said.block.kind === "quote"
        x: said.block.margin
        y: 2
        width: 2
        height: parent.height - 4
        radius: 1
        color: Theme.line
    }

    Spoken {
        id: words
        x: said.block.margin + (said.block.kind === "quote" ? 14 : 0)
        width: said.block.width - said.block.margin - x
        text: said.block.kind === "decided" ? said.block.title + ": " + said.block.text : said.block.kind === "stopped" ? qsTr("You stopped me here.") : said.block.html !== "" ? said.style + said.block.html : said.block.text
        textFormat: said.block.html !== "" ? Text.RichText : Text.PlainText
        wrapMode: Text.Wrap
        lineHeight: 1.16
        color: said.block.quiet || said.block.kind === "quote" ? Theme.soft : Theme.ink
        font.pixelSize: said.block.quiet ? Theme.detail : said.block.kind === "heading" ? Theme.letter : Theme.body
        font.weight: said.block.kind === "heading" ? Theme.strong : Theme.regular
        onLinkActivated: link => Talk.follow(link)
        Accessible.role: said.block.kind === "heading" ? Accessible.Heading : Accessible.Paragraph
        Accessible.name: (said.block.first && !said.block.quiet ? Talk.name + ": " : "") + (said.block.html !== "" ? said.block.heard : text)
    }
}
