pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Home
import OSOne.Shell

// The room one is in; a room is read and made when it is first entered, and kept.
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
        id: mail
        readonly property var screen: item
        anchors.fill: parent
        active: room.mailSeen
        visible: room.at === "mail"
        source: Qt.resolvedUrl("../Mail/MailScreen.qml")
        onLoaded: mail.screen.focusDone.connect(room.takeFocus)
    }

    Loader {
        anchors.fill: parent
        active: room.calendarSeen
        visible: room.at === "calendar"
        source: Qt.resolvedUrl("../Calendar/CalendarScreen.qml")
    }

    Loader {
        id: tasks
        readonly property var screen: item
        anchors.fill: parent
        active: room.tasksSeen
        visible: room.at === "tasks"
        source: Qt.resolvedUrl("../Tasks/TasksScreen.qml")
        onLoaded: tasks.screen.focusDone.connect(room.takeFocus)
    }

    Loader {
        anchors.fill: parent
        active: room.settingsSeen
        visible: room.at === "settings"
        source: Qt.resolvedUrl("../Settings/SettingsScreen.qml")
    }

    StatusLine {
        anchors.right: parent.right
        anchors.rightMargin: 40
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        // A toast that lies there tells what is new; this comes back when it goes.
        visible: Shell.status !== "" && room.at !== "mail" && Foot.taken === 0
    }
}
