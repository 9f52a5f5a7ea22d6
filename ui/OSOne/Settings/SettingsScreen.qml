pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Settings

// One calm page.
Item {
    id: screen

    readonly property int margin: width > Theme.wide ? (width - 720) / 2 : width > 860 ? 64 : 36
    readonly property bool low: height < 860

    Flickable {
        id: page
        anchors.fill: parent
        anchors.bottomMargin: Math.max(72, Foot.high)
        contentHeight: column.y + column.height + 64
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Spoken {
            id: title
            x: screen.margin
            y: screen.low ? 48 : 72
            text: qsTr("Settings")
            font.pixelSize: Theme.display
            font.weight: Theme.light
            font.letterSpacing: -0.8
            Accessible.role: Accessible.Heading
        }

        SettingsPage {
            id: column
            x: screen.margin
            anchors.top: title.bottom
            anchors.topMargin: 8
            width: Math.min(720, parent.width - screen.margin * 2)
        }
    }

    FocusFollow {
        view: page
    }

    // From a line of text too, which has no use for them.
    Keys.onDownPressed: screen.step(1)
    Keys.onUpPressed: screen.step(-1)

    Connections {
        target: Preferences

        function onStepped(by: int): void {
            screen.step(by);
        }

        function onLeafed(by: int): void {
            page.contentY = Math.max(0, Math.min(page.contentY + by * (page.height - 64), page.contentHeight - page.height));
        }
    }

    // The line after or before, or with a large number the last or the first.
    function step(by: int): void {
        const inside = item => {
            for (let part = item; part; part = part.parent) {
                if (part === column)
                    return true;
            }
            return false;
        };
        const at = Window.activeFocusItem;
        // From beside the page the first step leads to its first line.
        let next = inside(at) ? at : column.nextItemInFocusChain(true);
        for (let left = Math.min(Math.abs(by), 500) - (inside(at) ? 0 : 1); left > 0; left--) {
            const further = next.nextItemInFocusChain(by > 0);
            if (!inside(further))
                break;
            next = further;
        }
        next.forceActiveFocus(by > 0 ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        for (let part = next; part && part !== column; part = part.parent) {
            if (part instanceof NameLine || part instanceof SignatureLine)
                part.rest();
        }
    }

    Scroll {
        view: page
    }

    Fades {
        view: page
    }

    KeyHints {
        x: screen.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        width: parent.width - screen.margin * 2 - (Shell.status !== "" ? 376 : 0)
        hints: Shell.hints
        onChosen: command => Shell.press(command)
    }
}
