pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// A month: whole weeks, each day with what fits, and how much more there is.
Item {
    id: sheet

    property int margin: 32
    readonly property real column: (width - margin - 36) / 7
    readonly property real line: (height - heads.height - 8) / Math.max(1, Calendar.weeks)
    readonly property int step: 23
    readonly property int above: 32
    readonly property int fits: Math.max(1, Math.floor((line - above - 4) / step))
    // Where the event is that the cursor is on; of one that is not drawn, its day.
    readonly property Item piece: held?.first ? held : day
    readonly property rect place: piece ? Qt.rect(grid.x + piece.x, grid.y + piece.y, piece.width, piece.height) : Qt.rect(0, 0, 0, 0)
    property var held: null
    property Item day: null

    function hold(piece: Item, meant: bool): void {
        if (meant)
            held = piece;
    }

    onFitsChanged: Calendar.fit(fits)
    Component.onCompleted: Calendar.fit(fits)
    Accessible.role: Accessible.Grouping
    Accessible.name: Calendar.title

    Item {
        id: heads
        x: sheet.margin
        height: 30

        Repeater {
            model: Calendar.days

            Words {
                id: head
                required property string name
                required property int row
                required property int column
                visible: row === 0
                x: column * sheet.column + 10
                height: heads.height
                text: name
                color: Theme.soft
                font.pixelSize: Theme.detail
                Accessible.ignored: true
            }
        }
    }

    Item {
        id: grid
        x: sheet.margin
        anchors.top: heads.bottom
        anchors.bottom: parent.bottom
        width: sheet.column * 7

        Repeater {
            model: Calendar.days

            MonthDay {
                x: column * sheet.column
                y: row * sheet.line
                width: sheet.column
                height: sheet.line
                step: sheet.step
                above: sheet.above
                fits: sheet.fits
                onCurrentChanged: {
                    if (current)
                        sheet.day = this;
                }
                Component.onCompleted: {
                    if (current)
                        sheet.day = this;
                }
            }
        }

        Repeater {
            model: Calendar.bars

            EventBar {
                x: column * sheet.column + (begins ? 4 : 0)
                y: row * sheet.line + sheet.above + lane * sheet.step
                width: span * sheet.column - (begins ? 4 : 0) - (ends ? 4 : 0)
                height: sheet.step - 3
                radius: 6
                onFirstChanged: sheet.hold(this, first)
                Component.onCompleted: sheet.hold(this, first)
            }
        }

        Repeater {
            model: Calendar.blocks

            MonthLine {
                x: column * sheet.column + 4
                y: row * sheet.line + sheet.above + slot * sheet.step
                width: sheet.column - 8
                height: sheet.step - 3
                onFirstChanged: sheet.hold(this, first)
                Component.onCompleted: sheet.hold(this, first)
            }
        }
    }
}
