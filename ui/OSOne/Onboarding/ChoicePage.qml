pragma ComponentBehavior: Bound

import QtQuick

// A question with a few answers; each says what it sets.
OnboardingView {
    id: view

    spoken: title.question

    required property OnboardingList page
    property alias question: title.question
    property alias note: title.note

    OnboardingTitle {
        id: title
        x: view.measure.left
        y: view.measure.top
        width: view.measure.column
        size: view.measure.display
    }

    OnboardingChoices {
        anchors.left: title.left
        anchors.top: title.bottom
        anchors.topMargin: view.measure.low ? 18 : 34
        anchors.bottom: parent.bottom
        anchors.bottomMargin: view.measure.bottom
        width: view.measure.column
        page: view.page
    }
}
