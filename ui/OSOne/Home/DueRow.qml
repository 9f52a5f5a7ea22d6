pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Home

// One thing to do today.
Item {
    id: row

    required property int index
    required property string title
    required property string when
    required property bool past
    readonly property bool current: Day.cursor === index + Day.firstDue

    readonly property bool heard: current && visible && Access.heard
    onHeardChanged: {
        if (heard)
            Access.point(row);
    }

    implicitHeight: Math.max(36, name.implicitHeight + 14)
    Accessible.role: Accessible.CheckBox
    Accessible.name: when === "" ? title : past ? qsTr("%1, overdue, %2").arg(title).arg(when) : title + ", " + when
    Accessible.checkable: true
    Accessible.focusable: true
    Accessible.focused: heard
    Accessible.selected: current
    Accessible.onPressAction: Day.tick(row.index)
    Accessible.onToggleAction: Day.tick(row.index)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusRow
        color: row.current ? Theme.paper : hover.hovered ? Theme.hover : "transparent"
    }

    HoverHandler {
        id: hover
    }

    Pressable {
        x: 6
        width: 32
        height: parent.height
        tabStop: false
        label: qsTr("Done: %1").arg(row.title)
        // The row says and does the same.
        Accessible.ignored: true
        onClicked: Day.tick(row.index)

        Rectangle {
            anchors.centerIn: parent
            width: 18
            height: 18
            radius: 9
            color: "transparent"
            border.width: 1.6
            border.color: parent.hovered ? Theme.accent : Theme.soft
        }
    }

    Words {
        id: name
        x: 40
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 63 - clock.implicitWidth
        text: row.title
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
    }

    Words {
        id: clock
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        text: row.when
        color: row.past ? Theme.accentInk : Theme.soft
        font.pixelSize: Theme.detail
    }
}
