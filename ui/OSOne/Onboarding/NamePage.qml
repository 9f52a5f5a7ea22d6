pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// The name it would like, with its reason; typing writes another over it.
OnboardingView {
    id: page

    spoken: lead.text

    readonly property real block: 30 + 16 + name.height + 20 + reason.height + 40 + keys.height
    readonly property real from: measure.ringTop + measure.ringSide

    Connections {
        target: OnboardingName
        function onProposed() {
            name.text = OnboardingName.text;
            name.input.selectAll();
        }
    }

    OnboardingWords {
        id: lead
        anchors.horizontalCenter: parent.horizontalCenter
        y: page.from + Math.max(6, (page.height - page.from - page.measure.bottom - page.block) * 0.4)
        height: 30
        text: qsTr("I'd like to be called")
        font.pixelSize: 22
        Accessible.role: Accessible.Heading
    }

    OnboardingLine {
        id: name
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: lead.bottom
        anchors.topMargin: 16
        width: parent.width - 80
        focus: true
        centred: true
        bare: true
        size: fit.largest
        longest: OnboardingName.longest
        label: lead.text
        input.selectionColor: Qt.alpha(Theme.fieldInk, 0)
        input.cursorVisible: OnboardingName.own && input.activeFocus
        input.font.letterSpacing: -size / 48
        onEdited: text => OnboardingName.type(text)
        Component.onCompleted: {
            text = OnboardingName.text;
            input.selectAll();
        }
    }

    TextMetrics {
        id: fit
        readonly property int wish: page.measure.low ? 64 : 96
        readonly property int largest: Math.max(28, Math.min(wish, wish * (page.width - 120) / Math.max(1, advanceWidth)))
        text: name.text
        font.family: Theme.family
        font.weight: Theme.light
        font.pixelSize: wish
    }

    OnboardingWords {
        id: reason
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: name.bottom
        anchors.topMargin: 20
        width: Math.min(parent.width - 80, 580)
        text: OnboardingName.reason
        lineHeight: 1.5
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: 18
    }

    Row {
        id: keys
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: reason.bottom
        anchors.topMargin: page.measure.low ? 20 : 40
        spacing: 34

        Repeater {
            model: OnboardingFlow.pageHints

            Pressable {
                id: hint
                required property var modelData
                required property int index
                width: hintWords.width
                height: 30
                tabStop: false
                label: modelData.words
                help: modelData.shown
                onClicked: OnboardingFlow.act(modelData.act)

                Row {
                    id: hintWords
                    spacing: 10

                    KeyCap {
                        text: hint.modelData.shown
                        large: true
                        back: hint.index === 0 ? Theme.fieldInk : "transparent"
                        ink: hint.index === 0 ? (Theme.night ? Theme.field : Theme.accentInk) : Theme.fieldInk
                        edge: Theme.fieldInk
                    }
                    Words {
                        anchors.verticalCenter: parent.verticalCenter
                        text: hint.modelData.words
                        color: Theme.fieldInk
                        font.pixelSize: 18
                        font.underline: hint.hovered && hint.modelData.key !== 0
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
