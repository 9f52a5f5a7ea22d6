pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette

// The notes of an event that is changed. Its keys: Tab and Esc go back to the line, Ctrl Enter keeps all of it.
FocusScope {
    id: notes

    property real most: 200
    property bool ready: false
    signal released

    height: Math.min(most, Math.max(24, words.contentHeight)) + 20

    function begin(): void {
        notes.ready = false;
        words.text = Capture.notes;
        notes.ready = true;
        view.contentY = 0;
    }

    Rectangle {
        anchors.fill: parent
        radius: 10
        color: "transparent"
        border.width: 1
        border.color: words.activeFocus ? Theme.accent : Theme.line
    }

    Flickable {
        id: view
        anchors.fill: parent
        anchors.margins: 10
        contentHeight: words.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        TextEdit {
            id: words
            width: view.width
            height: Math.max(view.height, contentHeight)
            focus: true
            color: Theme.ink
            selectionColor: Theme.wash(Theme.accent, 0.35)
            selectedTextColor: Theme.ink
            font.family: Theme.family
            font.pixelSize: 14
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            selectByMouse: true
            renderType: Text.QtRendering
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Notes")
            onTextChanged: {
                if (notes.ready)
                    Capture.note(text);
            }
            onCursorRectangleChanged: {
                const at = cursorRectangle;
                if (at.y < view.contentY)
                    view.contentY = Math.max(0, at.y);
                else if (at.y + at.height > view.contentY + view.height)
                    view.contentY = at.y + at.height - view.height;
            }

            Keys.onPressed: event => {
                if (words.inputMethodComposing)
                    return;
                const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                if (enter && (event.modifiers & Qt.ControlModifier))
                    Capture.keep();
                else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab || event.key === Qt.Key_Escape)
                    notes.released();
                else
                    return;
                event.accepted = true;
            }

            cursorDelegate: Rectangle {
                width: 2
                radius: 1
                color: Theme.accent
                visible: words.cursorVisible
            }

            Words {
                visible: words.length === 0 && words.preeditText === ""
                text: qsTr("Notes")
                color: Theme.faint
                font.pixelSize: 14
                Accessible.ignored: true
            }
        }
    }
}
