pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Voices, heard as the cursor moves; beside them the ring swells, and two voices can be mixed on a line.
MeetingView {
    id: page

    spoken: title.question

    MeetingTitle {
        id: title
        x: page.measure.left
        y: page.measure.top
        width: page.measure.column
        size: page.measure.display
        question: qsTr("How should I sound?")
        note: MeetingVoice.silence !== "" ? MeetingVoice.silence : qsTr("Move through the list. Each voice says hello.")
    }

    MeetingChoices {
        anchors.left: title.left
        anchors.top: title.bottom
        anchors.topMargin: page.measure.low ? 18 : 34
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.measure.bottom
        width: page.measure.column
        visible: !(page.measure.narrow && MeetingVoice.mixing)
        faded: MeetingVoice.mixing
        page: MeetingVoice
        sounding: MeetingVoice.speaking
        level: MeetingVoice.level
    }

    MeetingWords {
        x: page.measure.besideX - width / 2
        y: page.measure.besideY + page.measure.besideSide / 2 + 24
        width: page.width - page.measure.left - page.measure.column - 60
        visible: !MeetingVoice.between && !page.measure.narrow
        opacity: MeetingVoice.speaking ? 1 : 0
        text: MeetingVoice.line === "" ? "" : qsTr("“%1”").arg(MeetingVoice.line)
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: 18

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.steady
            }
        }
    }

    MeetingMix {
        x: page.measure.narrow ? page.measure.left : page.measure.besideX - width / 2
        y: page.measure.narrow ? title.y + title.height + 28 : page.measure.besideY + page.measure.besideSide / 2 + 20
        width: page.measure.narrow ? page.measure.column : Math.min(380, page.width - page.measure.left - page.measure.column - 96)
        visible: MeetingVoice.mixing || (MeetingVoice.between && !page.measure.narrow)
        opacity: MeetingVoice.mixing ? 1 : 0.6
    }
}
