pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// What a message invites to: when, where and by whom, how it stands to the calendar, and what can be done.
Item {
    id: card

    required property int index
    // The piece that somebody who listens has come to.
    required property int heard
    required property int margin
    required property int measure
    required property string message
    required property string name
    required property string snippet
    required property string hue
    required property string said
    required property var files
    required property var acts

    height: box.height + 20

    Rectangle {
        id: box
        x: card.margin
        y: 4
        width: Math.min(card.measure, card.width - card.margin * 2)
        height: column.height + 32
        radius: Theme.radiusRow
        color: Theme.wash(Theme.hue(card.hue), Theme.washEvent)
        Accessible.role: Accessible.Paragraph
        Accessible.name: card.said
        Accessible.focusable: true
        Accessible.focused: card.heard === card.index

        Rectangle {
            x: 0
            y: 16
            width: 3
            height: parent.height - 32
            radius: 1.5
            color: Theme.hue(card.hue)
        }

        Column {
            id: column
            x: 18
            y: 16
            width: parent.width - 36
            spacing: 8

            Words {
                width: parent.width
                text: card.name
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                maximumLineCount: 3
                elide: Text.ElideRight
                font.pixelSize: 18
                font.weight: Theme.medium
            }

            Repeater {
                model: card.files

                Row {
                    id: line
                    required property var modelData
                    width: column.width
                    spacing: 10

                    Icon {
                        name: line.modelData.icon
                        ink: Theme.soft
                        side: 16
                        y: 2
                    }

                    Words {
                        width: parent.width - 26
                        text: line.modelData.words
                        horizontalAlignment: Text.AlignLeft
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                        elide: Text.ElideRight
                    }
                }
            }

            Words {
                visible: card.snippet !== ""
                width: parent.width
                text: card.snippet
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                color: Theme.soft
                font.pixelSize: Theme.detail
            }

            Flow {
                visible: card.acts.length > 0
                width: parent.width
                topPadding: 4
                spacing: 8

                Repeater {
                    model: card.acts

                    QuietButton {
                        required property var modelData
                        text: modelData.words
                        keys: modelData.key
                        ink: Theme.ink
                        edge: Theme.wash(Theme.hue(card.hue), 0.5)
                        Accessible.name: modelData.words + ": " + card.name
                        onClicked: Reading.invited(card.message, modelData.what)
                    }
                }
            }
        }
    }
}
