pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The warm-up: the line turns above, and the words say what is being woken.
MeetingView {
    id: page

    rise: 0

    MeetingWords {
        anchors.horizontalCenter: parent.horizontalCenter
        y: page.measure.height * 0.72
        width: Math.min(parent.width - 80, 560)
        text: MeetingWarm.words !== "" ? MeetingWarm.words : qsTr("Hello.")
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: 20
        font.weight: Theme.light
    }
    MeetingWords {
        anchors.horizontalCenter: parent.horizontalCenter
        y: page.measure.height * 0.72 + 44
        width: Math.min(parent.width - 80, 560)
        text: MeetingWarm.trouble
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.body
    }
}
