pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Where there is nothing to show: the ring at rest or an icon, a kind sentence, and a way on.
Item {
    id: empty

    property string icon: ""
    property string title: ""
    property string sentence: ""
    property string actionText: ""
    property string actionKeys: ""
    // Whether it comes in answer to something, and is told when it does.
    property bool live: false
    signal acted

    implicitHeight: column.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: sentence === "" ? title : title + ". " + sentence
    onVisibleChanged: Qt.callLater(empty.tell)
    onTitleChanged: Qt.callLater(empty.tell)

    function tell(): void {
        if (empty.live && empty.visible && empty.title !== "")
            Accessible.announce(Accessible.name);
    }

    Column {
        id: column
        anchors.centerIn: parent
        width: Math.min(parent.width - 48, 420)
        spacing: 10

        Ring {
            visible: empty.icon === ""
            anchors.horizontalCenter: parent.horizontalCenter
            width: 88
            height: 88
            color: Theme.wash(Theme.accent, 0.8)
            Accessible.ignored: true
        }

        Icon {
            visible: empty.icon !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            name: empty.icon
            ink: Theme.faint
            side: 34
        }

        Item {
            width: 1
            height: 6
        }

        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: empty.title
            wrapMode: Text.Wrap
            font.pixelSize: Theme.box
            font.weight: Theme.regular
            font.letterSpacing: -0.2
        }

        Words {
            width: parent.width
            visible: text !== ""
            horizontalAlignment: Text.AlignHCenter
            text: empty.sentence
            color: Theme.soft
            wrapMode: Text.Wrap
            lineHeight: 1.15
        }

        Item {
            visible: empty.actionText !== ""
            width: 1
            height: 1
        }

        QuietButton {
            visible: text !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            text: empty.actionText
            keys: empty.actionKeys
            plain: true
            onClicked: empty.acted()
        }
    }
}
