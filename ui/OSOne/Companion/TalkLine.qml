pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// The line to say something on; it grows with what is written.
FocusScope {
    id: line

    // Up on an empty line: what was said before is chosen.
    signal up

    function reword(words: string): void {
        edit.text = words;
        edit.cursorPosition = words.length;
        edit.forceActiveFocus();
    }

    // What the words are about stands above them.
    readonly property int above: about.visible ? about.height + 4 : 0

    implicitHeight: Math.min(168, Math.max(48, edit.contentHeight + 28)) + above
    height: implicitHeight

    function takeFocus(): void {
        edit.forceActiveFocus();
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusRow
        color: Theme.bubble
        border.width: edit.activeFocus ? 2 : 0
        border.color: Theme.fill
    }

    TalkAbout {
        id: about
        x: 10
        y: 10
        width: parent.width - 20
        visible: Talk.about !== ""
    }

    Flickable {
        id: view
        anchors.fill: parent
        anchors.leftMargin: 16
        anchors.rightMargin: 92
        anchors.topMargin: 14 + line.above
        anchors.bottomMargin: 12
        contentHeight: edit.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        TextEdit {
            id: edit
            width: view.width
            focus: true
            wrapMode: TextEdit.Wrap
            color: Theme.ink
            selectionColor: Theme.wash(Theme.accent, 0.35)
            selectedTextColor: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.body
            textFormat: TextEdit.PlainText
            renderType: Text.QtRendering
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Ask, or tell me something")
            onCursorRectangleChanged: view.contentY = Math.max(0, cursorRectangle.y + cursorRectangle.height - view.height)
            onActiveFocusChanged: {
                if (!activeFocus && edit.text === "")
                    Talk.drop_about();
            }
            Keys.onTabPressed: event => edit.nextItemInFocusChain(!(event.modifiers & Qt.ShiftModifier)).forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: edit.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Keys.onPressed: event => {
                if (event.key === Qt.Key_Backspace && edit.text === "")
                    Talk.drop_about();
                if (edit.text === "" && edit.preeditText === "" && "123".includes(event.text || " ") && Talk.take(Number(event.text))) {
                    event.accepted = true;
                    return;
                }
                if (edit.text === "" && edit.preeditText === "" && event.key === Qt.Key_Up) {
                    event.accepted = true;
                    line.up();
                    return;
                }
                const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                if (!enter || event.modifiers & Qt.ShiftModifier)
                    return;
                event.accepted = true;
                if (edit.text.trim() === "")
                    return;
                Talk.send(edit.text);
                edit.clear();
            }

            cursorDelegate: Rectangle {
                width: 2
                radius: 1
                color: Theme.accent
                visible: edit.cursorVisible
            }
        }
    }

    Words {
        x: edit.activeFocus ? 19 : 16
        y: 14 + line.above
        width: parent.width - 97
        visible: edit.text === "" && edit.preeditText === ""
        text: qsTr("Ask, or tell me something")
        color: Theme.night ? Theme.soft : Theme.faint
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 11
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: 13
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 13
        visible: !Talk.busy
        spacing: 6

        Repeater {
            model: Talk.keys

            KeyCap {
                required property string modelData
                visible: !edit.activeFocus
                text: modelData
                edge: Theme.night ? Theme.wash(Theme.ink, 0.2) : Theme.line
            }
        }

        KeyCap {
            visible: edit.activeFocus
            text: qsTr("Enter")
            edge: Theme.night ? Theme.wash(Theme.ink, 0.2) : Theme.line
        }
    }

    QuietButton {
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 7
        visible: Talk.busy
        text: qsTr("Stop")
        onClicked: Talk.stop()
    }
}
