pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The way: a dot for each question, the present one drawn long.
Row {
    id: dots

    spacing: 10
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("Question %1 of %2").arg(OnboardingFlow.place + 1).arg(OnboardingFlow.places)

    Repeater {
        model: OnboardingFlow.places

        Rectangle {
            required property int index
            width: index === OnboardingFlow.place ? 26 : 8
            height: 8
            radius: 4
            color: Theme.fieldInk
            opacity: index <= OnboardingFlow.place ? 1 : 0.36

            Behavior on width {
                NumberAnimation {
                    duration: Theme.steady
                    easing.type: Easing.OutCubic
                }
            }
        }
    }

    Behavior on x {
        NumberAnimation {
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
}
