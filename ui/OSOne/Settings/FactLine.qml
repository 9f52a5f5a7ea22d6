pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// Something that is so, and what can be done about it.
Item {
    id: line

    property string icon: ""
    property string text: ""
    property string detail: ""
    property string fault: ""
    property string actionText: ""
    signal acted

    Accessible.role: Accessible.StaticText
    Accessible.name: [text, fault !== "" ? fault : detail].filter(words => words !== "").join(", ")
    height: detail === "" ? 52 : Math.max(62, lines.implicitHeight + 22)

    Icon {
        id: mark
        anchors.verticalCenter: parent.verticalCenter
        name: line.fault !== "" ? "circle-alert" : line.icon
        ink: line.fault !== "" ? Theme.accentInk : Theme.soft
        side: 19
    }

    Column {
        id: lines
        anchors.left: mark.right
        anchors.leftMargin: 16
        anchors.right: action.visible ? action.left : parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Words {
            width: parent.width
            text: line.text
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
        }

        Words {
            visible: text !== ""
            width: parent.width
            text: line.fault !== "" ? line.fault : line.detail
            color: line.fault !== "" ? Theme.accentInk : Theme.soft
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            font.pixelSize: Theme.detail
        }
    }

    QuietButton {
        id: action
        visible: text !== ""
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: line.actionText
        // There are more of its words on the page.
        Accessible.name: line.text.startsWith(line.actionText) ? line.text : line.actionText + ": " + line.text
        Accessible.description: line.fault !== "" ? line.fault : line.detail
        onClicked: line.acted()
    }
}
