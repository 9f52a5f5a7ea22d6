pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// A day or a week: what lasts over the days above, the hours beneath.
Item {
    id: sheet

    property int margin: 32
    readonly property int gutter: margin + 30
    readonly property int step: 52
    readonly property int lane: 30
    // What a word needs, and what tells how many more there are.
    readonly property real word: letters.averageCharacterWidth * 6.5 + 18
    readonly property real pill: 26
    readonly property size fits: Qt.size(Math.max(2, Math.floor((column - 9) / word)), Math.max(1, Math.floor((column - 9 - pill) / word)))
    // Of many that last over days as many are shown as leave the hours their room.
    readonly property int lanes: Math.min(Calendar.lanes, Math.max(2, Math.floor(height / 3 / lane)))
    // A day alone is no wider than its words need and leaves room for what is told; the title names it.
    readonly property bool single: Calendar.columns === 1
    readonly property int heads: single ? 4 : 40
    readonly property real column: single ? Math.min(820, width - gutter - 36 - beside) : (width - gutter - 36) / Calendar.columns
    property string shown: ""
    property real beside: 0
    // Where the event is that the cursor is on; of one that is not drawn, where its day has no room for it.
    readonly property rect place: held?.first && held.visible ? Qt.rect(held.parent.x + held.x, held.parent.y + held.y + (held.parent === grid ? hours.y - hours.contentY : 0), held.width, held.height) : Qt.rect(gutter + Calendar.cursorColumn * column, whole.y, column, whole.height)
    property var held: null

    onFitsChanged: Calendar.fit_beside(fits.width, fits.height)
    Component.onCompleted: Calendar.fit_beside(fits.width, fits.height)

    function hold(piece: Item, meant: bool): void {
        if (meant)
            held = piece;
    }

    FontMetrics {
        id: letters
        font.family: Theme.family
        font.pixelSize: Theme.note
        font.weight: Theme.strong
    }

    Accessible.role: Accessible.Grouping
    Accessible.name: Calendar.title

    Repeater {
        model: Calendar.days

        DayName {
            visible: !sheet.single
            x: sheet.gutter + column * sheet.column
            width: sheet.column
            height: 40
        }
    }

    Item {
        id: whole
        x: sheet.gutter
        y: sheet.heads
        width: sheet.column * Calendar.columns
        height: sheet.lanes * sheet.lane + (sheet.lanes > 0 ? 10 : 2)
        clip: true

        Repeater {
            model: Calendar.bars

            EventBar {
                visible: lane < sheet.lanes
                x: column * sheet.column + (begins ? 5 : 0)
                y: 2 + lane * sheet.lane
                width: span * sheet.column - (begins ? 5 : 0) - (ends ? 4 : 0)
                height: sheet.lane - 4
                onFirstChanged: sheet.hold(this, first)
                Component.onCompleted: sheet.hold(this, first)
            }
        }
    }

    LanesMore {
        visible: Calendar.lanes > sheet.lanes
        x: sheet.margin - 4
        y: whole.y + 2 + (sheet.lanes - 1) * sheet.lane + (sheet.lane - 4 - height) / 2
    }

    Flickable {
        id: hours
        anchors.top: whole.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        contentHeight: sheet.step * 24 + 20
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        // Where the day begins, or later where less than three hours after now would be seen.
        function begin(): void {
            const now = Calendar.nowColumn < 0 ? 0 : Calendar.nowAt * sheet.step, top = Calendar.openHour * sheet.step - 18;
            const wanted = now > top + height - sheet.step * 3 ? now - height * 0.6 : top;
            contentY = Math.max(0, Math.min(contentHeight - height, wanted));
        }

        function follow(): void {
            const span = Calendar.cursorSpan;
            if (span.length === 0)
                return;
            const top = span[0] * sheet.step - 12, bottom = Math.min(span[1] * sheet.step, (span[0] + 3) * sheet.step) + 24;
            if (top < contentY)
                contentY = Math.max(0, top);
            else if (bottom > contentY + height)
                contentY = Math.min(contentHeight - height, bottom - height);
        }

        Component.onCompleted: heightChanged()
        // The room changes as whole days come or the window does; what the cursor is on stays in sight.
        onHeightChanged: {
            begin();
            follow();
        }

        HourLines {
            y: 10
            width: parent.width
            gutter: sheet.gutter
            step: sheet.step
            column: sheet.column
        }

        Item {
            id: grid
            x: sheet.gutter
            y: 10
            width: sheet.column * Calendar.columns
            height: sheet.step * 24

            Repeater {
                model: Calendar.blocks

                EventBlock {
                    readonly property real share: (sheet.column - 9 - (crowded ? sheet.pill : 0)) / parts
                    x: column * sheet.column + 5 + share * part
                    y: start * sheet.step + 1
                    width: share - (crowded || part < parts - 1 ? 3 : 0)
                    height: Math.max(24, length * sheet.step - 2)
                    above: hours.contentY - grid.y - y
                    onFirstChanged: sheet.hold(this, first)
                    Component.onCompleted: sheet.hold(this, first)
                }
            }

            Repeater {
                model: Calendar.crowds

                CrowdBlock {
                    x: (column + 1) * sheet.column - 4 - width
                    y: start * sheet.step + 1
                    width: sheet.pill
                    height: Math.max(24, length * sheet.step - 2)
                    above: hours.contentY - grid.y - y
                }
            }

            // Over the events of its day, so that one sees what is going on.
            NowLine {
                visible: Calendar.nowColumn >= 0
                x: Calendar.nowColumn * sheet.column
                y: Calendar.nowAt * sheet.step - 1
                width: sheet.column
            }
        }
    }

    Connections {
        target: Calendar

        function onSpanChanged(): void {
            if (sheet.visible && sheet.shown !== Calendar.title + Calendar.note + Calendar.view) {
                sheet.shown = Calendar.title + Calendar.note + Calendar.view;
                hours.begin();
            }
        }

        function onCursorChanged(): void {
            hours.follow();
        }
    }

    Fades {
        view: hours
    }

    Scroll {
        view: hours
    }
}
