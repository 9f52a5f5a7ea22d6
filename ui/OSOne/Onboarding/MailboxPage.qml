pragma ComponentBehavior: Bound

import QtQuick

// Where the mail comes from: an account, what is on this computer, the sample world, or nothing yet.
MeetingView {
    id: page

    Loader {
        anchors.fill: parent
        focus: true
        onLoaded: forceActiveFocus()
        sourceComponent: MeetingMailbox.way === "account" ? account : MeetingMailbox.way === "imported" ? disk : ways
    }

    Component {
        id: ways
        ChoicePage {
            measure: page.measure
            page: MeetingMailbox
            question: qsTr("Where is your mail?")
            note: MeetingMailbox.busy || MeetingMailbox.fault || qsTr("This computer reads it straight from your provider. No one in between.")
        }
    }
    Component {
        id: account
        AccountPage {
            measure: page.measure
        }
    }
    Component {
        id: disk
        DiskPage {
            measure: page.measure
        }
    }
}
