pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// What is done with the message.
Item {
    id: foot

    height: 66

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: 10

        PrimaryButton {
            text: qsTr("Send")
            keys: Qt.platform.os === "osx" ? "⌘ " + qsTr("Enter") : qsTr("Ctrl Enter")
            onClicked: Writing.send("")
        }

        QuietButton {
            text: qsTr("Attach")
            icon: "paperclip"
            onClicked: Enclosures.ask()
        }

        QuietButton {
            // Whole where there is room for it.
            text: foot.width > 640 ? Reminding.whole : foot.width > 540 ? Reminding.text : Reminding.short
            icon: "alarm-clock"
            ink: Reminding.on ? Theme.accentInk : Theme.soft
            Accessible.name: Reminding.whole
            onClicked: Reminding.flip()
        }
    }

    QuietButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        plain: true
        ink: Theme.soft
        text: qsTr("Discard")
        onClicked: Writing.discard()
    }
}
