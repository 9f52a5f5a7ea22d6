pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Effects
import OSOne.Theme

// The soft shadow under what floats; nothing at all where there is no GPU.
Item {
    id: shade

    property int radius: Theme.radiusSheet
    property color back: Theme.paper

    Rectangle {
        id: sheet
        anchors.fill: parent
        radius: shade.radius
        color: shade.back
        border.width: 1
        border.color: Theme.line
        layer.enabled: GraphicsInfo.api !== GraphicsInfo.Software && GraphicsInfo.api !== GraphicsInfo.Unknown
        layer.effect: MultiEffect {
            shadowEnabled: true
            shadowColor: Theme.shadow
            shadowBlur: 1.0
            blurMax: 40
            shadowVerticalOffset: 10
            autoPaddingEnabled: true
        }
    }
}
