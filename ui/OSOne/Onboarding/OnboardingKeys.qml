pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Theme

// The keys of this page, in the corner; each can be clicked too.
Row {
    id: keys

    property var hints: []
    property real room: 600
    property bool small: false
    readonly property bool crowded: implicitWidth > room

    spacing: small ? 14 : 20

    Repeater {
        model: keys.hints

        Pressable {
            id: hint
            required property var modelData
            width: words.width
            height: 24
            tabStop: false
            label: modelData.words
            help: modelData.shown
            onClicked: OnboardingFlow.act(modelData.act)

            Row {
                id: words
                anchors.verticalCenter: parent.verticalCenter
                spacing: 6

                Words {
                    text: hint.modelData.shown
                    color: Theme.fieldInk
                    font.pixelSize: keys.small ? Theme.note : Theme.body
                    font.weight: Theme.strong
                    Accessible.ignored: true
                }
                Words {
                    text: hint.modelData.words
                    color: Theme.fieldInk
                    font.pixelSize: keys.small ? Theme.note : Theme.body
                    font.underline: hint.hovered
                    Accessible.ignored: true
                }
            }
        }
    }
}
