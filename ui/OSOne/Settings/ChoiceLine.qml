pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Settings

// A setting with a few choices.
Item {
    id: line

    required property var modelData

    height: Math.max(52, choices.height + 16)
    Accessible.role: Accessible.Grouping
    Accessible.name: modelData.sentence

    Words {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - choices.width - 24
        text: line.modelData.sentence
        wrapMode: Text.Wrap
    }

    Row {
        id: choices
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Repeater {
            model: line.modelData.words

            Pressable {
                id: choice
                required property int index
                required property string modelData
                readonly property bool current: line.modelData.current === index
                implicitWidth: words.implicitWidth + (line.modelData.words.length > 5 ? 18 : 26)
                implicitHeight: 34
                label: modelData
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: current
                onClicked: Preferences.choose(line.modelData.key, choice.index)

                Rectangle {
                    anchors.fill: parent
                    radius: 10
                    color: choice.current ? Theme.paper : choice.hovered ? Theme.hover : "transparent"
                }

                Words {
                    id: words
                    anchors.centerIn: parent
                    text: choice.modelData
                    color: choice.current ? Theme.ink : Theme.soft
                    font.pixelSize: line.modelData.words.length > 5 ? Theme.detail : 14
                    font.weight: choice.current ? Theme.strong : Theme.regular
                }

                FocusRing {}
            }
        }
    }
}
