pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Settings

// A setting that is on or off.
Item {
    id: line

    property var modelData

    height: 52

    Words {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 66
        text: line.modelData.sentence
        wrapMode: Text.Wrap
    }

    Switch {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        label: line.modelData.sentence
        checked: line.modelData.on
        onClicked: Preferences.flip(line.modelData.key)
    }
}
