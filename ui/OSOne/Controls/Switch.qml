pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// On or off.
Pressable {
    id: toggle

    property bool checked: false

    implicitWidth: 42
    implicitHeight: 24
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: checked

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: toggle.checked ? Theme.fill : Theme.wash(Theme.soft, 0.3)
    }

    Rectangle {
        y: 3
        x: toggle.checked ? parent.width - width - 3 : 3
        width: 18
        height: 18
        radius: 9
        color: toggle.checked ? Theme.fillInk : Theme.paper

        Behavior on x {
            NumberAnimation {
                duration: Theme.quick
                easing.type: Easing.OutCubic
            }
        }
    }

    FocusRing {
        radius: 15
    }
}
