pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// The name it would like, with its reason; typing writes another over it.
MeetingView {
    id: page

    spoken: lead.text

    readonly property real block: 30 + 16 + name.height + 20 + reason.height + 40 + keys.height
    readonly property real from: measure.ringTop + measure.ringSide

    Connections {
        target: MeetingName
        function onProposed() {
            name.text = MeetingName.text;
            name.input.selectAll();
        }
    }

    MeetingWords {
        id: lead
        anchors.horizontalCenter: parent.horizontalCenter
        y: page.from + Math.max(6, (page.height - page.from - page.measure.bottom - page.block) * 0.4)
        height: 30
        text: qsTr("I'd like to be called")
        font.pixelSize: 22
        Accessible.role: Accessible.Heading
    }

    MeetingLine {
        id: name
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: lead.bottom
        anchors.topMargin: 16
        width: parent.width - 80
        focus: true
        centred: true
        bare: true
        size: fit.largest
        longest: MeetingName.longest
        label: lead.text
        input.selectionColor: Qt.alpha(Theme.fieldInk, 0)
        input.cursorVisible: MeetingName.own && input.activeFocus
        input.font.letterSpacing: -size / 48
        onEdited: text => MeetingName.type(text)
        Component.onCompleted: {
            text = MeetingName.text;
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

    MeetingWords {
        id: reason
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: name.bottom
        anchors.topMargin: 20
        width: Math.min(parent.width - 80, 580)
        text: MeetingName.reason
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
            model: MeetingFlow.pageHints

            Pressable {
                id: hint
                required property var modelData
                required property int index
                width: hintWords.width
                height: 30
                tabStop: false
                label: modelData.words
                help: modelData.shown
                onClicked: MeetingFlow.act(modelData.act)

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
