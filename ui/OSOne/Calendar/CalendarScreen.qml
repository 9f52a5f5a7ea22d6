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
    readonly property int edge: 16
    readonly property int gap: 10
    // What is told of an event takes so much where the sheet has no other room for it.
    readonly property real beside: Calendar.opened ? card.width + gap : 0
    // Where the event is that the cursor is on.
    readonly property rect place: {
        const sheet = [hours, month, list].find(one => one.wanted);
        const at = sheet?.sheet?.place ?? Qt.rect(0, 0, 0, 0);
        return Qt.rect(at.x, hours.y + at.y, at.width, at.height);
    }

    CalendarHead {
        id: head
        x: screen.margin
        y: 24
        width: parent.width - screen.margin - 36
    }

    // The sheets that were never looked at are not made.
    Loader {
        id: hours
        readonly property var sheet: item
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
            beside: screen.beside
        }
    }

    Loader {
        id: month
        readonly property var sheet: item
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
        id: list
        readonly property var sheet: item
        property bool seen: false
        readonly property bool wanted: Calendar.view === "agenda"
        onWantedChanged: seen = seen || wanted
        Component.onCompleted: seen = wanted
        anchors.fill: hours
        active: seen
        visible: wanted && Calendar.state !== "loading"

        sourceComponent: AgendaList {
            margin: screen.margin
            beside: screen.beside
        }
    }

    // An empty sheet says so, and how one writes on it; the days stay in view.
    CalendarNote {
        visible: Calendar.state === "empty" && Calendar.view !== "agenda" && !Capture.opened
        anchors.horizontalCenter: hours.horizontalCenter
        y: hours.y + hours.height * 0.4
    }

    // Beside what it tells of, on the side that has room; of what goes across the whole sheet, beneath it or above.
    EventSheet {
        id: card
        readonly property real highest: head.y + head.height + 4
        // What is told at the foot never lies on it.
        readonly property real lowest: parent.height - Math.max(screen.foot, Foot.high) - 8
        readonly property real after: screen.place.x + screen.place.width + screen.gap
        readonly property real before: screen.place.x - screen.gap - width
        readonly property real beneath: screen.place.y + screen.place.height + screen.gap
        readonly property real above: screen.place.y - screen.gap - height
        readonly property bool aside: after + width <= parent.width - screen.edge || before >= screen.edge
        // Its words stand in the line while it is changed.
        visible: Calendar.opened && !(Capture.opened && Capture.changing)
        x: after + width <= parent.width - screen.edge ? after : aside ? before : Math.max(screen.edge, Math.min(screen.place.x, parent.width - screen.edge - width))
        y: Math.max(highest, Math.min(aside ? screen.place.y : beneath + height <= lowest || above < highest ? beneath : above, lowest - height))
        width: Math.min(380, parent.width - 96)
        most: lowest - highest
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
