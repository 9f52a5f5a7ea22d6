pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// One message that is not done with.
Item {
    id: row

    required property int index
    required property int key
    required property string title
    required property string people
    required property string snippet
    required property string when
    required property string status
    required property bool fault
    required property var offers
    readonly property bool heard: current && visible && Access.heard
    readonly property bool current: Writing.opened ? Writing.key === key : Drafts.cursor === index

    height: column.height + 24
    Accessible.role: Accessible.ListItem
    Accessible.name: [title, people, status, when].filter(words => words !== "").join(", ")
    Accessible.focusable: true
    Accessible.focused: heard
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: Drafts.open_at(row.index)
    onHeardChanged: {
        if (heard)
            Access.point(row);
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: Drafts.open_at(row.index)
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusRow
        color: row.current ? Theme.paper : hover.hovered ? Theme.hover : "transparent"
    }

    Column {
        id: column
        x: 16
        y: 12
        width: parent.width - 32
        spacing: 3

        // One line high in any script.
        Item {
            width: parent.width
            height: 21

            Words {
                id: name
                anchors.baseline: parent.top
                anchors.baselineOffset: 16
                verticalAlignment: Text.AlignTop
                width: parent.width - clock.width - 10
                text: row.title
                horizontalAlignment: Text.AlignLeft
                elide: Text.ElideRight
                font.weight: row.current ? Theme.strong : Theme.medium
            }

            Words {
                id: clock
                anchors.right: parent.right
                anchors.baseline: name.baseline
                text: row.when
                color: Theme.faint
                font.pixelSize: Theme.note
            }
        }

        Item {
            visible: row.people !== ""
            width: parent.width
            height: 18

            Words {
                anchors.baseline: parent.top
                anchors.baselineOffset: 14
                verticalAlignment: Text.AlignTop
                width: parent.width
                text: qsTr("To %1").arg(row.people)
                horizontalAlignment: Text.AlignLeft
                elide: Text.ElideRight
                color: Theme.soft
                font.pixelSize: Theme.detail
            }
        }

        Item {
            visible: row.status === "" && row.snippet !== ""
            width: parent.width
            height: 18

            Words {
                anchors.baseline: parent.top
                anchors.baselineOffset: 14
                verticalAlignment: Text.AlignTop
                width: parent.width
                text: row.snippet
                horizontalAlignment: Text.AlignLeft
                elide: Text.ElideRight
                color: Theme.faint
                font.pixelSize: Theme.detail
            }
        }

        Words {
            visible: row.status !== ""
            width: parent.width
            text: row.status
            wrapMode: Text.Wrap
            color: row.fault ? Theme.accentInk : Theme.moss
            font.pixelSize: Theme.detail
        }

        Flow {
            visible: row.offers.length > 0
            width: parent.width
            topPadding: 5
            spacing: 8

            Repeater {
                model: row.offers

                Chip {
                    required property var modelData
                    text: modelData.words
                    hue: row.fault ? "accent" : "soft"
                    onClicked: Drafts.act(row.key, modelData.verb)
                }
            }
        }
    }
}
