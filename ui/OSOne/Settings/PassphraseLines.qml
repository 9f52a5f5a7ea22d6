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
        text: qsTr("Keep what is here")
    }

    Words {
        width: parent.width
        text: qsTr("This machine has no keyring, so all of this is gone when you quit. With a passphrase it stays: the key of your store and your passwords go into one file that only you can read, sealed with it. You type it at each start. Nobody can open the file without it, and if you forget it, nobody can help.")
        wrapMode: Text.Wrap
        color: Theme.soft
        font.pixelSize: Theme.detail
        lineHeight: 1.2
    }

    TextLine {
        id: first
        width: Math.min(parent.width, 360)
        password: true
        placeholder: qsTr("A passphrase")
        fault: Preferences.keepFault
        onAccepted: second.input.forceActiveFocus()
    }

    Row {
        spacing: 12

        TextLine {
            id: second
            width: Math.min(lines.width - keep.width - 12, 360)
            password: true
            placeholder: qsTr("Once more")
            onAccepted: Preferences.keep(first.text, second.text)
        }

        QuietButton {
            id: keep
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Keep it")
            onClicked: Preferences.keep(first.text, second.text)
        }
    }
}
