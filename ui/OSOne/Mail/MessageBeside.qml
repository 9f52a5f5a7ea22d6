pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// What stands beside the words of a block: the bars of a quote, a rule, the mark of a list, the line above a signature,
// and what moves lines that are too wide.
Item {
    id: beside

    required property MessageBlock owner
    required property Text words

    function linked(place: int): Item {
        return links.itemAt(place);
    }

    // The links in it, for who cannot see where in the words they are.
    Repeater {
        id: links
        model: Access.active && beside.owner.rich ? Reading.links_in(beside.owner.html) : 0

        Item {
            id: link
            required property var modelData
            width: beside.width
            height: beside.height
            Accessible.role: Accessible.Link
            Accessible.focusable: true
            Accessible.name: link.modelData.words
            Accessible.description: Reading.leads_to(link.modelData.href)
            Accessible.onPressAction: Reading.follow(link.modelData.href)
        }
    }

    Repeater {
        model: beside.owner.bars

        Rectangle {
            required property int index
            x: beside.owner.leftward ? beside.owner.margin + beside.owner.measure - 2 - index * 16 : beside.owner.margin + index * 16
            width: 2
            height: beside.height
            color: Theme.line
        }
    }

    Rectangle {
        visible: beside.owner.kind === "rule"
        x: beside.owner.margin
        y: 8
        width: beside.owner.measure
        height: 1
        color: Theme.line
    }

    // What is below it is who wrote, once and for every letter.
    Rectangle {
        visible: beside.owner.above > 0
        x: beside.owner.leftward ? beside.owner.edge + beside.owner.most - width : beside.owner.edge
        y: 4
        width: 32
        height: 1
        color: Theme.faint
    }

    // On the side that the words begin at.
    Words {
        visible: text !== ""
        x: beside.owner.after ? beside.owner.edge + beside.owner.most + 8 : beside.owner.edge
        y: beside.owner.above + beside.words.baselineOffset - baselineOffset
        width: beside.owner.listed - 8
        horizontalAlignment: beside.owner.after ? Text.AlignLeft : Text.AlignRight
        text: beside.owner.after ? "\u200f" + beside.owner.marker : beside.owner.marker
        color: beside.words.color
        font.pixelSize: beside.words.font.pixelSize
        lineHeight: beside.words.lineHeight
    }

    // Lines that are wider than there is room for go on there, and are pushed aside.
    Repeater {
        model: beside.owner.wide && beside.words.x > beside.owner.width - beside.owner.natural - 20 ? 8 : 0

        Rectangle {
            required property int index
            x: beside.width - (index + 1) * 3
            z: 1
            width: 3
            height: beside.height
            color: Theme.wash(Theme.paper, 1 - index / 8)
        }
    }

    DragHandler {
        enabled: beside.owner.wide
        target: beside.words
        yAxis.enabled: false
        xAxis.minimum: beside.owner.width - beside.owner.natural - 20
        xAxis.maximum: beside.owner.edge
    }

    WheelHandler {
        enabled: beside.owner.wide
        target: beside.words
        property: "x"
        orientation: Qt.Horizontal
        onWheel: beside.words.x = Math.max(beside.owner.width - beside.owner.natural - 20, Math.min(beside.owner.edge, beside.words.x))
    }
}
