pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// What will happen first, shown before it does.
Item {
    id: cards

    signal closed
    visible: Shell.asking
    onVisibleChanged: {
        if (!visible)
            cards.closed();
    }
    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("A question")

    Rectangle {
        anchors.fill: parent
        color: Theme.veil

        TapHandler {}
    }

    Repeater {
        model: Shell.cards

        Item {
            id: slot
            required property string key
            required property string title
            required property string body
            required property string yes
            required property string no
            required property string icon
            required property bool ready
            required property var choices
            anchors.centerIn: parent
            width: 440
            height: card.implicitHeight + 16

            Shade {
                anchors.fill: parent
            }

            Card {
                id: card
                anchors.centerIn: parent
                width: parent.width - 16
                plainBack: false
                icon: slot.icon
                title: slot.title
                body: slot.body
                yes: slot.yes
                no: slot.no
                yesKeys: slot.ready ? qsTr("Enter") : ""
                noKeys: qsTr("Esc")
                onAccepted: Shell.decide(slot.key, true)
                onDeclined: Shell.decide(slot.key, false)
                choices: slot.choices
                onChosen: choice => Shell.choose(slot.key, choice)
                // The keyboard is on the answer that changes nothing, unless just this was asked for.
                Component.onCompleted: {
                    card.takeFocus(slot.ready);
                    Accessible.announce(slot.title + "\n" + slot.body, Accessible.Assertive);
                }
            }
        }
    }
}
