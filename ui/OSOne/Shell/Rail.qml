pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Shell

// The screens of the house.
FocusScope {
    id: rail

    width: Theme.rail

    function takeFocus(): void {
        upper.itemAt(0).forceActiveFocus();
    }

    // Not the scope itself: it would be told as where the keyboard is, beside the button that it is on.
    Item {
        anchors.fill: parent
        Accessible.role: Accessible.ToolBar
        Accessible.name: qsTr("Screens")

        Column {
            x: 12
            y: 20
            spacing: 8

            Repeater {
                id: upper
                model: Shell.upper

                RailScreen {}
            }
        }

        Column {
            x: 12
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 16
            spacing: 8

            RailButton {
                icon: "search"
                label: qsTr("Search your mail")
                Accessible.role: Accessible.Button
                onClicked: Shell.press("search.open")
            }

            Repeater {
                model: Shell.lower

                RailScreen {}
            }
        }
    }
}
