pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls

// A name that can be written.
Item {
    id: line

    property string text: ""
    property string value: ""
    property string placeholder: ""
    signal chosen(string name)

    height: 58

    Words {
        anchors.verticalCenter: parent.verticalCenter
        text: line.text
    }

    TextLine {
        id: field
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: 240
        text: line.value
        label: line.text
        placeholder: line.placeholder
        onAccepted: line.chosen(field.text)
        input.onEditingFinished: line.chosen(field.text)
    }
}
