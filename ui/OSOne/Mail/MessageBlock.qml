pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// A block of a message's text.
Item {
    id: block

    required property int index
    required property string key
    // The piece that somebody who listens has come to.
    required property int heard
    required property string kind
    required property string html
    required property string said
    required property string marker
    required property string signature
    required property int level
    required property int columns
    required property int depth
    required property bool rich
    required property int margin
    required property int measure
    readonly property bool quote: depth > 0 || kind === "quote"
    readonly property bool quiet: quote || signature !== "" || kind === "note"
    readonly property bool fixed: kind === "code"
    readonly property bool table: kind === "table"
    readonly property string style: rich ? "<style>a{color:" + Theme.accentInk + "} code{font-family:" + Theme.mono + "} .marked{background-color:" + Theme.mark + ";color:" + Theme.ink + "} .hit{background-color:" + Theme.mark + "} .on{background-color:" + Theme.accentInk + ";color:" + Theme.paper + "}" + (table ? " th,td{padding:5px " + (leftward ? "0px 5px 28px" : "28px 5px 0px") + ";vertical-align:top} th{font-weight:" + Theme.strong + "}" : "") + "</style>" : ""
    // How deep a quote is can be seen so far.
    readonly property int bars: quote ? Math.min(6, Math.max(1, depth)) : 0
    readonly property int inset: bars * 16
    readonly property int listed: marker === "" ? 0 : 26 + 20 * (Math.min(6, level) - 1)
    // Words that run from right to left have their bars and their mark on that side.
    readonly property bool leftward: table ? html.startsWith('<table cellspacing="0" align') : !fixed && text.effectiveHorizontalAlignment === Text.AlignRight
    readonly property bool after: marker !== "" && leftward
    readonly property int edge: margin + (leftward ? 0 : inset)
    // What is set in columns keeps them: where they need more room than there is, it is moved sideways.
    readonly property real natural: table ? text.contentWidth : text.implicitWidth
    readonly property bool wide: (fixed || table) && natural > most
    readonly property int above: signature === "begins" ? 18 : 0
    // What is set in columns may be wider than what is read line by line, and smaller, before it is cut.
    readonly property int most: fixed || (table && columns > 5 && !leftward) ? Math.max(measure, width - margin - 20) - inset : measure - inset - listed
    readonly property int size: kind === "heading" ? (level > 2 ? 16 : 18) : fixed ? Math.max(11, Math.min(14, Math.floor(most / Math.max(1, columns) / 0.605))) : signature !== "" ? Theme.detail : quote ? Theme.body : Theme.letter

    height: above + text.implicitHeight + (kind === "rule" ? 17 : marker !== "" ? 10 : 16)
    Accessible.role: kind === "rule" ? Accessible.Separator : kind === "heading" ? Accessible.Heading : marker !== "" ? Accessible.ListItem : Accessible.Paragraph
    Accessible.name: said
    Accessible.description: depth > 0 ? qsTr("quoted") : signature !== "" ? qsTr("signature") : ""
    Accessible.focusable: true
    Accessible.focused: heard === index

    clip: wide

    function linked(place: int): Item {
        return (beside.item as MessageBeside)?.linked(place) ?? null;
    }

    // What few blocks have is made for those alone.
    Loader {
        id: beside
        width: block.width
        height: block.height
        active: block.quote || block.marker !== "" || block.above > 0 || block.kind === "rule" || block.wide || (Access.active && block.rich)
        sourceComponent: MessageBeside {
            owner: block
            words: text
        }
    }

    Words {
        id: text
        x: block.edge + (block.after ? 0 : block.listed)
        y: block.above
        width: block.fixed ? Math.max(implicitWidth, block.most) : block.most
        text: block.style + (block.rich && Linked.on === block.key ? Linked.marked(block.html) : block.html)
        textFormat: block.rich ? Text.RichText : Text.PlainText
        wrapMode: block.fixed ? Text.NoWrap : block.table ? Text.WordWrap : Text.Wrap
        color: block.quiet ? Theme.soft : Theme.ink
        font.pixelSize: block.size
        font.weight: block.kind === "heading" ? Theme.medium : Theme.regular
        font.family: block.fixed ? Theme.mono : Theme.family
        lineHeight: 1.22
        onLinkActivated: link => Reading.follow(link)
        onLinkHovered: link => (block.ListView.view as ReadingList).pointed = link === "" ? "" : Reading.leads_to(link)
    }
}
