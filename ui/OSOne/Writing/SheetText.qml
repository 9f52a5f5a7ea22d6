pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// The text. It shows plain text, so that Qt itself pastes plain text only; looks are laid into its document.
FocusScope {
    id: pane

    // The keyboard comes here, to the beginning.
    function take(): void {
        area.forceActiveFocus();
        area.cursorPosition = 0;
    }

    function resume(): void {
        area.forceActiveFocus();
    }

    function end(): void {
        area.forceActiveFocus();
        area.cursorPosition = WrittenText.end();
    }

    Flickable {
        id: view
        anchors.fill: parent
        contentWidth: width
        contentHeight: Math.max(height, area.height + quote.height + 24)
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        TapHandler {
            onTapped: area.forceActiveFocus()
        }

        TextEdit {
            id: area
            y: 12
            width: view.width - 12
            focus: true
            activeFocusOnTab: true
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            selectByMouse: true
            persistentSelection: true
            color: Theme.ink
            selectionColor: Theme.wash(Theme.accent, 0.35)
            selectedTextColor: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.letter
            renderType: Text.QtRendering
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Message")
            Accessible.multiLine: true
            Component.onCompleted: WrittenText.take(area.textDocument)

            Connections {
                target: WrittenText

                // However the keyboard comes here, it is where what is written ends.
                function onFilled(): void {
                    area.cursorPosition = WrittenText.end();
                }
            }

            onCursorRectangleChanged: pane.follow()
            onCursorPositionChanged: pane.tell()
            onSelectionStartChanged: pane.tell()
            onSelectionEndChanged: pane.tell()
            onActiveFocusChanged: {
                WrittenText.hold(activeFocus);
                // What was selected when something came to lie over it is so again.
                const [start, end] = WrittenText.selected();
                if (activeFocus && start !== end)
                    area.select(start, end);
            }
            Keys.onReturnPressed: event => event.accepted = WrittenText.leave_item(area.cursorPosition)
            Keys.onPressed: event => {
                if (event.matches(StandardKey.Paste)) {
                    event.accepted = true;
                    WrittenText.paste();
                } else {
                    event.accepted = WrittenText.type(event.text, event.modifiers, area.selectionStart, area.selectionEnd);
                }
            }

            cursorDelegate: Rectangle {
                width: 2
                radius: 1
                color: Theme.accent
                visible: area.cursorVisible
            }
        }

        Words {
            x: 3
            y: area.y
            visible: area.length === 0 && area.preeditText === ""
            text: qsTr("Write here")
            color: Theme.faint
            font.pixelSize: Theme.letter
            Accessible.ignored: true
        }

        QuotedText {
            id: quote
            y: area.y + area.height + 16
            width: area.width
        }
    }

    // Where the caret is, as long as the keyboard is here: what takes it away takes the selection too.
    function tell(): void {
        if (!area.activeFocus)
            return;
        if (area.selectionStart !== area.selectionEnd)
            WrittenText.at(area.selectionStart, area.selectionEnd);
        else
            WrittenText.at(area.cursorPosition, area.cursorPosition);
    }

    // What is written stays in sight.
    function follow(): void {
        const line = area.cursorRectangle;
        const top = area.y + line.y;
        if (top < view.contentY)
            view.contentY = Math.max(0, top - 12);
        else if (top + line.height > view.contentY + view.height)
            view.contentY = top + line.height - view.height + 12;
    }

    Fades {
        view: view
        back: Theme.paper
    }

    Scroll {
        view: view
    }
}
