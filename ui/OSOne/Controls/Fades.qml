pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Soft edges where a view goes on beyond what is seen.
Item {
    id: fades

    required property Flickable view
    property color back: Theme.ground

    anchors.fill: view
    visible: view.visible
    Accessible.ignored: true

    Repeater {
        model: [!fades.view.atYBeginning, !fades.view.atYEnd]

        Rectangle {
            id: edge
            required property bool modelData
            required property int index
            visible: modelData
            y: index === 0 ? 0 : fades.height - height
            width: fades.width
            height: 24
            gradient: Gradient {
                GradientStop {
                    position: edge.index === 0 ? 0 : 1
                    color: fades.back
                }
                GradientStop {
                    position: edge.index === 0 ? 1 : 0
                    color: Theme.wash(fades.back, 0)
                }
            }
        }
    }
}
