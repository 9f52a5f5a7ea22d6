pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The bones of a page: it has the focus, and comes in with a short rise.
FocusScope {
    id: view

    required property OnboardingMeasure measure
    property string spoken: ""
    property real rise: Theme.calm ? 0 : 1

    focus: true
    anchors.fill: parent
    opacity: 1 - rise
    Accessible.role: Accessible.Pane
    Accessible.name: spoken
    Component.onCompleted: rise = 0

    transform: Translate {
        y: view.rise * 14
    }

    Behavior on rise {
        NumberAnimation {
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
}
