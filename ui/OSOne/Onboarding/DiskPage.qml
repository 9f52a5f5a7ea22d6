pragma ComponentBehavior: Bound

import QtQuick

// Mail that lies here already: what was found in the usual places, or a path.
MeetingView {
    id: page

    spoken: title.question

    Column {
        id: head
        x: page.measure.left
        y: page.measure.top
        width: page.measure.column
        spacing: 14

        MeetingTitle {
            id: title
            width: parent.width
            size: page.measure.display
            question: MeetingDisk.writing ? qsTr("Where is it?") : qsTr("What should I import?")
            note: MeetingDisk.busy !== "" ? qsTr("%1…").arg(MeetingDisk.busy) : qsTr("A copy is imported. The original is not changed.")
        }
        MeetingFault {
            width: parent.width
            fault: MeetingDisk.fault
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
        sourceComponent: MeetingDisk.writing ? path : list
        opacity: MeetingDisk.busy !== "" ? 0.5 : 1
    }

    Component {
        id: list
        MeetingChoices {
            page: MeetingDisk
        }
    }
    Component {
        id: path
        FocusScope {
            focus: true

            MeetingLine {
                id: line
                width: parent.width
                focus: true
                size: 20
                longest: 4096
                label: title.question
                placeholder: qsTr("/home/ada/Maildir")
                fault: MeetingDisk.fault
                text: MeetingDisk.path
                onEdited: text => MeetingDisk.type(text)
            }
        }
    }
}
