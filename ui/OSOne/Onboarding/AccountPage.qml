pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// An account: its address, what was found, its password, and what came of the check.
OnboardingView {
    id: page

    spoken: title.question

    readonly property string stage: OnboardingAccount.stage
    readonly property var questions: ({
            "address": qsTr("What's your email address?"),
            "looking": qsTr("Looking for your mail servers"),
            "servers": OnboardingAccount.confirm ? qsTr("Are these your mail servers?") : qsTr("What are your mail servers?"),
            "password": qsTr("And the password?"),
            "checking": qsTr("Checking your password"),
            "browser": qsTr("Sign in with your browser"),
            "waiting": qsTr("Waiting for your browser"),
            "kept": qsTr("Signed in.")
        })
    readonly property var notes: ({
            "address": qsTr("I'll find the servers for you. Nothing is sent yet."),
            "looking": OnboardingAccount.address,
            "servers": OnboardingAccount.confirm ? OnboardingAccount.source : qsTr("Your provider's help pages list them under IMAP and SMTP."),
            "password": OnboardingAccount.address,
            "checking": OnboardingAccount.address,
            "browser": OnboardingAccount.address,
            "waiting": OnboardingAccount.address,
            "kept": OnboardingAccount.sentence
        })

    OnboardingTitle {
        id: title
        x: page.measure.left
        y: page.measure.top
        width: page.measure.column
        size: page.measure.display
        question: page.questions[page.stage]
        note: page.notes[page.stage]
    }

    Loader {
        id: body
        anchors.left: title.left
        anchors.top: title.bottom
        anchors.topMargin: page.measure.low ? 14 : 30
        width: page.measure.column
        focus: true
        onLoaded: forceActiveFocus()
        sourceComponent: page.stage === "address" ? address : page.stage === "password" || page.stage === "checking" ? password : page.stage === "servers" ? servers : page.stage === "looking" ? looking : page.stage === "browser" || page.stage === "waiting" ? browser : null
    }

    OnboardingFault {
        anchors.left: title.left
        anchors.top: body.bottom
        anchors.topMargin: page.measure.low ? 10 : 22
        width: page.measure.column
        fault: page.stage === "password" ? "" : OnboardingAccount.fault
        remedy: OnboardingAccount.remedy
    }

    Component {
        id: address
        OnboardingLine {
            focus: true
            label: title.question
            placeholder: qsTr("for example ada@example.org")
            fault: OnboardingAccount.fault
            onEdited: text => OnboardingAccount.typeAddress(text)
            Component.onCompleted: text = OnboardingAccount.address
        }
    }
    Component {
        id: looking
        Column {
            spacing: 8
            Repeater {
                model: OnboardingAccount.said
                OnboardingWords {
                    required property string modelData
                    width: page.measure.column
                    text: modelData
                    font.pixelSize: Theme.letter
                }
            }
        }
    }
    Component {
        id: password
        PasswordPanel {
            focus: true
            low: page.measure.low
        }
    }
    Component {
        id: browser
        BrowserPanel {
            focus: true
            low: page.measure.low
        }
    }
    Component {
        id: servers
        ServersForm {
            focus: true
            low: page.measure.low
        }
    }
}
