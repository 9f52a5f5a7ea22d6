pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// A day's name, or one event of it.
Item {
    id: row

    required property int index
    required property string what
    required property string title
    required property string detail
    required property string clock
    required property string until
    required property string hue
    required property string number
    required property bool today
    required property bool past
    required property bool tentative
    required property bool current
    required property string key
    readonly property string note: !tentative ? detail : detail === "" ? qsTr("tentative") : detail + qsTr(", tentative")
    readonly property color tint: past ? Theme.soft : Theme.hue(hue)

    height: what === "day" ? 64 : what === "free" ? 40 : 54
    Accessible.role: Accessible.ListItem
    Accessible.name: what === "event" ? clock + " " + title + (note !== "" ? ", " + note : "") : title
    Accessible.selected: current
    Accessible.focusable: what === "event"
    readonly property bool heard: current && visible && Access.heard && !Calendar.opened
    onHeardChanged: {
        if (heard)
            Access.point(row);
    }
    Accessible.focused: heard
    Accessible.onPressAction: row.choose()

    function choose(): void {
        if (row.what === "event")
            Calendar.open_at(row.key.split("/").slice(1).join("/"));
    }

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: 60
        anchors.bottomMargin: 4
        radius: Theme.radiusRow
        visible: row.what === "event"
        color: row.current ? Theme.paper : hover.hovered ? Theme.hover : "transparent"
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: row.choose()
    }

    Rectangle {
        visible: row.what === "day"
        y: 22
        width: 34
        height: 34
        radius: 17
        color: row.today ? Theme.fill : "transparent"

        Words {
            anchors.centerIn: parent
            text: row.number
            color: row.today ? Theme.fillInk : Theme.ink
            font.pixelSize: 17
            font.weight: Theme.medium
        }
    }

    Words {
        id: name
        visible: row.what === "day"
        x: 76
        y: 28
        text: row.title
        font.weight: Theme.strong
    }

    Words {
        visible: row.what === "day"
        anchors.left: name.right
        anchors.leftMargin: 10
        anchors.baseline: name.baseline
        text: row.detail
        color: Theme.faint
        font.pixelSize: Theme.detail
    }

    Words {
        visible: row.what === "free"
        x: 76
        y: 4
        text: row.title
        color: Theme.soft
    }

    Words {
        visible: row.what === "event"
        x: 76
        y: row.until === "" ? 16 : 7
        text: row.clock
        color: row.past ? Theme.soft : Theme.ink
        font.pixelSize: Theme.detail
        font.weight: Theme.medium
    }

    Words {
        visible: row.what === "event" && row.until !== ""
        x: 76
        y: 26
        text: row.until
        color: Theme.soft
        font.pixelSize: Theme.note
    }

    Rectangle {
        visible: row.what === "event"
        x: 134
        y: 8
        width: 3
        height: 34
        radius: 1.5
        color: row.tentative ? "transparent" : row.tint
        border.width: row.tentative ? 1 : 0
        border.color: row.tint
    }

    Words {
        visible: row.what === "event"
        x: 152
        y: row.note === "" ? 15 : 6
        width: parent.width - x - 20
        text: row.title
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        color: row.tint
        font.weight: Theme.medium
    }

    Words {
        visible: row.what === "event" && row.note !== ""
        x: 152
        y: 26
        width: parent.width - x - 20
        text: row.note
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        color: Theme.soft
        font.pixelSize: Theme.detail
    }
}
