pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// What it thinks with: models that are here, models that fit and are fetched with a true bar, the starter mind, none.
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
            question: qsTr("What shall I think with?")
            note: MeetingMind.looking ? qsTr("Checking what's installed…") : MeetingMind.absent !== "" ? MeetingMind.absent : qsTr("Ollama models on this computer. You can change this later.")
        }
        MeetingFault {
            width: parent.width
            fault: MeetingMind.trouble
        }
    }

    MeetingChoices {
        anchors.left: head.left
        anchors.top: head.bottom
        anchors.topMargin: page.measure.low ? 14 : 28
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.measure.bottom
        width: page.measure.column
        visible: MeetingMind.pulling === ""
        faded: MeetingMind.looking
        page: MeetingMind
    }

    Column {
        anchors.left: head.left
        anchors.top: head.bottom
        anchors.topMargin: page.measure.low ? 24 : 44
        width: page.measure.column
        spacing: 16
        visible: MeetingMind.pulling !== ""

        MeetingWords {
            width: parent.width
            text: MeetingMind.pulling
            font.pixelSize: Theme.title
            font.weight: Theme.light
        }
        ProgressLine {
            width: parent.width
            height: 6
            value: MeetingMind.share
            ink: Theme.fieldInk
            track: Qt.alpha(Theme.fieldInk, 0.28)
            label: qsTr("Downloading %1, %2").arg(MeetingMind.pulling).arg(MeetingMind.words)
        }
        MeetingWords {
            width: parent.width
            text: MeetingMind.words
            font.pixelSize: Theme.letter
        }
        MeetingWords {
            width: parent.width
            text: qsTr("You can continue. I'll switch to it when it's ready.")
            lineHeight: 1.35
            font.pixelSize: Theme.letter
        }
    }
}
