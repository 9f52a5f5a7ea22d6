pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The name of the icon that is rested on, beside it.
Item {
    id: tip

    readonly property Pressable over: Tips.over
    readonly property bool wanted: over !== null && over.visible && over.label !== ""
    property bool shown: false

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
            const at = tip.over.mapToItem(tip, 0, 0);
            const left = at.x < tip.width / 2;
            box.x = left ? at.x + tip.over.width + 8 : at.x - box.width - 8;
            box.y = at.y + (tip.over.height - box.height) / 2;
            tip.shown = true;
        }
    }

    Item {
        id: box
        visible: tip.shown && tip.wanted
        width: words.implicitWidth + 24
        height: 32

        Shade {
            anchors.fill: parent
            radius: 10
        }

        Words {
            id: words
            anchors.centerIn: parent
            text: tip.wanted ? tip.over.label : ""
            font.pixelSize: Theme.detail
        }
    }
}
