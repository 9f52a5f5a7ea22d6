pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// What was just done, at the foot of the room where no row stands. The newest is shown, those before it are a count.
Item {
    id: toasts

    property bool unfolded: false
    // Beside a list it stays over the sheet.
    readonly property real most: width > 716 ? Math.min(560, width * 0.53) : width

    implicitHeight: list.height

    Binding {
        target: Foot
        property: "taken"
        value: every.count > 0 ? list.width + toasts.anchors.rightMargin + 16 : 0
    }

    // What is earlier is unfolded over the screen, for as long as it is read.
    Binding {
        target: Foot
        property: "high"
        value: every.count > 0 ? (every.itemAt(every.count - 1)?.height ?? 0) + toasts.anchors.bottomMargin : 0
    }

    Column {
        id: list
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        spacing: 10

        Repeater {
            id: every
            model: Shell.toasts
            onCountChanged: {
                if (count < 2)
                    toasts.unfolded = false;
            }

            Toast {
                id: toast
                required property int index
                required property string key
                required property string action
                required property string keys
                required property var model
                readonly property bool newest: index === every.count - 1
                visible: newest || toasts.unfolded
                most: toasts.most
                text: toast.model.text
                fault: toast.model.fault
                told: toast.model.told
                actionText: action
                actionKeys: keys
                before: newest && !toasts.unfolded ? index : 0
                anchors.right: parent ? parent.right : undefined
                onActed: Shell.take(toast.key)
                onUnfolded: toasts.unfolded = true
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
