pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// One file: pressed it opens, and beside it it is saved. Of a long name both ends are shown.
Row {
    id: file

    property string key: ""
    property string name: ""
    property string size: ""
    property string warns: ""
    property real most: 320
    // Of which message it is: another may have a file of the same name.
    property string said: ""
    readonly property Item spoken: opens

    readonly property string drawn: Math.ceil(shown.advanceWidth) > most ? shown.elidedText : name

    spacing: 2

    function takeFocus(): void {
        opens.forceActiveFocus(Qt.TabFocusReason);
    }

    TextMetrics {
        id: shown
        text: file.name
        elide: Text.ElideMiddle
        elideWidth: file.most
        font.family: Theme.family
        font.pixelSize: 14
        font.weight: Theme.strong
    }

    QuietButton {
        id: opens
        icon: file.warns ? "triangle-alert" : "paperclip"
        ink: file.warns ? Theme.hue("rose") : Theme.soft
        text: file.drawn + "  " + file.size
        help: file.warns
        Accessible.name: qsTr("Open %1, %2").arg(file.name).arg(file.size) + ", " + file.said
        onClicked: Attached.open(file.key)
        onActiveFocusChanged: Attached.hold(file.key, activeFocus)
        Component.onDestruction: Attached.hold(file.key, false)
        Keys.onRightPressed: Attached.move(1)
        Keys.onLeftPressed: Attached.move(-1)
    }

    IconButton {
        implicitWidth: 34
        implicitHeight: 34
        side: 17
        icon: "download"
        label: qsTr("Save %1 as").arg(file.name)
        Accessible.name: label + ", " + file.said
        onClicked: Attached.save(file.key)
    }
}
