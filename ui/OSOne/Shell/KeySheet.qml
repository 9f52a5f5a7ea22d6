pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// All keys, searchable.
FocusScope {
    id: sheet

    signal closed
    visible: Shell.sheet
    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("All keys")

    onVisibleChanged: {
        if (visible) {
            line.text = "";
            line.input.forceActiveFocus();
        } else {
            sheet.closed();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.veil

        TapHandler {
            onTapped: Shell.show_keys()
        }
    }

    Item {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(32, parent.height * 0.1)
        width: Math.min(640, parent.width - 64)
        height: Math.min(640, parent.height - y * 2)

        Shade {
            anchors.fill: parent
        }

        TapHandler {}

        TextLine {
            id: line
            x: 28
            y: 16
            width: parent.width - 56
            bare: true
            size: Theme.box
            weight: Theme.light
            placeholder: qsTr("All keys: type to find one")
            onEdited: text => Shell.seek(text)
            onEscaped: Shell.show_keys()
        }

        Rectangle {
            y: 62
            width: parent.width
            height: 1
            color: Theme.line
        }

        ListView {
            id: list
            anchors.fill: parent
            anchors.topMargin: 63
            anchors.bottomMargin: 16
            clip: true
            model: Shell.keys
            boundsBehavior: Flickable.StopAtBounds
            topMargin: 10

            delegate: Item {
                id: row
                required property string caps
                required property string sentence
                required property bool head
                width: list.width
                height: head ? 44 : 34
                Accessible.role: Accessible.ListItem
                Accessible.name: sentence + " " + caps

                Words {
                    x: 28
                    width: parent.width - 220
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: 7
                    text: row.sentence
                    elide: Text.ElideRight
                    color: row.head ? Theme.faint : Theme.ink
                    font.pixelSize: row.head ? Theme.detail : 14
                    font.weight: row.head ? Theme.strong : Theme.regular
                }

                Row {
                    anchors.right: parent.right
                    anchors.rightMargin: 28
                    anchors.verticalCenter: parent.verticalCenter
                    anchors.verticalCenterOffset: 2
                    spacing: 6

                    Repeater {
                        model: row.caps.split(" ").filter(key => key !== "")

                        KeyCap {
                            required property string modelData
                            text: modelData
                        }
                    }
                }
            }
        }

        Scroll {
            view: list
        }
    }
}
