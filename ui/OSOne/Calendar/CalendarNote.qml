pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Calendar

// What lies on a sheet with nothing on it: what one can do there.
Rectangle {
    id: note

    width: row.width + 40
    height: 52
    radius: Theme.radiusRow
    color: Theme.paper
    border.width: 1
    border.color: Theme.line
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 18

        Words {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            text: Calendar.bare ? qsTr("No calendar yet.") : qsTr("Nothing scheduled.")
            color: Theme.soft
        }

        KeyHint {
            anchors.verticalCenter: parent.verticalCenter
            keys: "c"
            label: qsTr("add an event")
            onClicked: Shell.press("create")
        }

        QuietButton {
            anchors.verticalCenter: parent.verticalCenter
            visible: Calendar.bare
            plain: true
            text: qsTr("Import a calendar")
            onClicked: Shell.press("mail.import")
        }
    }
}
