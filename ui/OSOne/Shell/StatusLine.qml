pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// How the work stands, in one calm line.
Row {
    id: status

    // Short of the sheet beside it, and of the keys before it.
    readonly property real most: Math.min(330, parent ? parent.width - (Shell.statusKind === "sync" ? 126 : 70) : 330)

    spacing: 10
    Accessible.role: Accessible.StatusBar
    Accessible.name: Shell.status
    readonly property string trouble: Shell.statusKind === "sync" || !visible ? "" : Shell.status
    onTroubleChanged: {
        if (trouble !== "")
            Accessible.announce(trouble);
    }

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
        width: Math.min(implicitWidth, status.most)
        text: Shell.status
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
        color: Theme.soft
        font.pixelSize: Theme.detail
        lineHeight: 0.96
        anchors.verticalCenter: parent.verticalCenter
    }
}
