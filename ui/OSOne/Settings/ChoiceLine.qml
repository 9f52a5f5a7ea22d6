pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Settings

// A setting with a few choices.
Item {
    id: line

    property var modelData

    height: Math.max(52, choices.height + 16)
    Accessible.role: Accessible.Grouping
    Accessible.name: modelData.sentence

    function choose(index: int): void {
        if (index < 0 || index >= every.count)
            return;
        every.itemAt(index).forceActiveFocus(Qt.TabFocusReason);
        Preferences.choose(modelData.key, index);
    }

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
            id: every
            model: line.modelData.words.length

            Pressable {
                id: choice
                required property int index
                readonly property string word: line.modelData.words[index] ?? ""
                readonly property bool current: line.modelData.current === index
                implicitWidth: words.implicitWidth + (line.modelData.words.length > 5 ? 18 : 26)
                implicitHeight: 34
                label: word
                Accessible.role: Accessible.RadioButton
                // The same words are choices of other settings.
                Accessible.name: line.modelData.sentence + ": " + word
                Accessible.checkable: true
                Accessible.checked: current
                // One stop for all of them; the arrows choose among them.
                tabStop: current || activeFocus || (line.modelData.current < 0 && index === 0)
                onClicked: Preferences.choose(line.modelData.key, choice.index)
                Keys.onLeftPressed: line.choose(choice.index - 1)
                Keys.onRightPressed: line.choose(choice.index + 1)

                Rectangle {
                    anchors.fill: parent
                    radius: 10
                    color: choice.current ? Theme.paper : choice.hovered ? Theme.hover : "transparent"
                }

                Words {
                    id: words
                    anchors.centerIn: parent
                    text: choice.word
                    color: choice.current ? Theme.ink : Theme.soft
                    font.pixelSize: line.modelData.words.length > 5 ? Theme.detail : 14
                    font.weight: choice.current ? Theme.strong : Theme.regular
                }

                FocusRing {}
            }
        }
    }
}
