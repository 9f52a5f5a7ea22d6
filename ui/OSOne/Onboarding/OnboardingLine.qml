pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// One line to write on the field of colour.
FocusScope {
    id: line

    property alias text: input.text
    property alias input: input
    property string label: ""
    property string placeholder: ""
    property string fault: ""
    property int size: Theme.title
    property int longest: 320
    property bool password: false
    property bool revealed: false
    property bool centred: false
    property bool bare: false
    signal edited(string text)

    implicitWidth: 420
    implicitHeight: size * 1.35 + 18

    TextInput {
        id: input
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: parent.height - 8
        focus: true
        activeFocusOnTab: true
        clip: true
        color: Theme.fieldInk
        selectionColor: Qt.alpha(Theme.fieldInk, 0.28)
        selectedTextColor: Theme.fieldInk
        horizontalAlignment: line.centred ? TextInput.AlignHCenter : TextInput.AlignLeft
        verticalAlignment: TextInput.AlignVCenter
        font.family: Theme.family
        font.pixelSize: line.size
        font.weight: Theme.light
        maximumLength: line.longest
        echoMode: line.password && !line.revealed ? TextInput.Password : TextInput.Normal
        inputMethodHints: line.password ? Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase : Qt.ImhNone
        passwordCharacter: "•"
        selectByMouse: true
        renderType: Text.QtRendering
        onTextEdited: line.edited(text)
        Accessible.role: Accessible.EditableText
        Accessible.name: line.label
        Accessible.description: line.fault

        cursorDelegate: Rectangle {
            width: 2
            radius: 1
            color: Theme.fieldInk
            visible: input.cursorVisible
        }
    }

    Text {
        anchors.fill: input
        anchors.leftMargin: input.activeFocus && !line.centred ? 4 : 0
        visible: input.text === "" && input.preeditText === ""
        text: line.placeholder
        color: Theme.fieldInk
        // 3.6 to 1 where the letters are large, 4.5 to 1 where they are not.
        opacity: line.size < 24 ? 0.96 : 0.8
        horizontalAlignment: input.horizontalAlignment
        verticalAlignment: Text.AlignVCenter
        font: input.font
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: input.activeFocus ? 2 : 1
        radius: 1
        visible: !line.bare
        color: Theme.fieldInk
        opacity: input.activeFocus ? 1 : 0.5
    }
}
