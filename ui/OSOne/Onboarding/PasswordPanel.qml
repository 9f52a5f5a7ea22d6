pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// The password, never shown unless asked for; beneath it what was found, and where the provider gives one out.
FocusScope {
    id: panel

    property bool low: false

    implicitHeight: column.height
    opacity: MeetingAccount.stage === "checking" ? 0.6 : 1

    Connections {
        target: MeetingAccount
        function onPasswordCleared() {
            field.text = "";
        }
        function onRefused() {
            field.input.selectAll();
        }
    }

    Column {
        id: column
        width: parent.width
        spacing: panel.low ? 14 : 22

        MeetingLine {
            id: field
            width: parent.width
            focus: true
            input.readOnly: MeetingAccount.stage === "checking"
            password: true
            revealed: MeetingAccount.revealed
            label: qsTr("Password")
            placeholder: qsTr("Password")
            fault: MeetingAccount.fault
            onEdited: text => MeetingAccount.typePassword(text)
        }

        MeetingFault {
            width: parent.width
            fault: MeetingAccount.fault
            wayOn: MeetingAccount.wayOn
        }

        Column {
            width: parent.width
            spacing: 6
            visible: MeetingAccount.page !== "" || MeetingAccount.notes !== ""

            MeetingWords {
                width: parent.width
                text: MeetingAccount.notes !== "" ? MeetingAccount.notes : qsTr("%1 needs a separate app password. Create one here:").arg(MeetingAccount.provider)
                lineHeight: 1.3
                font.pixelSize: Theme.letter
            }
            Pressable {
                width: Math.min(page.implicitWidth, parent.width)
                height: page.height
                visible: MeetingAccount.page !== ""
                tabStop: false
                label: qsTr("Open %1").arg(MeetingAccount.page)
                onClicked: MeetingAccount.openPage()

                MeetingWords {
                    id: page
                    width: Math.min(implicitWidth, panel.width)
                    text: MeetingAccount.page
                    wrapMode: Text.WrapAnywhere
                    font.pixelSize: Theme.letter
                    font.weight: Theme.strong
                    font.underline: true
                    Accessible.ignored: true
                }
            }
        }

        Column {
            width: parent.width
            spacing: 4
            visible: !panel.low || MeetingAccount.fault === ""

            MeetingWords {
                width: parent.width
                text: MeetingAccount.summary
                lineHeight: 1.35
                font.pixelSize: Theme.body
            }
            MeetingWords {
                width: parent.width
                visible: text !== ""
                text: MeetingAccount.source
                font.pixelSize: Theme.body
            }
        }
    }
}
