pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette
import OSOne.Companion
import OSOne.Shell

// The window: the rail, the room, the companion, and what floats above them.
Window {
    id: win

    width: 1440
    height: 900
    minimumWidth: 820
    minimumHeight: 560
    title: "OS One"
    color: Theme.ground
    visible: true

    property bool awake: false

    Binding {
        target: Theme
        property: "glass"
        value: win.Screen.devicePixelRatio
    }

    Timer {
        running: true
        interval: 500
        onTriggered: win.awake = true
    }

    Item {
        id: house

        // While the two are met there is no house: nothing is drawn or read out behind the meeting.
        visible: !Shell.onboarding
        width: win.width / Theme.scale
        height: win.height / Theme.scale
        scale: Theme.scale
        transformOrigin: Item.TopLeft
        readonly property bool narrow: width < 1280
        readonly property bool away: rail.activeFocus || side.activeFocus
        onAwayChanged: Shell.set_away(away)
        onNarrowChanged: Shell.set_narrow(narrow)
        Component.onCompleted: Shell.set_narrow(narrow)

        Rail {
            id: rail
            height: parent.height
        }

        ScreenPane {
            id: screens
            anchors.left: rail.right
            anchors.right: parent.right
            anchors.rightMargin: Shell.narrow || Shell.folded ? Theme.strip : Theme.side
            height: parent.height
            held: side.leads
        }

        // In a narrow window it is a strip, and lies over the screen for as long as one talks.
        Sidebar {
            id: side
            anchors.right: parent.right
            height: parent.height
            folded: Shell.folded
            over: Shell.narrow && !Shell.folded
            onFoldAsked: Shell.press("companion.fold")
            // What lies over the house takes the keyboard, and gives it back.
            onAbandoned: {
                if (!Shell.asking && !Shell.sheet && !Finder.opened && !Capture.opened)
                    Shell.dismiss();
            }
        }

        // In the band of the keys, which no row reaches.
        Toasts {
            anchors.left: screens.left
            anchors.leftMargin: 24
            anchors.right: screens.right
            // Where the companion lies over the screen, they stand beside it.
            anchors.rightMargin: side.over ? side.width - Theme.strip + 24 : 40
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 24
        }

        Tip {
            anchors.fill: parent
        }

        Cards {
            id: cards
            anchors.fill: parent
            onClosed: win.giveBack()
        }

        // These are read and made when the window has been seen, or when they are first asked for.
        Loader {
            id: box
            readonly property var made: item
            anchors.fill: parent
            active: win.awake || Finder.opened
            source: Qt.resolvedUrl("../Palette/PaletteBox.qml")
            onLoaded: {
                // Once made it stays: one that went as it closed would not give the keyboard back.
                box.active = true;
                box.made.closed.connect(win.giveBack);
            }
        }

        Loader {
            id: capture
            readonly property var made: item
            anchors.fill: screens
            active: win.awake || Capture.opened
            source: Qt.resolvedUrl("../Palette/CaptureBox.qml")
            onLoaded: {
                capture.active = true;
                capture.made.closed.connect(win.giveBack);
            }
        }

        Loader {
            id: keys
            readonly property var made: item
            anchors.fill: parent
            active: win.awake || Shell.sheet
            source: Qt.resolvedUrl("KeySheet.qml")
            onLoaded: {
                keys.active = true;
                keys.made.closed.connect(win.giveBack);
            }
        }
    }

    // The meeting comes before the house and lies over all of it.
    Loader {
        width: win.width / Theme.scale
        height: win.height / Theme.scale
        scale: Theme.scale
        transformOrigin: Item.TopLeft
        active: Shell.onboarding
        focus: active
        // By its name, so that a house that was met does not read it at all.
        source: Qt.resolvedUrl("../Onboarding/OnboardingScreen.qml")
    }

    Connections {
        target: Shell

        function onPaneAsked(by: int): void {
            if (by === 0)
                screens.takeFocus();
            else
                win.nextPane(by);
        }
    }

    // What lies over the house has the keyboard for as long as it is there: Tab never leads behind it.
    readonly property Item over: Shell.asking ? cards : Shell.sheet ? keys.made : Finder.opened ? box.made : Capture.opened ? capture.made : null
    // Who had the keyboard before that came.
    property var had: screens
    onActiveFocusItemChanged: {
        if (side.activeFocus || rail.activeFocus || screens.activeFocus)
            win.had = side.activeFocus && !Shell.folded ? side : screens;
        if (win.leftIt())
            Qt.callLater(win.comeBack);
    }

    function giveBack(): void {
        win.had.takeFocus();
    }

    function leftIt(): bool {
        let at = win.over?.visible ? win.activeFocusItem : null;
        if (!at)
            return false;
        while (at && at !== win.over)
            at = at.parent;
        return !at;
    }

    function comeBack(): void {
        if (win.leftIt())
            (win.over === cards ? cards.nextItemInFocusChain(true) : win.over).forceActiveFocus(Qt.TabFocusReason);
    }

    // F6: the rail, the screen with what it has beside its list, the companion. The keyboard is in the innermost.
    function nextPane(by: int): void {
        const panes = [rail, screens, ...(screens.reader?.visible ? [screens.reader, ...(screens.reader.more ?? [])] : []), side];
        const held = panes.reduce((found, pane, at) => pane.activeFocus ? at : found, 1);
        panes[(held + by + panes.length) % panes.length].takeFocus();
    }
}
