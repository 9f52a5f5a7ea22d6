pragma ComponentBehavior: Bound

import QtQuick

// Where the mail comes from: an account, what is on this computer, the sample world, or nothing yet.
OnboardingView {
    id: page

    Loader {
        anchors.fill: parent
        focus: true
        onLoaded: forceActiveFocus()
        sourceComponent: OnboardingMailbox.way === "account" ? account : OnboardingMailbox.way === "imported" ? disk : ways
    }

    Component {
        id: ways
        ChoicePage {
            measure: page.measure
            page: OnboardingMailbox
            question: qsTr("Where is your mail?")
            note: OnboardingMailbox.busy || OnboardingMailbox.fault || qsTr("This computer reads it straight from your provider.")
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
