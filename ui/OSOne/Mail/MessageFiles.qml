pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Mail

// What came with the letter.
Item {
    id: box

    required property int margin
    required property var files
    required property string said
    readonly property Item spoken: (all.count > 0 ? all.itemAt(0) as MessageFile : null)?.spoken ?? null

    height: row.height + 16

    function takeFocus(at: int): void {
        (all.itemAt(at) as MessageFile)?.takeFocus();
    }

    Flow {
        id: row
        x: box.margin
        y: 6
        width: parent.width - box.margin * 2
        spacing: 8

        Repeater {
            id: all
            model: box.files

            MessageFile {
                required property var modelData
                key: modelData.key
                name: modelData.name
                size: modelData.size
                warns: modelData.warns
                said: box.said
                most: Math.min(320, Math.max(120, row.width - 180))
            }
        }

        Loader {
            active: box.files.length > 1
            visible: active
            sourceComponent: QuietButton {
                plain: true
                height: 34
                icon: "folder-down"
                text: qsTr("Save all")
                Accessible.name: qsTr("Save all %1 attachments").arg(box.files.length) + ", " + box.said
                onClicked: Attached.save_all(box.files[0].key)
            }
        }
    }
}
