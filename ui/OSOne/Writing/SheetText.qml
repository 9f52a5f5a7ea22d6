pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// The text. It shows plain text, so that only plain text is pasted; looks are laid into its document.
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
        area.cursorPosition = area.length;
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
            Component.onCompleted: Writing.take(area.textDocument)
            onCursorRectangleChanged: pane.follow()

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

        QuietButton {
            id: quote
            visible: Writing.quoted !== ""
            y: area.y + area.height + 16
            height: visible ? implicitHeight : 0
            plain: true
            ink: Theme.soft
            icon: Writing.quotes ? "check" : "x"
            text: Writing.quotes ? Writing.quoted : qsTr("Nothing is quoted.")
            onClicked: Writing.turn_quote()
        }
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

    Connections {
        target: Writing

        function onLookAsked(look: string): void {
            Writing.toggle(look, area.selectionStart, area.selectionEnd);
        }
    }

    Scroll {
        view: view
    }
}
