pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Home

// What is due today, in as few lines as it takes.
Column {
    id: due

    Spoken {
        visible: Day.sizes[1] > 0
        topPadding: 16
        bottomPadding: 6
        text: qsTr("To do today")
        font.weight: Theme.strong
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: Day.due

        DueRow {
            x: -6
            width: due.width + 6
        }
    }

    QuietButton {
        visible: Day.more > 0
        x: 34
        plain: true
        text: qsTr("%1 more").arg(Day.more)
        Accessible.name: qsTr("%1 more to do today").arg(Day.more)
        onClicked: Shell.go("tasks")
    }
}
