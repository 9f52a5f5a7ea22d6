pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// What was just done, newest at the foot.
Item {
    id: toasts

    implicitHeight: list.height

    Column {
        id: list
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        spacing: 10

        Repeater {
            model: Shell.toasts

            Toast {
                id: toast
                required property string key
                required property string action
                required property string keys
                required property var model
                text: toast.model.text
                fault: toast.model.fault
                actionText: action
                actionKeys: keys
                anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
                onActed: Shell.take(toast.key)
            }
        }

        add: Transition {
            NumberAnimation {
                property: "opacity"
                from: 0
                to: 1
                duration: Theme.quick
            }
        }
    }
}
