pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// A house without a mailbox: what it would do, and the two ways in.
Column {
    id: none

    spacing: 8

    Spoken {
        width: parent.width
        text: qsTr("No mail yet")
        wrapMode: Text.Wrap
        font.pixelSize: Theme.box
        font.letterSpacing: -0.2
        Accessible.role: Accessible.Heading
    }

    Spoken {
        width: parent.width
        text: qsTr("Add an account and I'll sort it: first who's waiting for an answer, then what can wait. Your mail is read only on this computer.")
        color: Theme.soft
        wrapMode: Text.Wrap
        lineHeight: 1.25
    }

    Flow {
        width: parent.width
        topPadding: 16
        spacing: 8

        PrimaryButton {
            text: qsTr("Add account")
            onClicked: Shell.press("account.add")
        }

        QuietButton {
            text: qsTr("Import mail from this computer")
            onClicked: Shell.press("mail.import")
        }
    }

    Spoken {
        width: parent.width
        topPadding: 8
        text: qsTr("Or press %1 at any time and type what you want.").arg(Shell.paletteKeys)
        color: Theme.soft
        wrapMode: Text.Wrap
        font.pixelSize: Theme.detail
    }
}
