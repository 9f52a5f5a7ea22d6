pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Calendar

// The coming days.
Item {
    id: screen

    readonly property int margin: width > 860 ? 64 : 36
    readonly property bool low: height < 860
    readonly property int measure: Math.min(width - margin * 2, 820)

    Words {
        id: title
        x: screen.margin
        y: screen.low ? 48 : 72
        text: Agenda.title
        font.pixelSize: Theme.display
        font.weight: Theme.light
        font.letterSpacing: -0.8
        Accessible.role: Accessible.Heading
    }

    Words {
        anchors.left: title.right
        anchors.leftMargin: 18
        anchors.baseline: title.baseline
        text: Agenda.reach
        color: Theme.soft
        font.pixelSize: Theme.letter
        font.weight: Theme.light
    }

    ListView {
        id: list
        x: screen.margin
        anchors.top: title.bottom
        anchors.topMargin: 18
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 72
        width: screen.measure
        clip: true
        model: Agenda
        reuseItems: false
        boundsBehavior: Flickable.StopAtBounds
        visible: Agenda.state === "list"
        Accessible.role: Accessible.List
        Accessible.name: qsTr("The coming days")

        delegate: AgendaRow {
            width: list.width
        }

        Connections {
            target: Agenda

            function onCursorChanged(): void {
                if (Agenda.cursor > 1)
                    list.positionViewAtIndex(Agenda.cursor, ListView.Contain);
                else if (Agenda.cursor >= 0)
                    list.positionViewAtBeginning();
            }
        }
    }

    Fades {
        view: list
    }

    Scroll {
        view: list
        visible: list.visible && share < 1
    }

    EmptyState {
        x: screen.margin
        y: parent.height * 0.34
        width: screen.measure
        visible: Agenda.state === "empty"
        title: qsTr("Three weeks with nothing planned")
        sentence: Agenda.away ? qsTr("The days are yours.") : qsTr("Bring in a calendar from a file, and its days appear here.")
        actionText: Agenda.away ? qsTr("Back to today") : qsTr("Import a calendar")
        actionKeys: Agenda.away ? "t" : ""
        onActed: Shell.press(Agenda.away ? "period.now" : "mail.import")
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
