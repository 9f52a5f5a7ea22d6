pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Soft edges where a view goes on beyond what is seen. Bands and no gradient: without a GPU the last row of a gradient
// is drawn in its first colour.
Item {
    id: fades

    required property Flickable view
    property color back: Theme.ground
    readonly property int bands: 12

    anchors.fill: view
    visible: view.visible
    Accessible.ignored: true

    Repeater {
        model: [!fades.view.atYBeginning, !fades.view.atYEnd]

        Item {
            id: edge
            required property bool modelData
            required property int index
            visible: modelData
            width: fades.width
            height: fades.height

            Repeater {
                model: fades.bands

                Rectangle {
                    required property int index
                    y: edge.index === 0 ? index * 2 : fades.height - (index + 1) * 2
                    width: fades.width
                    height: 2
                    color: Theme.wash(fades.back, 1 - index / fades.bands)
                }
            }
        }
    }
}
