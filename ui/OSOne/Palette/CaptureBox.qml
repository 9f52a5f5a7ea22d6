pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette

// One line becomes an event or a task: its words are coloured as they are understood, chips say what they mean.
FocusScope {
    id: box

    signal closed
    readonly property real beneath: remark.visible ? remark.y + remark.height : chips.y + chips.height
    visible: Capture.opened

    Component.onCompleted: box.enter()
    onVisibleChanged: {
        box.enter();
        if (!visible)
            box.closed();
    }

    function enter(): void {
        line.ready = false;
        line.text = Capture.words;
        line.ready = visible;
        notes.begin();
        if (!visible)
            return;
        line.cursorPosition = line.length;
        if (Capture.again)
            line.selectAll();
        line.forceActiveFocus();
    }

    TapHandler {
        onTapped: Capture.close()
    }

    Item {
        Accessible.role: Accessible.Dialog
        Accessible.name: Capture.changing ? qsTr("Change event") : qsTr("Add to calendar or tasks")
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(24, Math.min(parent.height * 0.66, parent.height - height - 120))
        width: Math.min(720, parent.width - 48)
        height: foot.y + foot.height + 18

        Shade {
            anchors.fill: parent
        }

        TapHandler {}

        // What is pasted may be longer than the window: then the line scrolls, and its keys stay in view.
        Flickable {
            id: view
            x: 28
            y: 20
            width: parent.width - 56
            height: Math.min(line.height, Math.max(60, box.height - 280))
            contentHeight: line.height
            boundsBehavior: Flickable.StopAtBounds
            clip: contentHeight > height

            function follow(): void {
                const at = line.cursorRectangle;
                if (at.y < contentY)
                    contentY = Math.max(0, at.y);
                else if (at.y + at.height > contentY + height)
                    contentY = at.y + at.height - height;
            }

            onHeightChanged: follow()

            CaptureLine {
                id: line
                width: view.width
                onNotesAsked: notes.forceActiveFocus()
                onCursorRectangleChanged: view.follow()
            }
        }

        Flow {
            id: chips
            x: 28
            y: view.y + view.height + 14
            width: parent.width - 56
            spacing: 8

            Repeater {
                model: Capture.chips

                CaptureChip {}
            }
        }

        // What of it can't be so.
        Row {
            id: remark
            x: 28
            y: chips.y + chips.height + 14
            width: parent.width - 56
            spacing: 8
            visible: Capture.remark !== ""

            Icon {
                name: "circle-alert"
                ink: Theme.accentInk
                side: 17
            }

            Spoken {
                id: told
                width: parent.width - 25
                text: Capture.remark
                color: Theme.accentInk
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                font.pixelSize: Theme.detail
                onTextChanged: {
                    if (told.text !== "" && box.visible)
                        Accessible.announce(told.text);
                }

                Connections {
                    target: Capture

                    function onDoubted(why: string): void {
                        told.Accessible.announce(why);
                    }
                }
            }
        }

        CaptureNotes {
            id: notes
            x: 28
            y: box.beneath + 16
            width: parent.width - 56
            most: Math.max(40, box.height - 400)
            visible: Capture.changing
            onReleased: line.forceActiveFocus()
        }

        CaptureFoot {
            id: foot
            x: 28
            y: Capture.changing ? notes.y + notes.height + 16 : Capture.empty && chips.height === 0 ? chips.y : box.beneath + 16
            width: parent.width - 56
            noting: notes.activeFocus
        }
    }
}
