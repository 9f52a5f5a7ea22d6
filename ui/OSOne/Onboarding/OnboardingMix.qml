pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The line between two voices. The knob says how much there is of each; the end that the keys change is underlined.
Item {
    id: mix

    implicitHeight: 96
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("%1 % %2, %3 % %4").arg(100 - OnboardingVoice.share).arg(OnboardingVoice.first).arg(OnboardingVoice.share).arg(OnboardingVoice.second)

    Rectangle {
        id: rail
        y: 14
        width: parent.width
        height: 2
        radius: 1
        color: Theme.fieldInk
        opacity: 0.55
    }

    Rectangle {
        id: knob
        x: (mix.width - width) * OnboardingVoice.share / 100
        anchors.verticalCenter: rail.verticalCenter
        width: 22
        height: 22
        radius: 11
        color: Theme.fieldInk

        Behavior on x {
            enabled: !drag.active
            NumberAnimation {
                duration: Theme.quick
                easing.type: Easing.OutCubic
            }
        }
    }

    Item {
        width: parent.width
        height: 30

        DragHandler {
            id: drag
            target: null
            yAxis.enabled: false
            onCentroidChanged: {
                if (active)
                    OnboardingVoice.slide(Math.round(centroid.position.x / mix.width * 100));
            }
        }
        TapHandler {
            onTapped: point => OnboardingVoice.slide(Math.round(point.position.x / mix.width * 100))
        }
    }

    Repeater {
        model: 2

        Column {
            id: end
            required property int index
            x: index === 0 ? 0 : mix.width - width
            y: 38
            width: mix.width / 2 - 12
            spacing: 2

            OnboardingWords {
                width: parent.width
                text: end.index === 0 ? OnboardingVoice.first : OnboardingVoice.second
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                horizontalAlignment: end.index === 0 ? Text.AlignLeft : Text.AlignRight
                font.pixelSize: 18
                font.weight: Theme.strong
                font.underline: OnboardingVoice.mixing && OnboardingVoice.end === end.index

                TapHandler {
                    onTapped: OnboardingVoice.take_end(end.index)
                }
            }
            OnboardingWords {
                width: parent.width
                text: end.index === 0 ? OnboardingVoice.firstNote : OnboardingVoice.secondNote
                maximumLineCount: 2
                elide: Text.ElideRight
                horizontalAlignment: end.index === 0 ? Text.AlignLeft : Text.AlignRight
                font.pixelSize: Theme.detail
            }
        }
    }
}
