pragma ComponentBehavior: Bound

import QtQuick

// Mail that lies here already: what was found in the usual places, or a path.
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
            question: OnboardingDisk.writing ? qsTr("Where is it?") : qsTr("What should I import?")
            note: OnboardingDisk.busy !== "" ? qsTr("%1…").arg(OnboardingDisk.busy) : qsTr("A copy is imported. The original is not changed.")
        }
        OnboardingFault {
            width: parent.width
            fault: OnboardingDisk.fault
        }
    }

    Loader {
        anchors.left: head.left
        anchors.top: head.bottom
        anchors.topMargin: page.measure.low ? 18 : 30
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.measure.bottom
        width: page.measure.column
        focus: true
        onLoaded: forceActiveFocus()
        sourceComponent: OnboardingDisk.writing ? path : list
        opacity: OnboardingDisk.busy !== "" ? 0.5 : 1
    }

    Component {
        id: list
        OnboardingChoices {
            page: OnboardingDisk
        }
    }
    Component {
        id: path
        FocusScope {
            focus: true

            OnboardingLine {
                id: line
                width: parent.width
                focus: true
                size: 20
                longest: 4096
                label: title.question
                placeholder: qsTr("/home/ada/Maildir")
                fault: OnboardingDisk.fault
                text: OnboardingDisk.path
                onEdited: text => OnboardingDisk.type(text)
            }
        }
    }
}
