pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The letters of a name on its hue.
Rectangle {
    id: avatar

    property string letters: ""
    property string hue: "mauve"

    implicitWidth: 38
    implicitHeight: 38
    radius: width / 2
    color: Theme.wash(Theme.hue(hue), 0.16)
    Accessible.ignored: true

    Words {
        anchors.centerIn: parent
        text: avatar.letters
        color: Theme.hue(avatar.hue)
        font.pixelSize: Theme.detail
        font.weight: Theme.strong
    }
}
