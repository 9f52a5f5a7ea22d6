pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Voices, heard as the cursor moves; beside them the ring swells, and two voices can be mixed on a line.
OnboardingView {
    id: page

    spoken: title.question

    OnboardingTitle {
        id: title
        x: page.measure.left
        y: page.measure.top
        width: page.measure.column
        size: page.measure.display
        question: qsTr("How should I sound?")
        note: OnboardingVoice.silence !== "" ? OnboardingVoice.silence : qsTr("Move through the list. Each voice says hello.")
    }

    OnboardingChoices {
        anchors.left: title.left
        anchors.top: title.bottom
        anchors.topMargin: page.measure.low ? 18 : 34
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.measure.bottom
        width: page.measure.column
        visible: !(page.measure.narrow && OnboardingVoice.mixing)
        faded: OnboardingVoice.mixing
        page: OnboardingVoice
        sounding: OnboardingVoice.speaking
        level: OnboardingVoice.level
    }

    OnboardingWords {
        x: page.measure.besideX - width / 2
        y: page.measure.besideY + page.measure.besideSide / 2 + 24
        width: page.width - page.measure.left - page.measure.column - 60
        visible: !OnboardingVoice.between && !page.measure.narrow
        opacity: OnboardingVoice.speaking ? 1 : 0
        text: OnboardingVoice.line === "" ? "" : qsTr("“%1”").arg(OnboardingVoice.line)
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: 18

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.steady
            }
        }
    }

    OnboardingMix {
        x: page.measure.narrow ? page.measure.left : page.measure.besideX - width / 2
        y: page.measure.narrow ? title.y + title.height + 28 : page.measure.besideY + page.measure.besideSide / 2 + 20
        width: page.measure.narrow ? page.measure.column : Math.min(380, page.width - page.measure.left - page.measure.column - 96)
        visible: OnboardingVoice.mixing || (OnboardingVoice.between && !page.measure.narrow)
        opacity: OnboardingVoice.mixing ? 1 : 0.6
    }
}
