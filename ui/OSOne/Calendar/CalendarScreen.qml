pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Palette
import OSOne.Shell
import OSOne.Calendar

// What is on: a day, a week, a month, or the coming weeks as a list.
Item {
    id: screen

    readonly property int margin: width > 860 ? 32 : 20
    readonly property int foot: 64

    CalendarHead {
        id: head
        x: screen.margin
        y: 24
        width: parent.width - screen.margin - 36
    }

    // The sheets that were never looked at are not made.
    Loader {
        id: hours
        property bool seen: false
        readonly property bool wanted: Calendar.view === "day" || Calendar.view === "week"
        onWantedChanged: seen = seen || wanted
        Component.onCompleted: seen = wanted
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: head.bottom
        anchors.topMargin: 8
        anchors.bottom: parent.bottom
        anchors.bottomMargin: screen.foot
        active: seen
        visible: wanted && Calendar.state !== "loading"

        sourceComponent: HourSheet {
            margin: screen.margin
        }
    }

    Loader {
        property bool seen: false
        readonly property bool wanted: Calendar.view === "month"
        onWantedChanged: seen = seen || wanted
        Component.onCompleted: seen = wanted
        anchors.fill: hours
        active: seen
        visible: wanted && Calendar.state !== "loading"

        sourceComponent: MonthSheet {
            margin: screen.margin
        }
    }

    Loader {
        property bool seen: false
        readonly property bool wanted: Calendar.view === "agenda"
        onWantedChanged: seen = seen || wanted
        Component.onCompleted: seen = wanted
        anchors.fill: hours
        active: seen
        visible: wanted && Calendar.state !== "loading"

        sourceComponent: AgendaList {
            margin: screen.margin
        }
    }

    // An empty sheet says so, and how one writes on it; the days stay in view.
    CalendarNote {
        visible: Calendar.state === "empty" && Calendar.view !== "agenda" && !Capture.opened
        anchors.horizontalCenter: hours.horizontalCenter
        y: hours.y + hours.height * 0.4
    }

    // Beside what it tells of, not over it.
    EventSheet {
        readonly property bool leftward: Calendar.cursorColumn >= 4 && Calendar.view !== "day" && Calendar.view !== "agenda"
        visible: Calendar.opened
        x: leftward ? screen.margin + 48 : parent.width - width - 36
        y: head.y + head.height + 52
        width: Math.min(380, parent.width - 96)
        most: parent.height - y - screen.foot - 8
    }

    KeyHints {
        x: screen.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        width: parent.width - screen.margin * 2 - (Shell.status !== "" ? 376 : 0)
        hints: Shell.hints
        onChosen: command => Shell.press(command)
    }
}
