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
            keys: "Enter"
            label: qsTr("keep")
            onClicked: Capture.keep()
        }

        KeyHint {
            keys: "Tab"
            label: Capture.turnWords
            onClicked: Capture.turn()
        }

        KeyHint {
            visible: Capture.droppable
            keys: Capture.onChip ? "⌫" : "↓ ⌫"
            label: Capture.onChip ? qsTr("just words, or back") : qsTr("just words")
            onClicked: Capture.step(1)
        }
    }

    Words {
        visible: Capture.empty
        text: qsTr("Plain words: a day and an hour make it an event, #project and p1 go with a task.")
        width: parent.width
        elide: Text.ElideRight
        color: Theme.soft
        font.pixelSize: Theme.detail
    }

    Words {
        anchors.right: parent.right
        anchors.verticalCenter: keys.verticalCenter
        width: Math.min(implicitWidth, parent.width - keys.width - 20)
        visible: Capture.free !== "" && !Capture.empty
        text: Capture.free
        color: Capture.clash ? Theme.rose : Theme.moss
        elide: Text.ElideRight
        font.pixelSize: Theme.detail
        font.weight: Theme.medium
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
}
