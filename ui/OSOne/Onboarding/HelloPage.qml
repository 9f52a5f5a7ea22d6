pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// "What should I call you?", and the plain truth about what is asking.
OnboardingView {
    id: page

    spoken: question.question

    readonly property real block: question.height + 28 + name.height + 36 + truth.height
    readonly property real from: measure.ringTop + measure.ringSide

    OnboardingTitle {
        id: question
        anchors.horizontalCenter: parent.horizontalCenter
        y: page.from + Math.max(8, (page.height - page.from - page.measure.bottom - page.block) * 0.36)
        width: Math.min(parent.width - 80, 720)
        centred: true
        size: page.measure.display
        question: qsTr("What should I call you?")
    }

    OnboardingLine {
        id: name
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: question.bottom
        anchors.topMargin: 28
        width: Math.min(parent.width - 80, 440)
        focus: true
        centred: true
        size: 30
        longest: OnboardingHello.longest
        label: question.question
        onEdited: text => OnboardingHello.type(text)
        Component.onCompleted: text = OnboardingHello.text
    }

    OnboardingWords {
        id: truth
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: name.bottom
        anchors.topMargin: 36
        width: Math.min(parent.width - 80, 560)
        text: qsTr("I'm OS One: a program, not a person. I run on this computer, and what you tell me stays here. I only contact the servers you add, and a public list to find them.")
        lineHeight: 1.45
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.letter
    }
}
