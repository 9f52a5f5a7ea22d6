pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// A conversation in three lines.
Item {
    id: row

    required property int index
    required property string people
    required property string subject
    required property string snippet
    required property string when
    required property bool unread
    required property bool starred
    required property bool attachments
    required property bool selected
    required property int messages
    required property string kind
    // It was sent elsewhere, and what a search found stays in its place.
    required property bool away
    // Why it is at the top again though nothing new was written; empty of all others.
    required property string woke
    required property bool muted
    // People, subject and snippet with marks on what was searched for, each empty without; or nothing.
    required property var marked
    readonly property bool current: Inbox.cursor === index
    readonly property bool heard: current && visible && Access.heard
    // One sentence of all that is drawn, made where somebody listens.
    readonly property string told: Access.active ? Inbox.told(row.people, row.subject, row.when, row.kind, row.messages, row.unread, row.starred, row.attachments, row.selected, row.away, row.muted) : row.people + ", " + row.subject

    height: 86
    opacity: away ? 0.5 : 1
    onHeardChanged: {
        if (heard && Access.active)
            Qt.callLater(row.tell);
    }
    onToldChanged: {
        if (heard && Access.active)
            Qt.callLater(row.tell);
    }
    // Its page may have come while it was being made, which takes more than one frame beyond the edge of the view.
    Component.onCompleted: {
        if (row.people === "" && row.when === "")
            Qt.callLater(Inbox.drawn_blank, row.index);
    }
    Accessible.role: Accessible.ListItem
    Accessible.name: told
    Accessible.focusable: true
    Accessible.focused: heard
    Accessible.selectable: true
    Accessible.selected: current || selected
    Accessible.onPressAction: Inbox.open_at(row.index)

    function tell(): void {
        if (row.heard)
            Access.point(row);
    }

    HoverHandler {
        id: hover
    }
    TapHandler {
        onTapped: Inbox.open_at(row.index)
    }

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: 2
        radius: Theme.radiusRow
        color: row.selected ? Theme.wash(Theme.accent, 0.12) : row.current ? Theme.paper : hover.hovered ? Theme.hover : "transparent"
    }

    Rectangle {
        visible: row.unread && !row.selected
        x: 12
        y: 19
        width: 8
        height: 8
        radius: 4
        color: Theme.accent
    }

    Loader {
        x: 8
        y: 15
        active: row.selected
        sourceComponent: Icon {
            name: "check"
            side: 16
            ink: Theme.accentInk
        }
    }

    Words {
        id: name
        x: 30
        // On its baseline, as the two beneath: letters of other typefaces are taller than ours.
        anchors.baseline: parent.top
        anchors.baselineOffset: 28
        verticalAlignment: Text.AlignTop
        width: Math.min(implicitWidth, parent.width - 62 - when.implicitWidth - marks.width - (row.messages > 1 ? count.implicitWidth : 0))
        text: row.marked[0] || row.people
        textFormat: row.marked[0] ? Text.StyledText : Text.PlainText
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        font.weight: row.unread ? Theme.strong : Theme.medium
    }

    Words {
        id: count
        anchors.left: name.right
        anchors.leftMargin: 7
        anchors.baseline: name.baseline
        visible: row.messages > 1
        text: row.messages
        color: Theme.soft
        font.pixelSize: Theme.note
    }

    Loader {
        id: marks
        anchors.right: when.left
        anchors.rightMargin: 8
        anchors.verticalCenter: when.verticalCenter
        active: row.starred || row.attachments || row.kind === "invitation" || row.muted
        sourceComponent: Row {
            spacing: 6

            Words {
                visible: row.muted
                text: qsTr("Muted")
                color: Theme.soft
                font.pixelSize: Theme.note
            }

            Icon {
                visible: row.kind === "invitation"
                name: visible ? "calendar" : ""
                side: 15
            }

            Icon {
                visible: row.attachments
                name: visible ? "paperclip" : ""
                side: 15
            }

            Icon {
                visible: row.starred
                name: visible ? "star" : ""
                ink: Theme.amber
                side: 15
            }
        }
    }

    Words {
        id: when
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.baseline: name.baseline
        text: row.when
        color: Theme.soft
        font.pixelSize: Theme.detail
    }

    Words {
        x: 30
        anchors.baseline: parent.top
        anchors.baselineOffset: 51
        verticalAlignment: Text.AlignTop
        width: parent.width - 46
        text: row.marked[1] || row.subject
        color: row.subject === qsTr("(no subject)") ? Theme.faint : Theme.ink
        textFormat: row.marked[1] ? Text.StyledText : Text.PlainText
        // A list is read down its left edge, whatever way its lines are written.
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        font.weight: row.unread ? Theme.medium : Theme.regular
    }

    Words {
        x: 30
        anchors.baseline: parent.top
        anchors.baselineOffset: 72
        verticalAlignment: Text.AlignTop
        width: parent.width - 46
        text: row.woke || row.marked[2] || row.snippet
        textFormat: row.marked[2] && !row.woke ? Text.StyledText : Text.PlainText
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        color: row.woke ? Theme.accentInk : Theme.soft
        font.pixelSize: Theme.detail
    }
}
