pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// The password, never shown unless asked for; beneath it what was found, and where the provider gives one out.
FocusScope {
    id: panel

    property bool low: false

    implicitHeight: column.height
    opacity: OnboardingAccount.stage === "checking" ? 0.6 : 1

    Connections {
        target: OnboardingAccount
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

        OnboardingLine {
            id: field
            width: parent.width
            focus: true
            input.readOnly: OnboardingAccount.stage === "checking"
            password: true
            revealed: OnboardingAccount.revealed
            label: OnboardingAccount.address !== "" ? qsTr("Password for %1").arg(OnboardingAccount.address) : qsTr("Password")
            placeholder: qsTr("Password")
            fault: OnboardingAccount.fault
            onEdited: text => OnboardingAccount.typePassword(text)
            // Who went to look at the servers finds it as it was.
            Component.onCompleted: {
                text = OnboardingAccount.typedPassword();
                // What was tried in vain gives way to what is typed next.
                if (OnboardingAccount.wasRefused)
                    input.selectAll();
            }
        }

        OnboardingFault {
            width: parent.width
            fault: OnboardingAccount.fault
            remedy: OnboardingAccount.remedy
        }

        Column {
            width: parent.width
            spacing: 6
            visible: OnboardingAccount.page !== "" || OnboardingAccount.notes !== ""

            OnboardingWords {
                width: parent.width
                text: OnboardingAccount.notes !== "" ? OnboardingAccount.notes : qsTr("%1 needs a separate app password. Create one here:").arg(OnboardingAccount.provider)
                lineHeight: 1.3
                font.pixelSize: Theme.letter
            }
            Pressable {
                width: Math.min(page.implicitWidth, parent.width)
                height: page.height
                visible: OnboardingAccount.page !== ""
                tabStop: false
                label: qsTr("Open %1").arg(OnboardingAccount.page)
                onClicked: OnboardingAccount.openPage()

                OnboardingWords {
                    id: page
                    width: Math.min(implicitWidth, panel.width)
                    text: OnboardingAccount.page
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
            visible: !panel.low || OnboardingAccount.fault === ""

            OnboardingWords {
                width: parent.width
                text: OnboardingAccount.summary
                lineHeight: 1.35
                font.pixelSize: Theme.body
            }
            OnboardingWords {
                width: parent.width
                visible: text !== ""
                text: OnboardingAccount.source
                font.pixelSize: Theme.body
            }
        }
    }
}
