pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A thin mark of where one is in a list; it fades when nothing moves.
Rectangle {
    id: scroll

    required property Flickable view
    readonly property real share: view.visibleArea.heightRatio

    anchors.right: view.right
    anchors.rightMargin: 2
    y: view.y + view.visibleArea.yPosition * view.height
    width: 4
    height: Math.max(28, share * view.height)
    radius: 2
    color: Theme.wash(Theme.faint, 0.45)
    visible: share < 1
    opacity: view.moving || hover.hovered ? 1 : 0
    Accessible.ignored: true

    HoverHandler {
        id: hover
        margin: 8
    }

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.slow
        }
    }
}
