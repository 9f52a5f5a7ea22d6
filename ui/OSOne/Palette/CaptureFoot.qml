pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette

// What the keys do here, and whether one is free then.
Item {
    id: foot

    implicitHeight: free.under ? 48 : 22
    // The keyboard is on the notes of an event.
    property bool noting: false

    Row {
        id: keys
        spacing: 18
        visible: !Capture.empty

        KeyHint {
            keys: foot.noting ? qsTr("Ctrl Enter") : qsTr("Enter")
            label: Capture.changing ? qsTr("save") : qsTr("add")
            onClicked: Capture.keep()
        }

        KeyHint {
            keys: qsTr("Tab")
            label: foot.noting ? qsTr("back to the line") : Capture.changing ? qsTr("notes") : Capture.turnWords
            onClicked: Capture.turn()
        }

        KeyHint {
            visible: Capture.droppable && !foot.noting
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
        // Beside the keys where there is room, else beneath them.
        readonly property bool under: visible && implicitWidth > foot.width - keys.width - 20
        anchors.right: parent.right
        y: under ? 28 : keys.y + (keys.height - height) / 2
        width: Math.min(implicitWidth, parent.width)
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
