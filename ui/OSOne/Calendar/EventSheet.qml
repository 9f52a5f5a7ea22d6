pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Calendar

// All of one event, over the calendar.
Item {
    id: sheet

    property real most: 600
    readonly property var event: Calendar.detail
    readonly property color ink: Theme.hue(event.hue ?? "")

    height: Math.min(most, column.implicitHeight + 92)
    Accessible.role: Accessible.Dialog
    Accessible.name: event.title ?? ""
    // The keyboard is on it for who listens, as on the event before it was opened.
    readonly property bool heard: visible && Access.heard
    onHeardChanged: {
        if (heard)
            Access.point(sheet);
    }
    Accessible.focusable: true
    Accessible.focused: heard
    onVisibleChanged: Qt.callLater(sheet.tell)
    onEventChanged: Qt.callLater(sheet.tell)

    // The keyboard stays in the calendar, so it is told.
    function tell(): void {
        const facts = [event.title, event.when, event.often, event.place, event.people, event.notes, event.calendar];
        if (sheet.visible)
            Accessible.announce(facts.filter(words => words).join("\n"));
    }

    Shade {
        anchors.fill: parent
    }

    TapHandler {}

    Flickable {
        id: page
        anchors.fill: parent
        anchors.topMargin: 24
        anchors.bottomMargin: 60
        anchors.leftMargin: 1
        anchors.rightMargin: 1
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Column {
            id: column
            x: 23
            width: page.width - 46
            spacing: 12

            Spoken {
                width: parent.width
                text: sheet.event.title ?? ""
                Accessible.role: Accessible.Heading
                color: sheet.ink
                wrapMode: Text.Wrap
                font.pixelSize: Theme.box
                font.weight: Theme.medium
                font.letterSpacing: -0.2
            }

            EventFact {
                width: parent.width
                icon: "clock"
                text: sheet.event.when ?? ""
                note: sheet.event.tentative ? qsTr("tentative") : ""
            }

            EventFact {
                width: parent.width
                icon: "repeat"
                text: sheet.event.often ?? ""
            }

            EventFact {
                width: parent.width
                icon: "map-pin"
                text: sheet.event.place ?? ""
            }

            EventFact {
                width: parent.width
                icon: "user"
                text: sheet.event.people ?? ""
            }

            EventFact {
                width: parent.width
                icon: "text-align-start"
                text: sheet.event.notes ?? ""
            }

            EventFact {
                width: parent.width
                icon: "calendar-days"
                text: sheet.event.calendar ?? ""
            }

            EventFact {
                width: parent.width
                icon: "circle-alert"
                text: sheet.event.ignored ?? ""
            }
        }
    }

    Connections {
        target: Calendar

        function onLeafed(by: int): void {
            const wanted = page.contentY + by * page.height * 0.8;
            page.contentY = Math.max(0, Math.min(page.contentHeight - page.height, wanted));
        }

        // Another event is read from its beginning.
        function onCursorChanged(): void {
            page.contentY = 0;
        }
    }

    Fades {
        view: page
        back: Theme.paper
    }

    Row {
        x: 24
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 20
        spacing: 20

        KeyHint {
            keys: qsTr("Enter")
            label: qsTr("change")
            onClicked: Shell.press("event.edit")
        }

        KeyHint {
            keys: "#"
            label: qsTr("delete")
            onClicked: Shell.press("event.delete")
        }

        KeyHint {
            keys: qsTr("Esc")
            label: qsTr("back")
            onClicked: Shell.press("back")
        }
    }
}
