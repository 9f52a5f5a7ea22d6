pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Settings

// Where there is no keyring: what would be kept, where, and a passphrase for it, typed twice.
Column {
    id: lines

    spacing: 12

    Section {
        text: qsTr("Set a passphrase")
    }

    Spoken {
        width: parent.width
        text: qsTr("This computer has no keyring, so OS One can't keep your passwords after you quit. Set a passphrase to store them in an encrypted file. You'll enter it each time you start. If you forget it, no one can recover it.")
        wrapMode: Text.Wrap
        color: Theme.soft
        font.pixelSize: Theme.detail
        lineHeight: 1.2
    }

    TextLine {
        id: first
        width: Math.min(parent.width, 360)
        password: true
        placeholder: qsTr("Passphrase")
        fault: Preferences.keepFault
        onAccepted: second.input.forceActiveFocus()
    }

    Row {
        spacing: 12

        TextLine {
            id: second
            width: Math.min(lines.width - keep.width - 12, 360)
            password: true
            placeholder: qsTr("Repeat passphrase")
            onAccepted: Preferences.keep(first.text, second.text)
        }

        QuietButton {
            id: keep
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Save")
            onClicked: Preferences.keep(first.text, second.text)
        }
    }
}
