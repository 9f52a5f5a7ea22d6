pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Tells who listens the rows of a list from the top down, in whichever order the list made them.
Item {
    id: order

    required property Flickable view

    visible: false

    function put(): void {
        Access.order(order.view.contentItem);
    }

    Connections {
        target: order.view.contentItem
        enabled: Access.active

        function onChildrenChanged(): void {
            Qt.callLater(order.put);
        }
    }

    Connections {
        target: Access

        function onActiveChanged(): void {
            Qt.callLater(order.put);
        }
    }
}
