pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// The splits as words with their counts.
Flickable {
    id: splits

    readonly property var all: Inbox.splits
    // From where the words are seen, and how wide the soft edge is where some are not.
    property real start: 0
    readonly property int edge: row.spacing
    height: 36
    contentWidth: Math.max(row.implicitWidth, start + width)
    boundsBehavior: Flickable.StopAtBounds
    clip: contentWidth > width

    // A box that is none of the four stands behind them; it is brought into view, and the first that shows shows whole,
    // beside the edge that tells of more.
    // Some that ask for it are about to go, where there are fewer than before: so it looks for the one itself.
    function show(): void {
        const item = boxes.itemAt(splits.all.findIndex(one => one.current));
        if (!item)
            return;
        const past = item.x + item.width - splits.width;
        let at = 0;
        for (let n = 0; n < boxes.count && at < past; n++)
            at = Math.min(item.x, boxes.itemAt(n)?.x ?? at) - (n > 0 ? splits.edge : 0);
        splits.start = at;
        splits.contentX = at;
    }

    Row {
        id: row
        // By the room there is, not by its own width, which follows from this.
        spacing: splits.width < 380 ? 14 : 20

        Repeater {
            id: boxes
            // A new list for every count would draw all of them anew.
            model: splits.all.length

            Pressable {
                id: split
                required property int index
                readonly property var modelData: splits.all[index] ?? ({
                        name: "",
                        box: 0,
                        count: 0,
                        told: "",
                        current: false
                    })
                readonly property bool current: split.modelData.current
                implicitWidth: words.implicitWidth
                implicitHeight: 34
                label: split.modelData.told
                Accessible.role: Accessible.PageTab
                Accessible.selected: current
                onClicked: Inbox.go(split.modelData.box)
                // The first one stands where it is made.
                Component.onCompleted: split.come()
                onXChanged: split.come()
                onCurrentChanged: split.come()

                function come(): void {
                    if (split.current)
                        Qt.callLater(splits.show);
                }

                Row {
                    id: words
                    spacing: 6

                    Words {
                        id: name
                        text: split.modelData.name
                        color: split.current ? Theme.ink : Theme.soft
                        font.weight: split.current ? Theme.strong : Theme.regular
                    }

                    Words {
                        visible: split.modelData.count > 0
                        anchors.baseline: name.baseline
                        text: Number(split.modelData.count).toLocaleString(Qt.locale("en"), "f", 0)
                        color: split.current ? Theme.accentInk : Theme.faint
                        font.pixelSize: Theme.detail
                    }
                }

                Rectangle {
                    visible: split.current
                    y: 29
                    width: parent.width
                    height: 2.5
                    radius: 1.2
                    color: Theme.accent
                }

                FocusRing {}
            }
        }
    }

    // Where words went out of sight.
    component Edge: Row {
        parent: splits

        Repeater {
            model: splits.edge / 2

            Rectangle {
                required property int index
                width: 2
                height: splits.height
                color: Theme.wash(Theme.ground, 1 - index * 2 / splits.edge)
            }
        }
    }

    Edge {
        visible: splits.contentX > 0
    }

    Edge {
        anchors.right: parent.right
        rotation: 180
        visible: splits.contentX + splits.width < row.implicitWidth
    }
}
