pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// The window where there is no house to show: what is wrong, in one sentence, and what can be done.
Window {
    id: win

    width: 720
    height: 460
    minimumWidth: 420
    minimumHeight: 360
    title: "OS One"
    color: Theme.ground
    visible: true
    onClosing: Stuck.choose("quit", "")

    Item {
        anchors.fill: parent
        focus: true
        Keys.onEscapePressed: Stuck.choose("quit", "")
        Accessible.role: Accessible.AlertMessage
        Accessible.name: Stuck.sentence
        Accessible.description: Stuck.remedy

        Column {
            anchors.centerIn: parent
            width: Math.min(parent.width - 64, 520)
            spacing: 14

            Ring {
                // Words and buttons come first where there is no room for all.
                visible: win.height > 420
                anchors.horizontalCenter: parent.horizontalCenter
                width: 72
                height: 72
                color: Theme.wash(Theme.accent, 0.8)
            }
            Words {
                width: parent.width
                text: Stuck.sentence
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1.3
                font.pixelSize: Theme.box
                font.weight: Theme.light
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: Stuck.remedy
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1.4
                color: Theme.soft
                font.pixelSize: Theme.letter
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            TextLine {
                id: word
                anchors.horizontalCenter: parent.horizontalCenter
                visible: Stuck.asks !== ""
                width: Math.min(parent.width, 320)
                password: true
                placeholder: Stuck.asks
                onAccepted: Stuck.choose(Stuck.ways[0].way, text)
                Component.onCompleted: {
                    if (visible)
                        word.forceActiveFocus();
                }
            }
            Item {
                width: 1
                height: 8
            }
            Grid {
                anchors.horizontalCenter: parent.horizontalCenter
                columns: parent.width > 400 ? Math.max(1, Stuck.ways.length) : 1
                horizontalItemAlignment: Grid.AlignHCenter
                spacing: 12

                Repeater {
                    model: Stuck.ways

                    QuietButton {
                        id: button
                        required property var modelData
                        required property int index
                        text: modelData.words
                        focus: index === 0 && Stuck.asks === ""
                        onClicked: Stuck.choose(button.modelData.way, word.text)
                        Component.onCompleted: {
                            if (index === 0 && Stuck.asks === "")
                                button.forceActiveFocus();
                        }
                    }
                }
            }
        }
    }
}
