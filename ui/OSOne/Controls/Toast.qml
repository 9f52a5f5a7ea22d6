pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// What was just done, with the way back. Fault true: something went wrong, and the way on. Told true: only an answer.
Item {
    id: toast

    property string text: ""
    property string actionText: ""
    property string actionKeys: ""
    property bool fault: false
    property bool told: false
    property int before: 0
    property real most: 560
    readonly property real beside: 64 + (action.visible ? action.width + row.spacing : 0) + (others.visible ? others.width + row.spacing : 0)
    signal acted
    signal unfolded

    implicitWidth: row.implicitWidth + 32
    implicitHeight: Math.max(48, words.implicitHeight + 24)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    // Nobody goes to it, so it is told when it comes, and when it says something else.
    Component.onCompleted: Qt.callLater(toast.tell)
    onTextChanged: Qt.callLater(toast.tell)

    function tell(): void {
        if (toast.text !== "")
            Accessible.announce(toast.text, toast.fault ? Accessible.Assertive : Accessible.Polite);
    }

    Shade {
        anchors.fill: parent
        radius: Theme.radiusRow
    }

    Row {
        id: row
        anchors.left: parent.left
        anchors.leftMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 14

        Icon {
            name: toast.fault ? "circle-alert" : toast.told ? "info" : "check"
            ink: toast.fault ? Theme.rose : toast.told ? Theme.soft : Theme.moss
            side: 18
            anchors.verticalCenter: parent.verticalCenter
        }

        Words {
            id: words
            width: Math.min(implicitWidth, 380, toast.most - toast.beside)
            text: toast.text
            wrapMode: Text.Wrap
            // What went wrong, and what to do, is read whole however narrow the window is.
            maximumLineCount: toast.fault ? 6 : 3
            elide: Text.ElideRight
            font.pixelSize: 14
            anchors.verticalCenter: parent.verticalCenter
        }

        QuietButton {
            id: action
            visible: toast.actionText !== ""
            text: toast.actionText
            Accessible.name: toast.actionText + ": " + toast.text
            keys: toast.actionKeys
            plain: true
            anchors.verticalCenter: parent.verticalCenter
            onClicked: toast.acted()
        }

        QuietButton {
            id: others
            visible: toast.before > 0
            text: toast.before === 1 ? qsTr("1 earlier notice") : qsTr("%1 earlier notices").arg(toast.before)
            help: qsTr("Show what was said before")
            ink: Theme.soft
            plain: true
            anchors.verticalCenter: parent.verticalCenter
            onClicked: toast.unfolded()
        }
    }
}
