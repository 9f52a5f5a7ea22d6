pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// What it thinks with: models that are here, models that fit and are fetched with a true bar, the starter mind, none.
OnboardingView {
    id: page

    spoken: title.question

    Column {
        id: head
        x: page.measure.left
        y: page.measure.top
        width: page.measure.column
        spacing: 14

        OnboardingTitle {
            id: title
            width: parent.width
            size: page.measure.display
            question: qsTr("What shall I think with?")
            note: OnboardingMind.looking ? qsTr("Checking what's installed…") : OnboardingMind.absent !== "" ? OnboardingMind.absent : qsTr("Ollama models on this computer. You can change this later.")
        }
        OnboardingFault {
            width: parent.width
            fault: OnboardingMind.trouble
        }
    }

    OnboardingChoices {
        anchors.left: head.left
        anchors.top: head.bottom
        anchors.topMargin: page.measure.low ? 14 : 28
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.measure.bottom
        width: page.measure.column
        visible: OnboardingMind.pulling === ""
        faded: OnboardingMind.looking
        page: OnboardingMind
    }

    Column {
        anchors.left: head.left
        anchors.top: head.bottom
        anchors.topMargin: page.measure.low ? 24 : 44
        width: page.measure.column
        spacing: 16
        visible: OnboardingMind.pulling !== ""

        OnboardingWords {
            width: parent.width
            text: OnboardingMind.pulling
            font.pixelSize: Theme.title
            font.weight: Theme.light
        }
        ProgressLine {
            width: parent.width
            height: 6
            value: OnboardingMind.share
            ink: Theme.fieldInk
            track: Qt.alpha(Theme.fieldInk, 0.28)
            label: qsTr("Downloading %1, %2").arg(OnboardingMind.pulling).arg(OnboardingMind.words)
        }
        OnboardingWords {
            width: parent.width
            text: OnboardingMind.words
            font.pixelSize: Theme.letter
        }
        OnboardingWords {
            width: parent.width
            text: qsTr("You can continue. I'll switch to it when it's ready.")
            lineHeight: 1.35
            font.pixelSize: Theme.letter
        }
    }
}
