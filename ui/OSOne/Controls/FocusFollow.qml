pragma ComponentBehavior: Bound

import QtQuick

// Brings what the keyboard is on into view, wherever in a page it is.
Item {
    id: follow

    required property Flickable view
    property int room: 28
    readonly property Item at: Window.activeFocusItem

    visible: false
    onAtChanged: {
        for (let part = at; part; part = part.parent) {
            if (part === view.contentItem && at !== view)
                Qt.callLater(follow.show);
        }
    }

    function show(): void {
        if (at)
            follow.bring(at);
    }

    // Anything else that is to be seen, as the line that the cursor of a screen is on.
    function bring(item: Item): void {
        const top = item.mapToItem(view.contentItem, 0, 0).y;
        const least = Math.max(view.originY, top + item.height + room - view.height);
        const most = Math.max(view.originY, top - room);
        view.contentY = Math.min(most, Math.max(view.contentY, least));
    }
}
