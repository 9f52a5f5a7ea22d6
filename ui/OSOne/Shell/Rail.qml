pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Shell

// The rooms of the house.
FocusScope {
    id: rail

    width: Theme.rail
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Rooms")

    function takeFocus(): void {
        home.forceActiveFocus();
    }

    Column {
        x: 12
        y: 20
        spacing: 8

        RailButton {
            id: home
            icon: "sun"
            label: qsTr("Home")
            room: "home"
        }

        RailButton {
            icon: "mail"
            label: Shell.unread > 0 ? qsTr("Mail, %1 unread").arg(Shell.unread) : qsTr("Mail")
            room: "mail"
            dot: Shell.unread > 0
        }

        RailButton {
            icon: "calendar-days"
            label: qsTr("Calendar")
            room: "calendar"
        }

        RailButton {
            icon: "clipboard-check"
            label: qsTr("Tasks")
            room: "tasks"
        }
    }

    Column {
        x: 12
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        spacing: 8

        RailButton {
            icon: "search"
            label: qsTr("Search")
            onClicked: Shell.press("search.open")
        }

        RailButton {
            icon: "settings"
            label: qsTr("Settings")
            room: "settings"
        }
    }
}
