pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// How the work stands, in one calm line.
Row {
    id: status

    spacing: 10
    Accessible.role: Accessible.StatusBar
    Accessible.name: Shell.status

    Icon {
        visible: Shell.statusKind !== "sync"
        name: Shell.statusKind === "offline" ? "cloud-off" : Shell.statusKind === "restarting" ? "refresh-cw" : "circle-alert"
        ink: Theme.amber
        side: 16
        anchors.verticalCenter: parent.verticalCenter
    }

    ProgressLine {
        visible: Shell.statusKind === "sync"
        width: 72
        value: Shell.statusShare
        label: Shell.status
        anchors.verticalCenter: parent.verticalCenter
    }

    Words {
        text: Shell.status
        color: Theme.soft
        font.pixelSize: Theme.detail
        anchors.verticalCenter: parent.verticalCenter
    }
}
