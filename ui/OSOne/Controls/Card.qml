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
    property string yesKeys: ""
    property string noKeys: ""
    property bool plainBack: true
    signal accepted
    signal declined

    function takeFocus(ready: bool): void {
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
                text: card.no
                Accessible.name: card.no + ": " + card.title
                keys: card.noKeys
                onClicked: card.declined()
            }
        }
    }
}
