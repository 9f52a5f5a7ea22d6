pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// How what is typed can go on: the operators there are, or what the one that is typed may be told.
Item {
    id: hints

    readonly property var all: Inbox.hints
    // Lines that were drawn once stay for what is shown next.
    property int most: 0
    onAllChanged: most = Math.max(most, all.length)

    height: column.height + 12
    visible: all.length > 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Search operators")

    Shade {
        anchors.fill: parent
        radius: Theme.radiusRow
    }

    Column {
        id: column
        y: 6
        width: parent.width

        Repeater {
            model: hints.most

            Pressable {
                id: hint
                required property int index
                readonly property var modelData: hints.all[index] ?? ({
                        operator: "",
                        sentence: ""
                    })
                visible: index < hints.all.length
                width: column.width
                height: Math.max(34, meaning.implicitHeight + 16)
                tabStop: false
                label: [hint.modelData.operator, hint.modelData.sentence].filter(Boolean).join(", ")
                onClicked: Inbox.complete(hint.index)

                Rectangle {
                    anchors.fill: parent
                    anchors.leftMargin: 6
                    anchors.rightMargin: 6
                    radius: 9
                    color: hint.hovered ? Theme.hover : "transparent"
                }

                Words {
                    id: operator
                    x: 18
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(implicitWidth, column.width * 0.55)
                    horizontalAlignment: Text.AlignLeft
                    elide: Text.ElideRight
                    text: hint.modelData.operator
                    font.weight: Theme.medium
                }

                Words {
                    id: meaning
                    anchors.left: parent.left
                    anchors.leftMargin: Math.max(150, operator.x + operator.width + 18)
                    anchors.right: parent.right
                    anchors.rightMargin: key.visible ? 64 : 18
                    anchors.verticalCenter: parent.verticalCenter
                    text: hint.modelData.sentence
                    horizontalAlignment: Text.AlignLeft
                    // An address has no place to break at.
                    wrapMode: Text.WordWrap
                    maximumLineCount: 3
                    elide: Text.ElideRight
                    color: Theme.soft
                    font.pixelSize: Theme.detail
                }

                KeyCap {
                    id: key
                    anchors.right: parent.right
                    anchors.rightMargin: 16
                    anchors.verticalCenter: parent.verticalCenter
                    visible: hint.index === 0 && Inbox.words !== ""
                    text: qsTr("Tab")
                }
            }
        }
    }
}
