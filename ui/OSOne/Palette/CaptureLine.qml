pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette

// The line itself. Its keys: Enter keeps, Tab turns it, the arrows go to the chips.
TextEdit {
    id: line

    // Set once the line holds what it was opened with: until then it has nothing to say.
    property bool ready: false
    signal notesAsked

    height: Math.max(30, contentHeight)
    color: Theme.ink
    selectionColor: Theme.wash(Theme.accent, 0.35)
    selectedTextColor: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.box
    font.weight: Theme.light
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    selectByMouse: true
    renderType: Text.QtRendering
    Accessible.role: Accessible.EditableText
    Accessible.name: Capture.changing ? qsTr("Change event") : qsTr("Add to calendar or tasks")
    Accessible.description: Capture.understood

    readonly property var inks: ({
            accent: Theme.accentInk,
            dusk: Theme.dusk,
            mauve: Theme.mauve,
            rose: Theme.rose,
            moss: Theme.moss,
            amber: Theme.amber
        })

    onInksChanged: Capture.dress(line.textDocument, inks)
    Component.onCompleted: Capture.dress(line.textDocument, inks)
    onTextChanged: {
        if (text.includes("\n")) {
            // It stays one line, and one goes on writing where one was.
            const at = cursorPosition;
            text = text.split("\n").join(" ");
            cursorPosition = at;
        } else if (ready)
            Capture.type(text);
    }

    Keys.onPressed: event => {
        // A word that is still being composed keeps its keys.
        if (line.inputMethodComposing)
            return;
        const back = event.key === Qt.Key_Backspace || event.key === Qt.Key_Delete;
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            Capture.keep();
        else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab)
            Capture.changing ? line.notesAsked() : Capture.turn();
        else if (event.key === Qt.Key_Escape)
            Capture.close();
        else if (event.key === Qt.Key_Down || (Capture.onChip && event.key === Qt.Key_Right))
            Capture.step(1);
        else if (Capture.onChip && (event.key === Qt.Key_Left || event.key === Qt.Key_Up))
            Capture.step(-1);
        else if (!back || !Capture.drop())
            return;
        event.accepted = true;
    }

    cursorDelegate: Rectangle {
        width: 2
        radius: 1
        color: Theme.accent
        visible: line.cursorVisible && !Capture.onChip
    }

    Words {
        anchors.fill: parent
        anchors.leftMargin: 3
        visible: line.length === 0 && line.preeditText === ""
        text: qsTr("Lunch with Ann tomorrow 12:30 at Rosa’s")
        color: Theme.faint
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        font.pixelSize: Theme.box
        font.weight: Theme.light
        Accessible.ignored: true
    }
}
