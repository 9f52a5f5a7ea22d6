pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Settings

// A signature: several lines, kept as soon as the keyboard leaves them.
Item {
    id: line

    property string value: ""
    // The keyboard is to come here, to write.
    property bool wanted: false
    // Come to by a key that goes from line to line, which goes on from here too: Enter begins to write.
    property bool resting: false
    signal chosen(string words)
    signal arrived

    height: box.height + 24

    function rest(): void {
        resting = true;
    }

    function keep(): void {
        if (!resting && area.text !== value)
            chosen(area.text);
        resting = true;
    }

    function come(): void {
        if (!wanted)
            return;
        area.forceActiveFocus(Qt.OtherFocusReason);
        resting = false;
        arrived();
    }

    onValueChanged: area.text = value
    // Once the lines are all there.
    onWantedChanged: Qt.callLater(line.come)
    Component.onCompleted: Qt.callLater(line.come)

    Words {
        id: name
        y: box.y + 14
        text: qsTr("Signature")
    }

    Rectangle {
        id: box
        anchors.right: parent.right
        y: 8
        width: Math.min(420, parent.width - name.width - 24)
        height: Math.max(92, area.height + 26)
        radius: 12
        color: Theme.paper
        border.width: area.activeFocus ? 2 : 1
        border.color: area.activeFocus ? Theme.fill : Theme.line

        TextEdit {
            id: area
            x: 14
            y: 13
            width: parent.width - 28
            text: line.value
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            selectByMouse: true
            readOnly: line.resting
            activeFocusOnTab: true
            color: Theme.ink
            selectionColor: Theme.wash(Theme.accent, 0.35)
            selectedTextColor: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.body
            renderType: Text.QtRendering
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Signature")
            Accessible.multiLine: true
            onActiveFocusChanged: {
                if (activeFocus)
                    return;
                line.keep();
                line.resting = false;
            }
            // It leads on, as on any other line of the page.
            Keys.onTabPressed: area.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: area.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Keys.onReturnPressed: event => {
                event.accepted = line.resting;
                line.resting = false;
            }

            cursorDelegate: Rectangle {
                width: 2
                radius: 1
                color: Theme.accent
                visible: area.cursorVisible
            }
        }

        Words {
            anchors.fill: area
            anchors.leftMargin: area.activeFocus ? 3 : 0
            visible: area.length === 0 && area.preeditText === ""
            text: qsTr("Beneath what you write")
            color: Theme.faint
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        // Anywhere in the box.
        TapHandler {
            onTapped: area.forceActiveFocus()
        }

        PointHandler {
            onActiveChanged: {
                if (active)
                    line.resting = false;
            }
        }
    }

    Connections {
        target: Preferences
        enabled: area.activeFocus

        // What is left with Esc is kept: lines are more than a name, and undo takes them back.
        function onPutBack(): void {
            line.keep();
        }
    }
}
