pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Shell
import OSOne.Calendar

// The coming weeks as a list.
Item {
    id: agenda

    property int margin: 32
    readonly property int measure: Math.min(width - margin - 36 - beside, 820)
    property real beside: 0
    // Where the event is that the cursor is on.
    readonly property rect place: held ? Qt.rect(list.x, held.y - list.contentY, list.width, held.height) : Qt.rect(list.x, 0, list.width, 0)
    property Item held: null

    ListView {
        id: list
        x: agenda.margin
        height: parent.height
        width: agenda.measure
        clip: true
        model: Calendar.agenda
        reuseItems: false
        boundsBehavior: Flickable.StopAtBounds
        visible: Calendar.state === "list"
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Upcoming events")

        delegate: AgendaRow {
            width: list.width
            onCurrentChanged: {
                if (current)
                    agenda.held = this;
            }
            Component.onCompleted: {
                if (current)
                    agenda.held = this;
            }
        }

        Connections {
            target: Calendar

            function onCursorChanged(): void {
                if (Calendar.cursorRow > 1)
                    list.positionViewAtIndex(Calendar.cursorRow, ListView.Contain);
                else if (Calendar.cursorRow >= 0)
                    list.positionViewAtBeginning();
            }
        }
    }

    ReadingOrder {
        view: list
    }

    Fades {
        view: list
    }

    Scroll {
        view: list
        visible: list.visible && share < 1
    }

    EmptyState {
        x: agenda.margin
        y: parent.height * 0.26
        width: agenda.measure
        visible: Calendar.state === "empty"
        title: qsTr("Nothing scheduled for three weeks")
        sentence: Calendar.away ? qsTr("These days are free.") : qsTr("Press q to add an event, or import a calendar file.")
        actionText: Calendar.away ? qsTr("Back to today") : qsTr("Import a calendar")
        actionKeys: Calendar.away ? "t" : ""
        onActed: Shell.press(Calendar.away ? "period.now" : "mail.import")
    }
}
