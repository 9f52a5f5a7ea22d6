pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Settings

// A name that can be written.
Item {
    id: line

    property string text: ""
    property string value: ""
    property string placeholder: ""
    // Whose name it is, where there are several.
    property string called: ""
    // Come to by a key that goes from line to line, which goes on from here too: Enter begins to write.
    property bool resting: false
    signal chosen(string name)

    height: 58

    function rest(): void {
        resting = true;
    }

    function leave(): void {
        if (!resting && field.text !== value)
            chosen(field.text);
        resting = false;
    }

    // As it was before it was written on.
    function put_back(): void {
        field.text = value;
        resting = true;
    }

    onValueChanged: field.text = value

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
        label: line.called !== "" ? line.text + ": " + line.called : line.text
        placeholder: line.placeholder
        input.readOnly: line.resting
        onAccepted: {
            if (line.resting) {
                line.resting = false;
                field.input.selectAll();
            } else if (field.text !== line.value) {
                line.chosen(field.text);
            }
        }
        input.onActiveFocusChanged: {
            if (!field.input.activeFocus)
                line.leave();
        }
    }

    Connections {
        target: Preferences
        enabled: field.input.activeFocus

        function onPutBack(): void {
            line.put_back();
        }
    }

    PointHandler {
        parent: field.input
        onActiveChanged: {
            if (active)
                line.resting = false;
        }
    }
}
