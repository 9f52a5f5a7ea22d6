pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette

// What the keys do here, and whether one is free then.
Item {
    id: foot

    implicitHeight: 22

    Row {
        id: keys
        spacing: 18
        visible: !Capture.empty

        KeyHint {
            keys: qsTr("Enter")
            label: qsTr("add")
            onClicked: Capture.keep()
        }

        KeyHint {
            keys: qsTr("Tab")
            label: Capture.turnWords
            onClicked: Capture.turn()
        }

        KeyHint {
            visible: Capture.droppable
            keys: Capture.onChip ? "⌫" : "↓ ⌫"
            label: Capture.onChip ? qsTr("ignore, or back") : qsTr("ignore")
            onClicked: Capture.step(1)
        }
    }

    Spoken {
        visible: Capture.empty
        text: qsTr("Add a day and a time for an event, or #project and p1 for a task.")
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        color: Theme.soft
        font.pixelSize: Theme.detail
    }

    Spoken {
        id: free
        anchors.right: parent.right
        anchors.verticalCenter: keys.verticalCenter
        width: Math.min(implicitWidth, parent.width - keys.width - 20)
        visible: Capture.free !== "" && !Capture.empty
        text: Capture.free
        color: Capture.clash ? Theme.rose : Theme.moss
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        font.pixelSize: Theme.detail
        font.weight: Theme.medium
        onTextChanged: {
            if (free.visible && free.text !== "")
                Accessible.announce(free.text);
        }
    }
}
