pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// What happens in the browser, before it is opened; and where OS One is not known to the provider, how it becomes so.
FocusScope {
    id: panel

    property bool low: false
    readonly property bool waiting: OnboardingAccount.stage === "waiting"

    implicitHeight: column.height

    Column {
        id: column
        width: parent.width
        spacing: panel.low ? 14 : 22

        OnboardingWords {
            width: parent.width
            text: panel.waiting ? qsTr("Sign in there, then come back. This page goes on by itself.") : qsTr("You sign in at %1. Then %2 lets OS One read and send your mail. Your password stays there.").arg(OnboardingAccount.place).arg(OnboardingAccount.provider)
            lineHeight: 1.35
            font.pixelSize: Theme.letter
        }

        Column {
            width: parent.width
            spacing: 6
            visible: !OnboardingAccount.clientKnown && !panel.waiting

            OnboardingWords {
                width: parent.width
                text: qsTr("%1 asks which program it lets in. Register OS One once, as a desktop app, and enter the client ID you get.").arg(OnboardingAccount.provider)
                lineHeight: 1.35
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

        Loader {
            width: parent.width
            focus: true
            active: !OnboardingAccount.clientKnown && !panel.waiting
            visible: active
            sourceComponent: Column {
                spacing: panel.low ? 6 : 12

                OnboardingLine {
                    width: panel.width
                    size: 18
                    focus: true
                    label: qsTr("Client ID")
                    placeholder: qsTr("Client ID")
                    fault: OnboardingAccount.fault
                    onEdited: text => OnboardingAccount.typeClient(text)
                    Component.onCompleted: input.forceActiveFocus()
                }
                OnboardingLine {
                    width: panel.width
                    size: 18
                    label: qsTr("Client secret")
                    placeholder: qsTr("Client secret, if there is one")
                    onEdited: text => OnboardingAccount.typeClientSecret(text)
                }
            }
        }
    }
}
