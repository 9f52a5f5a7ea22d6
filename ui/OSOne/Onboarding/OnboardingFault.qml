pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// What is wrong, and what to do about it; nothing where all is well.
Column {
    id: trouble

    property string fault: ""
    property string remedy: ""

    spacing: 6
    visible: fault !== ""
    onFaultChanged: {
        if (fault !== "")
            Accessible.announce(fault + " " + remedy, Accessible.Assertive);
    }

    OnboardingWords {
        width: parent.width
        text: trouble.fault
        lineHeight: 1.3
        font.pixelSize: 17
        font.weight: Theme.strong
        Accessible.role: Accessible.AlertMessage
    }
    OnboardingWords {
        width: parent.width
        visible: text !== ""
        text: trouble.remedy
        lineHeight: 1.3
        font.pixelSize: Theme.letter
    }
}
