pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// The subject and what is known about the letter.
Item {
    id: head

    required property int margin
    readonly property var facts: Reading.chips

    height: chips.y + (facts.length > 0 ? chips.height + 10 : 0)

    Spoken {
        id: subject
        x: head.margin
        y: 40
        width: parent.width - head.margin * 2
        text: Reading.marked || Reading.subject
        textFormat: Reading.marked ? Text.StyledText : Text.PlainText
        Accessible.name: Reading.subject
        wrapMode: Text.Wrap
        maximumLineCount: 4
        elide: Text.ElideRight
        font.pixelSize: Theme.title
        font.weight: Theme.regular
        font.letterSpacing: -0.4
        lineHeight: 0.96
        Accessible.role: Accessible.Heading
    }

    Flow {
        id: chips
        anchors.top: subject.bottom
        anchors.topMargin: 14
        x: head.margin
        width: parent.width - head.margin * 2
        spacing: 8

        Repeater {
            // A new list for every letter would draw all of them anew.
            model: head.facts.length

            Chip {
                id: chip
                required property int index
                readonly property var fact: head.facts[index] ?? ({
                        text: "",
                        icon: "",
                        hue: ""
                    })
                text: chip.fact.text
                icon: chip.fact.icon
                hue: chip.fact.hue
                pressableChip: false
            }
        }
    }
}
