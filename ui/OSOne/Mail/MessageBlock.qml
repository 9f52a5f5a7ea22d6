pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// A block of a message's text.
Item {
    id: block

    required property int index
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
    readonly property string style: "<style>a{color:" + Theme.accentInk + "} code{font-family:" + Theme.mono + "} .hit{background-color:" + Theme.mark + "}</style>"
    // How deep a quote is can be seen so far.
    readonly property int bars: quote ? Math.min(6, Math.max(1, depth)) : 0
    readonly property int inset: bars * 16
    readonly property int listed: marker === "" ? 0 : 26 + 20 * (Math.min(6, level) - 1)
    readonly property int above: signature === "begins" ? 18 : 0
    // What is set in columns may be wider than what is read line by line, and smaller, before it is cut.
    readonly property int most: fixed ? Math.max(measure, width - margin - 20) - inset : measure - inset - listed
    readonly property int size: kind === "heading" ? (level > 2 ? 16 : 18) : fixed ? Math.max(11, Math.min(14, Math.floor(most / Math.max(1, columns) / 0.605))) : signature !== "" ? Theme.detail : quote ? Theme.body : Theme.letter

    height: above + text.implicitHeight + (kind === "rule" ? 17 : marker !== "" ? 10 : 16)
    Accessible.role: kind === "rule" ? Accessible.Separator : kind === "heading" ? Accessible.Heading : marker !== "" ? Accessible.ListItem : Accessible.Paragraph
    Accessible.name: said
    Accessible.description: depth > 0 ? qsTr("quoted") : signature !== "" ? qsTr("signature") : ""
    Accessible.focusable: true
    Accessible.focused: (ListView.view as ReadingList)?.heardAt === index

    // The links in it, for who cannot see where in the words they are.
    Repeater {
        model: Access.active && block.rich ? Reading.links_in(block.html) : 0

        Item {
            id: link
            required property var modelData
            width: block.width
            height: block.height
            Accessible.role: Accessible.Link
            Accessible.name: link.modelData.words
            Accessible.description: Reading.leads_to(link.modelData.href)
            Accessible.onPressAction: Reading.follow(link.modelData.href)
        }
    }

    Repeater {
        model: block.bars

        Rectangle {
            required property int index
            x: block.margin + index * 16
            width: 2
            height: block.height
            color: Theme.line
        }
    }

    Rectangle {
        visible: block.kind === "rule"
        x: block.margin
        y: 8
        width: block.measure
        height: 1
        color: Theme.line
    }

    // What is below it is who wrote, once and for every letter.
    Rectangle {
        visible: block.above > 0
        x: block.margin + block.inset
        y: 4
        width: 32
        height: 1
        color: Theme.faint
    }

    // Beside the words, on the side that they begin at.
    Words {
        id: mark
        readonly property bool after: text.effectiveHorizontalAlignment === Text.AlignRight
        visible: block.marker !== ""
        x: after ? view.x + view.width + 8 : block.margin + block.inset
        y: block.above
        width: block.listed - 8
        horizontalAlignment: after ? Text.AlignLeft : Text.AlignRight
        text: after ? "\u200f" + block.marker : block.marker
        color: text.color
        font.pixelSize: text.font.pixelSize
        lineHeight: text.lineHeight
        Accessible.ignored: true
    }

    Item {
        id: view
        readonly property bool wide: block.fixed && text.implicitWidth > width
        x: block.margin + block.inset + (mark.after ? 0 : block.listed)
        y: block.above
        width: block.most
        height: text.implicitHeight
        clip: wide

        Words {
            id: text
            width: block.fixed ? Math.max(implicitWidth, block.most) : block.most
            text: block.rich ? block.style + block.html : block.html
            textFormat: block.rich ? Text.RichText : Text.PlainText
            wrapMode: block.fixed ? Text.NoWrap : Text.Wrap
            color: block.quiet ? Theme.soft : Theme.ink
            font.pixelSize: block.size
            font.weight: block.kind === "heading" ? Theme.medium : Theme.regular
            font.family: block.fixed ? Theme.mono : Theme.family
            lineHeight: 1.22
            onLinkActivated: link => Reading.follow(link)
            onLinkHovered: link => (block.ListView.view as ReadingList).pointed = link === "" ? "" : Reading.leads_to(link)
        }

        // What is wider than there is room for is pushed aside.
        Loader {
            anchors.fill: parent
            active: view.wide
            onActiveChanged: text.x = 0
            sourceComponent: Item {
                // It goes on there.
                Repeater {
                    model: text.x > view.width - text.implicitWidth ? 8 : 0

                    Rectangle {
                        required property int index
                        x: view.width - (index + 1) * 3
                        width: 3
                        height: view.height
                        color: Theme.wash(Theme.paper, 1 - index / 8)
                    }
                }

                DragHandler {
                    target: text
                    yAxis.enabled: false
                    xAxis.minimum: view.width - text.implicitWidth
                    xAxis.maximum: 0
                }

                WheelHandler {
                    target: text
                    property: "x"
                    orientation: Qt.Horizontal
                    onWheel: text.x = Math.max(view.width - text.implicitWidth, Math.min(0, text.x))
                }
            }
        }
    }
}
