pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// One day of a month.
Item {
    id: day

    required property string key
    required property string number
    required property string words
    required property bool today
    required property bool other
    required property bool current
    required property int column
    required property int row
    required property int more
    // Whether its last line is taken, and the first one tells it.
    required property bool aside
    // Whether nothing of it is shown.
    required property bool bare
    readonly property string rest: !bare ? qsTr("%1 more").arg(more) : more === 1 ? qsTr("1 event") : qsTr("%1 events").arg(more)
    property int step: 23
    property int above: 32
    property int fits: 3

    Accessible.role: Accessible.Cell
    Accessible.name: words + (more > 0 ? ", " + rest : "")
    // Where no event of it has the cursor.
    readonly property bool heard: current && visible && Access.heard && !Calendar.onEvent
    onHeardChanged: {
        if (heard)
            Access.point(day);
    }
    Accessible.focusable: true
    Accessible.focused: heard
    Accessible.selected: current
    Accessible.onPressAction: Calendar.look_at(day.key)

    Rectangle {
        anchors.fill: parent
        anchors.margins: 1
        radius: 10
        color: day.current ? Theme.paper : hover.hovered ? Theme.wash(Theme.hover, 0.6) : "transparent"
    }

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
        opacity: 0.8
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onSingleTapped: Calendar.look_at(day.key)
        onDoubleTapped: Calendar.write_on(day.key)
    }

    Rectangle {
        visible: day.today
        x: number.x + number.width / 2 - 13
        y: 4
        width: 26
        height: 26
        radius: 13
        color: Theme.fill
    }

    Words {
        id: number
        x: 11
        y: 7
        text: day.number
        color: day.today ? Theme.fillInk : day.other ? Theme.faint : Theme.ink
        font.pixelSize: 14
        font.weight: day.other ? Theme.regular : Theme.strong
        Accessible.ignored: true
    }

    Words {
        visible: day.more > 0
        x: day.aside ? parent.width - width - 8 : 11
        y: day.aside ? number.y + number.height - height - 1 : day.above + (day.fits - 1) * day.step + (day.step - 3 - height) / 2
        width: Math.min(implicitWidth, parent.width - (day.aside ? 48 : 19))
        text: day.rest
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        color: Theme.soft
        font.pixelSize: Theme.note
        Accessible.ignored: true
    }
}
