pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// What goes along, and what may have been forgotten.
FocusScope {
    id: pane

    readonly property bool some: Enclosures.files.length > 0
    // The file that the keyboard has just taken off; -1 for none.
    property int off: -1
    signal emptied

    implicitHeight: files.implicitHeight

    function takeFocus(): void {
        (all.itemAt(0) as SheetFile)?.takeFocus();
    }

    // The keyboard goes to the file beside the one that is gone, and after the last one back to the text.
    function settle(): void {
        const at = Math.min(off, all.count - 1);
        off = -1;
        if (at >= 0)
            (all.itemAt(at) as SheetFile)?.takeFocus();
        else
            pane.emptied();
    }

    Connections {
        target: Enclosures

        function onChanged(): void {
            if (pane.off >= 0)
                Qt.callLater(pane.settle);
        }
    }

    Column {
        id: files
        width: parent.width
        spacing: 6
        topPadding: pane.some || Writing.remarks.length > 0 ? 10 : 0
        bottomPadding: 6

        // Many files leave room for what is written.
        Flickable {
            id: view
            visible: pane.some
            width: parent.width
            height: Math.min(chips.height, 136)
            contentHeight: chips.height
            clip: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds

            Flow {
                id: chips
                width: parent.width
                spacing: 8

                Repeater {
                    id: all
                    model: Enclosures.files

                    SheetFile {
                        required property var modelData
                        required property int index
                        key: modelData.key
                        name: modelData.name
                        size: modelData.size
                        most: Math.min(420, files.width)
                        onTakenOff: pane.off = index
                        onMoved: by => (all.itemAt(index + by) as SheetFile)?.takeFocus()
                    }
                }
            }

            FocusFollow {
                view: view
                room: 4
            }
        }

        Repeater {
            model: Writing.remarks

            Words {
                required property string modelData
                width: files.width
                text: modelData
                wrapMode: Text.Wrap
                color: Theme.amber
                font.pixelSize: Theme.detail
                Accessible.role: Accessible.StaticText
                Accessible.name: modelData
            }
        }
    }
}
