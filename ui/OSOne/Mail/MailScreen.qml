pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Mail

// The list and the letter. In a narrow window one takes the place of the other.
FocusScope {
    id: screen

    signal focusDone
    // The list says at its own foot how the work stands.
    readonly property bool tellsStatus: true
    readonly property bool both: width > 780
    readonly property int listWidth: both ? Math.max(376, Math.min(400, width * 0.45), Math.min(430, width * 0.4)) : width
    readonly property alias reader: sheet

    // A file that was saved by its key, or a link that was asked about, has the keyboard again.
    function resume(): bool {
        return Attached.come_back() || Linked.come_back();
    }

    onBothChanged: Reading.set_alone(!both)
    Component.onCompleted: Reading.set_alone(!both)

    MailList {
        id: list
        width: screen.listWidth
        height: parent.height
        visible: screen.both || !Reading.opened
        onFocusDone: screen.focusDone()
    }

    ReadingSheet {
        id: sheet
        anchors.left: parent.left
        anchors.leftMargin: screen.both ? screen.listWidth : 8
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.top: parent.top
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        visible: screen.both || Reading.opened
        onFocusDone: screen.focusDone()
    }
}
