pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// What can be done to what was said and is chosen: each by its key or with the pointer.
Flow {
    id: acts

    spacing: 2

    component Act: Pressable {
        id: act

        required property string what
        required property var caps

        tabStop: false
        implicitWidth: row.width + 10
        implicitHeight: 28
        onClicked: TalkTurns.act(what)

        Rectangle {
            anchors.fill: parent
            radius: 9
            color: act.hovered || act.down ? Theme.hover : "transparent"
        }

        Row {
            id: row
            x: 5
            anchors.verticalCenter: parent.verticalCenter
            spacing: 3

            Words {
                text: act.label
                color: Theme.accentInk
                font.pixelSize: Theme.detail
                font.weight: Theme.medium
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }

            Repeater {
                model: act.caps

                KeyCap {
                    required property string modelData
                    text: modelData
                    ink: Theme.accentInk
                    edge: Theme.wash(Theme.accentInk, 0.4)
                    y: Math.round((row.height - height) / 2)
                }
            }
        }
    }

    Act {
        visible: TalkTurns.mine
        what: "reword"
        label: qsTr("Edit")
        caps: TalkTurns.rewordKeys
    }

    Act {
        visible: !TalkTurns.mine
        what: "why"
        label: qsTr("Why?")
        caps: TalkTurns.whyKeys
    }

    Act {
        what: "copy"
        label: qsTr("Copy")
        caps: TalkTurns.copyKeys
    }

    Act {
        what: "delete"
        label: qsTr("Delete")
        caps: TalkTurns.deleteKeys
    }
}
