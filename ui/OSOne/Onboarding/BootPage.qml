pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The warm-up: the line turns above, and the words say what is being woken.
OnboardingView {
    id: page

    rise: 0

    OnboardingWords {
        anchors.horizontalCenter: parent.horizontalCenter
        y: page.measure.height * 0.72
        width: Math.min(parent.width - 80, 560)
        text: OnboardingWarm.words !== "" ? OnboardingWarm.words : qsTr("Hello.")
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: 20
        font.weight: Theme.light
    }
    OnboardingWords {
        anchors.horizontalCenter: parent.horizontalCenter
        y: page.measure.height * 0.72 + 44
        width: Math.min(parent.width - 80, 560)
        text: OnboardingWarm.trouble
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.body
    }
}
