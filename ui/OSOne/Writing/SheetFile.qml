pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Writing

// One file that goes along: pressed it opens, and it can be taken off again. Of a long name both ends are shown.
Row {
    id: file

    property string key: ""
    property string name: ""
    property string size: ""
    property real most: 320

    // The keyboard takes it off, and goes on to the one beside it.
    signal takenOff
    // The keyboard goes to the next one, or back to the one before.
    signal moved(int by)

    function takeFocus(): void {
        opens.forceActiveFocus(Qt.TabFocusReason);
    }

    Chip {
        id: opens
        icon: "paperclip"
        most: file.most - off.width
        // A name in a script that is written leftwards stays apart from the size behind it.
        text: "\u2068" + file.name + "\u2069  " + file.size
        help: qsTr("Enter opens it, Delete removes it")
        Accessible.name: file.name + ", " + file.size
        onClicked: Enclosures.open(file.key)
        // What would throw the whole message away takes off this file alone.
        readonly property string ownKeys: "Delete # Left Right"
        Keys.onLeftPressed: file.moved(-1)
        Keys.onRightPressed: file.moved(1)
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_Backspace || event.key === Qt.Key_Delete || event.text === "#";
            if (event.accepted) {
                file.takenOff();
                Enclosures.take_out(file.key);
            }
        }
    }

    IconButton {
        id: off
        anchors.verticalCenter: parent.verticalCenter
        implicitWidth: 26
        implicitHeight: 26
        side: 14
        tabStop: false
        icon: "x"
        label: qsTr("Remove %1").arg(file.name)
        onClicked: Enclosures.take_out(file.key)
    }
}
