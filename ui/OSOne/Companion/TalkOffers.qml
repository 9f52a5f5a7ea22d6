pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// What could be said next: each is taken by its key on the empty line, by Enter, or by a click.
Column {
    id: offers

    required property var sentences

    spacing: 8

    Repeater {
        model: offers.sentences

        Pressable {
            id: offer

            required property string modelData
            required property int index

            label: modelData
            help: qsTr("Press %1 while the line is empty").arg(index + 1)
            implicitWidth: Math.min(offers.width, cap.width + words.implicitWidth + 36)
            implicitHeight: Math.max(34, words.implicitHeight + 14)
            onClicked: Talk.take(index + 1)

            Rectangle {
                anchors.fill: parent
                radius: Math.min(17, height / 2)
                color: Theme.wash(Theme.accent, (offer.hovered ? 0.06 : 0) + (Theme.night ? 0.16 : 0.12))
            }

            KeyCap {
                id: cap
                x: 10
                anchors.verticalCenter: parent.verticalCenter
                text: offer.index + 1
                ink: Theme.accentInk
                edge: Theme.wash(Theme.accentInk, 0.45)
            }

            Words {
                id: words
                anchors.left: cap.right
                anchors.leftMargin: 10
                width: Math.min(Math.ceil(implicitWidth), offers.width - cap.width - 36)
                anchors.verticalCenter: parent.verticalCenter
                text: offer.modelData
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
                color: Theme.accentInk
                font.pixelSize: Theme.detail
                font.weight: Theme.medium
                Accessible.ignored: true
            }

            FocusRing {
                radius: 18
            }
        }
    }
}
