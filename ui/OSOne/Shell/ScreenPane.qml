pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// The screen one is at; a screen is read and made when it is first come to, and kept.
FocusScope {
    id: pane

    readonly property string at: Shell.screen
    property var shown: null
    // Words are being written elsewhere, and go on being: keys that were meant for them would act here.
    property bool held: false
    // What is opened beside the list, where a screen has such a pane.
    readonly property var reader: shown?.reader ?? null

    focus: true

    Component.onCompleted: pane.takeFocus()
    onAtChanged: {
        // Before the keyboard is given to anything: the screen that was left would take it back unseen.
        pane.shown = pane.made();
        if (!pane.held)
            pane.takeFocus();
        room.Accessible.announce(Shell.title);
    }

    // The screen that one is at, once it was made.
    function made(): Item {
        for (let n = 0; n < slots.count; n++) {
            const slot = slots.itemAt(n) as ScreenSlot;
            if (slot?.name === pane.at)
                return slot.item as Item;
        }
        return null;
    }

    // The keyboard is on the room itself, where single keys act.
    function takeFocus(): void {
        if (!(pane.shown?.resume?.() ?? false))
            rest.forceActiveFocus();
    }

    // Where the cursor of the list moves, the keyboard is there; but what is written on keeps it.
    Connections {
        target: Shell

        function onRowsAsked(): void {
            if (pane.Window.activeFocusItem as Pressable)
                rest.forceActiveFocus();
        }
    }

    component ScreenSlot: Loader {
        property string name: ""
    }

    // Not the scope itself: it would be told as where the keyboard is, beside the row that the cursor is on.
    Item {
        id: room
        anchors.fill: parent
        Accessible.role: Accessible.Pane
        Accessible.name: Shell.title

        Item {
            id: rest
            focus: true
            anchors.fill: parent
            Accessible.ignored: true
            // What the cursor of a list comes to is told, as the keyboard itself stays here.
            onActiveFocusChanged: Access.rest(activeFocus)
        }

        Repeater {
            id: slots
            model: Shell.screens

            ScreenSlot {
                id: slot
                required property var modelData
                name: slot.modelData.name
                readonly property var made: item
                readonly property bool here: pane.at === modelData.name
                property bool seen: false
                anchors.fill: parent
                active: seen || here
                visible: here
                source: modelData.url
                onHereChanged: slot.show()
                onLoaded: {
                    if (slot.made.focusDone)
                        slot.made.focusDone.connect(pane.takeFocus);
                    slot.show();
                }

                function show(): void {
                    if (here) {
                        seen = true;
                        pane.shown = item;
                    }
                }
            }
        }

        StatusLine {
            anchors.right: parent.right
            anchors.rightMargin: 40
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 28
            // A toast that lies there tells what is new; this comes back when it goes.
            visible: Shell.status !== "" && !pane.shown?.tellsStatus && Foot.taken === 0
        }
    }
}
