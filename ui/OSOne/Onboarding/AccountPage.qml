pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// An account: its address, what was found, its password, and what came of the check.
MeetingView {
    id: page

    spoken: title.question

    readonly property string stage: MeetingAccount.stage
    readonly property var questions: ({
            "address": qsTr("What's your email address?"),
            "looking": qsTr("Looking for your mail servers"),
            "servers": MeetingAccount.confirm ? qsTr("Are these your mail servers?") : qsTr("What are your mail servers?"),
            "password": qsTr("And the password?"),
            "checking": qsTr("Checking your password"),
            "kept": qsTr("Signed in.")
        })
    readonly property var notes: ({
            "address": qsTr("I'll find the servers for you. Nothing is sent yet."),
            "looking": MeetingAccount.address,
            "servers": MeetingAccount.confirm ? MeetingAccount.source : qsTr("Your provider's help pages list them under IMAP and SMTP."),
            "password": MeetingAccount.address,
            "checking": MeetingAccount.address,
            "kept": MeetingAccount.sentence
        })

    MeetingTitle {
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
        sourceComponent: page.stage === "address" ? address : page.stage === "password" || page.stage === "checking" ? password : page.stage === "servers" ? servers : page.stage === "looking" ? looking : null
    }

    MeetingFault {
        anchors.left: title.left
        anchors.top: body.bottom
        anchors.topMargin: page.measure.low ? 10 : 22
        width: page.measure.column
        fault: page.stage === "password" ? "" : MeetingAccount.fault
        wayOn: MeetingAccount.wayOn
    }

    Component {
        id: address
        MeetingLine {
            focus: true
            label: title.question
            placeholder: qsTr("for example ada@example.org")
            fault: MeetingAccount.fault
            onEdited: text => MeetingAccount.typeAddress(text)
            Component.onCompleted: text = MeetingAccount.address
        }
    }
    Component {
        id: looking
        Column {
            spacing: 8
            Repeater {
                model: MeetingAccount.said
                MeetingWords {
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
        id: servers
        ServersForm {
            focus: true
            low: page.measure.low
        }
    }
}
