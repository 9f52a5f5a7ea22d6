pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// The one who is met: the boot line that closes into a ring, and the ring that goes along from page to page.
Item {
    id: presence

    required property MeetingMeasure measure
    required property bool aside
    readonly property bool booting: MeetingFlow.step === "boot"
    readonly property bool busy: MeetingMind.looking || MeetingMind.pulling !== "" || MeetingAccount.stage === "looking" || MeetingAccount.stage === "checking"

    width: booting ? Math.min(320, measure.height * 0.42) : aside ? measure.besideSide * (MeetingFlow.step === "voice" ? 1 : 0.78) : measure.ringSide
    height: width
    x: (aside ? measure.besideX : measure.width / 2) - width / 2
    y: booting ? measure.height * 0.44 - height / 2 : aside ? measure.besideY - height / 2 : measure.ringTop
    opacity: aside && measure.narrow ? 0 : 1

    BootLine {
        id: line
        anchors.fill: parent
        visible: !closed
        progress: MeetingWarm.progress
        color: Theme.fieldInk
        Accessible.ignored: !visible
    }

    Ring {
        anchors.fill: parent
        visible: line.closed
        color: Theme.fieldInk
        presence: MeetingVoice.speaking ? "speaking" : presence.busy && presence.aside ? "thinking" : "still"
        voice: MeetingVoice.level
        Accessible.ignored: !visible
    }

    Behavior on x {
        NumberAnimation {
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
    Behavior on y {
        NumberAnimation {
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
    Behavior on width {
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
