pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Home

// What is due today, in as few lines as it takes.
Column {
    id: due

    // The cursor is on this line.
    signal pointed(Item row)

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
            id: row
            x: -6
            width: due.width + 6
            onCurrentChanged: {
                if (current)
                    due.pointed(row);
            }
        }
    }

    QuietButton {
        id: more
        visible: Day.more > 0
        x: Day.onMore ? 28 : 34
        plain: !Day.onMore
        onPlainChanged: {
            if (!plain)
                due.pointed(more);
        }
        text: qsTr("%1 more").arg(Day.more)
        Accessible.name: qsTr("%1 more to do today").arg(Day.more)
        onClicked: Shell.go("tasks")
    }
}
