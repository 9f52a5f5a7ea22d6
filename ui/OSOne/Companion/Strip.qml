pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Companion

// The companion, folded: only its presence.
FocusScope {
    id: strip

    signal foldAsked

    function takeFocus(): void {
        button.forceActiveFocus();
    }

    Pressable {
        id: button
        y: 20
        width: parent.width
        height: 56
        label: qsTr("Show %1").arg(Talk.name)
        onClicked: strip.foldAsked()

        Ring {
            anchors.centerIn: parent
            width: 42
            height: 42
            presence: Talk.presence
            voice: Talk.level
        }

        FocusRing {
            anchors.margins: 4
        }
    }

    IconButton {
        visible: Talk.hears
        anchors.horizontalCenter: parent.horizontalCenter
        y: 84
        icon: "mic"
        side: 19
        label: qsTr("Speak")
        onClicked: Talk.hear()
    }
}
