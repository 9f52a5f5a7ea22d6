pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A proposal or a question: what would happen, and a yes and a no.
Rectangle {
    id: card

    property string icon: ""
    property string title: ""
    property string body: ""
    property string yes: ""
    property string no: ""
    // Which of several things to do, the likeliest first, instead of a yes.
    property var choices: []
    property string yesKeys: ""
    property string noKeys: ""
    property bool plainBack: true
    signal accepted
    signal declined
    signal chosen(choice: int)

    function takeFocus(ready: bool): void {
        if (several.count > 0)
            several.itemAt(0).forceActiveFocus();
        else
            (ready ? yes : no).forceActiveFocus();
    }

    implicitWidth: 284
    implicitHeight: column.implicitHeight + 32
    radius: Theme.radiusRow
    color: plainBack ? Theme.paper : "transparent"
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    Column {
        id: column
        x: 16
        y: 16
        width: parent.width - 32
        spacing: 10

        Row {
            width: parent.width
            spacing: 11

            Icon {
                id: mark
                visible: card.icon !== ""
                name: card.icon
                ink: Theme.accent
                side: 18
                y: 1
            }

            Words {
                width: parent.width - (card.icon === "" ? 0 : 29)
                text: card.title
                font.weight: Theme.medium
                wrapMode: Text.Wrap
                lineHeight: 1.05
            }
        }

        Spoken {
            width: parent.width
            visible: text !== ""
            text: card.body
            color: Theme.soft
            font.pixelSize: Theme.detail
            lineHeight: 1.15
            wrapMode: Text.Wrap
        }

        Column {
            visible: several.count > 0
            width: parent.width
            topPadding: 4
            spacing: 8

            Repeater {
                id: several
                model: card.choices

                QuietButton {
                    id: one
                    required property int index
                    required property string modelData
                    width: card.width - 32
                    text: modelData
                    edge: activeFocus ? Theme.accent : Theme.line
                    ink: activeFocus ? Theme.ink : Theme.soft
                    keys: activeFocus ? qsTr("Enter") : ""
                    Accessible.name: modelData + ": " + card.title
                    Keys.onUpPressed: several.itemAt(Math.max(0, index - 1)).forceActiveFocus()
                    Keys.onDownPressed: index + 1 < several.count ? several.itemAt(index + 1).forceActiveFocus() : no.forceActiveFocus()
                    onClicked: card.chosen(index)
                }
            }
        }

        Row {
            visible: card.yes !== "" || card.no !== ""
            topPadding: 4
            spacing: 8

            PrimaryButton {
                id: yes
                visible: card.yes !== ""
                KeyNavigation.tab: card.plainBack ? null : no
                KeyNavigation.right: no
                text: card.yes
                Accessible.name: card.yes + ": " + card.title
                keys: card.yesKeys
                onClicked: card.accepted()
            }

            QuietButton {
                id: no
                visible: card.no !== ""
                KeyNavigation.tab: card.plainBack ? null : yes
                KeyNavigation.left: yes
                KeyNavigation.up: several.count > 0 ? several.itemAt(several.count - 1) : null
                text: card.no
                Accessible.name: card.no + ": " + card.title
                keys: card.noKeys
                onClicked: card.declined()
            }
        }
    }
}
