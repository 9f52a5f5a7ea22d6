pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls

// A name that can be written.
Item {
    id: line

    property string text: ""
    property string value: ""
    property string placeholder: ""
    // Come to by a key that goes from line to line, which goes on from here too: Enter begins to write.
    property bool resting: false
    signal chosen(string name)

    height: 58

    function rest(): void {
        resting = true;
    }

    function leave(): void {
        if (!resting)
            chosen(field.text);
        resting = false;
    }

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
        input.readOnly: line.resting
        onAccepted: {
            if (line.resting) {
                line.resting = false;
                field.input.selectAll();
            } else {
                line.chosen(field.text);
            }
        }
        input.onActiveFocusChanged: {
            if (!field.input.activeFocus)
                line.leave();
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
