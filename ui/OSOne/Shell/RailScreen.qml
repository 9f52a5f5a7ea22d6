pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Shell

// One screen in the rail.
RailButton {
    id: button

    required property var model
    readonly property int unread: model.unread

    icon: model.icon
    label: model.told !== "" ? model.told : model.title
    dot: unread > 0
    selected: Shell.screen === model.key
    onClicked: Shell.go(button.model.key)
}
