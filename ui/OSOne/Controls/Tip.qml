pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The name of what is rested on, beside it: on as many lines as it needs, and never out of the window.
Item {
    id: tip

    readonly property Pressable over: Tips.over
    readonly property bool wanted: over !== null && over.visible && over.label !== ""
    readonly property int edge: 8
    property bool shown: false
    // Where it is that is rested on.
    property rect at: Qt.rect(0, 0, 0, 0)
    readonly property bool after: at.x < width / 2

    Accessible.ignored: true
    onOverChanged: {
        tip.shown = false;
        if (tip.over !== null)
            pause.restart();
        else
            pause.stop();
    }

    Timer {
        id: pause
        interval: 450
        onTriggered: {
            if (tip.over === null)
                return;
            tip.at = tip.over.mapToItem(tip, 0, 0, tip.over.width, tip.over.height);
            tip.shown = true;
        }
    }

    Item {
        id: box
        visible: tip.shown && tip.wanted
        x: Math.max(tip.edge, Math.min(tip.after ? tip.at.x + tip.at.width + tip.edge : tip.at.x - width - tip.edge, tip.width - width - tip.edge))
        y: Math.max(tip.edge, Math.min(tip.at.y + (tip.at.height - height) / 2, tip.height - height - tip.edge))
        width: words.width + 24
        height: words.implicitHeight + 14

        Shade {
            anchors.fill: parent
            radius: 10
        }

        Words {
            id: words
            anchors.centerIn: parent
            width: Math.min(Math.ceil(implicitWidth), 320)
            text: tip.wanted ? tip.over.label : ""
            wrapMode: Text.Wrap
            font.pixelSize: Theme.detail
        }
    }
}
