pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// The one who is met: the boot line that closes into a ring, and the ring that goes along from page to page.
Item {
    id: presence

    required property OnboardingMeasure measure
    required property bool aside
    readonly property bool booting: OnboardingFlow.step === "boot"
    readonly property bool busy: OnboardingMind.looking || OnboardingMind.pulling !== "" || OnboardingAccount.stage === "looking" || OnboardingAccount.stage === "checking"

    // The middle and the size move; were it the corner, it would chase them and arrive late.
    property real side: booting ? Math.min(320, measure.height * 0.42) : aside ? measure.besideSide * (OnboardingFlow.step === "voice" ? 1 : 0.78) : measure.ringSide
    property real middleX: aside ? measure.besideX : measure.width / 2
    property real middleY: booting ? measure.height * 0.44 : aside ? measure.besideY : measure.ringTop + measure.ringSide / 2

    width: side
    height: side
    x: middleX - side / 2
    y: middleY - side / 2
    opacity: aside && measure.narrow ? 0 : 1

    BootLine {
        id: line
        anchors.fill: parent
        visible: !closed
        progress: OnboardingWarm.progress
        color: Theme.fieldInk
        Accessible.ignored: !visible
    }

    Ring {
        anchors.fill: parent
        visible: line.closed
        color: Theme.fieldInk
        presence: OnboardingVoice.speaking ? "speaking" : presence.busy && presence.aside ? "thinking" : "still"
        voice: OnboardingVoice.level
        Accessible.ignored: !visible
    }

    Behavior on middleX {
        NumberAnimation {
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
    Behavior on middleY {
        NumberAnimation {
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
    Behavior on side {
        NumberAnimation {
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
    Behavior on opacity {
        NumberAnimation {
            duration: Theme.quick
        }
    }
}
