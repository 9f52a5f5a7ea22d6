pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The one question of a page, and a line that says more.
Column {
    id: title

    property string question: ""
    property string note: ""
    property int size: Theme.display
    property bool centred: false

    spacing: 14

    OnboardingWords {
        width: parent.width
        text: title.question
        horizontalAlignment: title.centred ? Text.AlignHCenter : Text.AlignLeft
        font.pixelSize: title.size
        font.weight: Theme.light
        font.letterSpacing: -0.8
        Accessible.role: Accessible.Heading
    }
    OnboardingWords {
        width: parent.width
        visible: text !== ""
        text: title.note
        lineHeight: 1.3
        horizontalAlignment: title.centred ? Text.AlignHCenter : Text.AlignLeft
        font.pixelSize: 18
    }
}
