pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The meeting: one field of colour, one question, the ring, dots for the way, keys in the corner.
FocusScope {
    id: screen

    readonly property bool aside: !["boot", "hello", "name", "done"].includes(OnboardingFlow.step)
    readonly property var pages: ({
            "boot": bootPage,
            "hello": helloPage,
            "interrupt": interruptPage,
            "talk": talkPage,
            "voice": voicePage,
            "name": namePage,
            "mind": mindPage,
            "mailbox": mailboxPage
        })

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Setup")

    OnboardingMeasure {
        id: size
        width: screen.width
        height: screen.height
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.field
    }

    OnboardingPresence {
        measure: size
        aside: screen.aside
    }

    Loader {
        anchors.fill: parent
        focus: true
        onLoaded: forceActiveFocus()
        sourceComponent: screen.pages[OnboardingFlow.step] ?? null
    }

    OnboardingDots {
        y: screen.height - size.foot - height / 2
        x: screen.aside ? size.left : (screen.width - width) / 2
        visible: !keys.crowded || !screen.aside
        opacity: OnboardingFlow.place < 0 ? 0 : 1
    }

    OnboardingKeys {
        id: keys
        anchors.right: parent.right
        anchors.rightMargin: size.narrow ? 24 : 40
        y: screen.height - size.foot - height / 2
        small: size.narrow
        room: screen.width - size.left - 220
        hints: OnboardingFlow.step === "name" ? OnboardingFlow.wayHints : OnboardingFlow.pageHints.concat(OnboardingFlow.wayHints)
    }

    Component {
        id: bootPage
        BootPage {
            measure: size
        }
    }
    Component {
        id: helloPage
        HelloPage {
            measure: size
        }
    }
    Component {
        id: interruptPage
        ChoicePage {
            measure: size
            page: OnboardingInterrupt
            question: qsTr("How often can I interrupt?")
            note: qsTr("You can change this at any time.")
        }
    }
    Component {
        id: talkPage
        ChoicePage {
            measure: size
            page: OnboardingTalk
            question: qsTr("How much should I talk?")
            note: qsTr("I'll learn as we go. This is just a start.")
        }
    }
    Component {
        id: voicePage
        VoicePage {
            measure: size
        }
    }
    Component {
        id: namePage
        NamePage {
            measure: size
        }
    }
    Component {
        id: mindPage
        MindPage {
            measure: size
        }
    }
    Component {
        id: mailboxPage
        MailboxPage {
            measure: size
        }
    }
}
