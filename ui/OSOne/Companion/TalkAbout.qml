pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// What the next words will be about, until they are sent.
Item {
    id: about

    height: 28
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("About %1").arg(Talk.about)

    Rectangle {
        width: Math.min(parent.width, icon.width + words.implicitWidth + 58)
        height: parent.height
        radius: height / 2
        color: Theme.wash(Theme.accent, Theme.night ? 0.16 : 0.12)

        Icon {
            id: icon
            x: 11
            anchors.verticalCenter: parent.verticalCenter
            name: Talk.aboutIcon
            ink: Theme.accentInk
            side: 15
        }

        Words {
            id: words
            anchors.left: icon.right
            anchors.leftMargin: 8
            anchors.right: parent.right
            anchors.rightMargin: 32
            anchors.verticalCenter: parent.verticalCenter
            text: Talk.about
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            color: Theme.accentInk
            font.pixelSize: Theme.detail
            font.weight: Theme.medium
            Accessible.ignored: true
        }

        IconButton {
            anchors.right: parent.right
            width: 28
            height: 28
            icon: "x"
            side: 13
            radius: 14
            ink: Theme.accentInk
            label: qsTr("Ask about nothing in particular")
            onClicked: Talk.drop_about()
        }
    }
}
