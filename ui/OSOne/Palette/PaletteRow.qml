pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette

// One thing that can be done, and the key that would have done it.
Item {
    id: row

    required property int index
    required property string icon
    required property string title
    required property string detail
    required property string keys
    readonly property bool current: Finder.cursor === index

    // The keyboard stays on the line above, so what Enter would do is told.
    onCurrentChanged: Qt.callLater(row.tell)
    onTitleChanged: Qt.callLater(row.tell)
    onVisibleChanged: Qt.callLater(row.tell)
    Component.onCompleted: Qt.callLater(row.tell)
    height: detail === "" ? 50 : 60
    Accessible.role: Accessible.MenuItem
    Accessible.name: [title, detail, keys].filter(words => words !== "").join(", ")
    Accessible.selectable: true
    Accessible.selected: current

    function tell(): void {
        if (row.current && row.visible)
            Accessible.announce(Accessible.name);
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: {
            Finder.point(row.index);
            Finder.choose();
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: 12
        color: row.current ? Theme.hover : hover.hovered ? Theme.wash(Theme.hover, 0.5) : "transparent"
    }

    Icon {
        x: 17
        anchors.verticalCenter: parent.verticalCenter
        name: row.icon
        side: 19
        ink: row.current ? Theme.accent : Theme.soft
    }

    Column {
        x: 52
        width: parent.width - 78 - caps.width
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Words {
            width: parent.width
            text: row.title
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            font.weight: row.current ? Theme.medium : Theme.regular
        }

        Words {
            visible: row.detail !== ""
            width: parent.width
            text: row.detail
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            color: Theme.soft
            font.pixelSize: Theme.detail
        }
    }

    Row {
        id: caps
        anchors.right: parent.right
        anchors.rightMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6

        Repeater {
            model: row.keys.split(" ").filter(key => key !== "")

            KeyCap {
                required property string modelData
                text: modelData
                // A row that goes takes its keys with it a moment later.
                edge: row?.current ? Theme.wash(Theme.soft, 0.35) : Theme.line
            }
        }
    }
}
