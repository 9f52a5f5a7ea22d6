pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Writing

// One line of words that grows with them to three, then moves beneath the caret. It begins where its words begin.
FocusScope {
    id: field

    property alias text: area.text
    property alias caret: area.cursorPosition
    property string label: ""
    property string joins: " "
    property int size: Theme.body
    property int weight: Theme.regular
    readonly property int lines: 3
    // The baseline of its first line, and where the last that is seen ends: both as its letters ask for, in any script.
    property var drawn: []
    readonly property real rise: drawn[0] ?? metrics.ascent
    signal accepted
    signal edited(string text, int caret)
    signal escaped
    signal tabbed(bool back)

    implicitHeight: Math.min(area.height, Math.ceil(drawn[1] ?? area.height))
    activeFocusOnTab: true
    onActiveFocusChanged: {
        if (!activeFocus)
            view.contentY = 0;
    }

    function choose(start: int, end: int): void {
        area.select(start, end);
    }

    function measure(): void {
        drawn = Lines.drawn(area.textDocument, lines);
    }

    FontMetrics {
        id: metrics
        font: area.font
    }

    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: area.height
        clip: true
        interactive: area.height > height
        boundsBehavior: Flickable.StopAtBounds

        TextEdit {
            id: area
            width: view.width
            focus: true
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            selectByMouse: true
            color: Theme.ink
            selectionColor: Theme.wash(Theme.accent, 0.35)
            selectedTextColor: Theme.ink
            font.family: Theme.family
            font.pixelSize: field.size
            font.weight: field.weight
            renderType: Text.QtRendering
            Accessible.role: Accessible.EditableText
            Accessible.name: field.label
            onContentSizeChanged: field.measure()
            Component.onCompleted: field.measure()
            onTextEdited: {
                // What is pasted may have lines.
                if (area.text.includes("\n")) {
                    const at = area.cursorPosition;
                    const before = area.text.slice(0, at).replace(/\n+/g, field.joins);
                    area.text = before + area.text.slice(at).replace(/\n+/g, field.joins);
                    area.cursorPosition = before.length;
                }
                field.edited(area.text, area.cursorPosition);
            }
            onCursorRectangleChanged: {
                if (!area.activeFocus)
                    return;
                const line = area.cursorRectangle;
                view.contentY = Math.max(0, Math.min(Math.max(view.contentY, line.y + line.height - view.height), line.y));
            }
            Keys.onReturnPressed: field.accepted()
            Keys.onEnterPressed: field.accepted()
            Keys.onTabPressed: field.tabbed(false)
            Keys.onBacktabPressed: field.tabbed(true)
            Keys.onEscapePressed: event => {
                event.accepted = false;
                field.escaped();
            }

            cursorDelegate: Rectangle {
                width: 2
                radius: 1
                color: Theme.accent
                visible: area.cursorVisible
            }
        }
    }
}
