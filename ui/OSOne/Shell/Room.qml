pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Home
import OSOne.Mail
import OSOne.Calendar
import OSOne.Tasks
import OSOne.Settings
import OSOne.Shell

// The room one is in; a room is made when it is first entered and kept.
FocusScope {
    id: room

    readonly property string at: Shell.room
    property bool mailSeen: false
    property bool calendarSeen: false
    property bool tasksSeen: false
    property bool settingsSeen: false

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: at

    Component.onCompleted: room.enter()
    onAtChanged: room.enter()

    function enter(): void {
        mailSeen = mailSeen || at === "mail";
        calendarSeen = calendarSeen || at === "calendar";
        tasksSeen = tasksSeen || at === "tasks";
        settingsSeen = settingsSeen || at === "settings";
        room.takeFocus();
    }

    // The keyboard is on the room itself, where single keys act.
    function takeFocus(): void {
        rest.forceActiveFocus();
    }

    Item {
        id: rest
        focus: true
        anchors.fill: parent
        Accessible.ignored: true
    }

    HomeScreen {
        anchors.fill: parent
        visible: room.at === "home"
    }

    Loader {
        anchors.fill: parent
        active: room.mailSeen
        visible: room.at === "mail"
        sourceComponent: MailScreen {
            onFocusDone: room.takeFocus()
        }
    }

    Loader {
        anchors.fill: parent
        active: room.calendarSeen
        visible: room.at === "calendar"
        sourceComponent: CalendarScreen {}
    }

    Loader {
        anchors.fill: parent
        active: room.tasksSeen
        visible: room.at === "tasks"
        sourceComponent: TasksScreen {
            onFocusDone: room.takeFocus()
        }
    }

    Loader {
        anchors.fill: parent
        active: room.settingsSeen
        visible: room.at === "settings"
        sourceComponent: SettingsScreen {}
    }

    StatusLine {
        anchors.right: parent.right
        anchors.rightMargin: 40
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        visible: Shell.status !== "" && room.at !== "mail"
    }
}
