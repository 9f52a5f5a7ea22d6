pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// One line to write on. A fault stands beneath it in words.
FocusScope {
    id: field

    property alias text: input.text
    property alias input: input
    property alias cursorPosition: input.cursorPosition
    property string placeholder: ""
    property string label: placeholder
    property string fault: ""
    property bool password: false
    property bool bare: false
    property int size: Theme.body
    property int weight: Theme.regular
    property color ink: Theme.ink
    property color faint: Theme.faint
    property color back: Theme.paper
    property color edge: Theme.line
    property color edgeFocus: Theme.fill
    property color caret: Theme.accent
    property color faultInk: Theme.accentInk
    property int inset: bare ? 0 : 14
    signal accepted
    signal edited(string text)
    signal escaped

    implicitWidth: 280
    implicitHeight: box.height + (fault === "" ? 0 : note.implicitHeight + 6)
    activeFocusOnTab: true

    Rectangle {
        id: box
        width: parent.width
        height: field.size + (field.bare ? 14 : 29)
        radius: 12
        color: field.bare ? "transparent" : field.back
        border.width: field.bare ? 0 : input.activeFocus ? 2 : 1
        border.color: field.fault !== "" ? field.faultInk : input.activeFocus ? field.edgeFocus : field.edge

        TextInput {
            id: input
            anchors.fill: parent
            anchors.leftMargin: field.inset
            anchors.rightMargin: field.inset
            focus: true
            clip: true
            color: field.ink
            selectionColor: Theme.wash(field.caret, 0.35)
            selectedTextColor: field.ink
            verticalAlignment: TextInput.AlignVCenter
            font.family: Theme.family
            font.pixelSize: field.size
            font.weight: field.weight
            echoMode: field.password ? TextInput.Password : TextInput.Normal
            passwordCharacter: "•"
            selectByMouse: true
            renderType: Text.QtRendering
            onAccepted: field.accepted()
            onTextEdited: field.edited(text)
            Keys.onEscapePressed: event => {
                event.accepted = false;
                field.escaped();
            }
            Accessible.role: Accessible.EditableText
            Accessible.name: field.label
            Accessible.description: field.fault

            cursorDelegate: Rectangle {
                width: 2
                radius: 1
                color: field.caret
                visible: input.cursorVisible
            }
        }

        Words {
            anchors.fill: input
            // Beside the caret, where there is one.
            anchors.leftMargin: input.activeFocus ? 3 : 0
            visible: input.text === "" && input.preeditText === ""
            text: field.placeholder
            color: field.faint
            font.pixelSize: field.size
            font.weight: field.weight
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    Words {
        id: note
        anchors.top: box.bottom
        anchors.topMargin: 6
        x: field.inset
        width: parent.width - field.inset * 2
        visible: field.fault !== ""
        text: field.fault
        color: field.faultInk
        wrapMode: Text.Wrap
        font.pixelSize: Theme.detail
    }
}
