pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// Who wrote, to whom and when; folded, with the first words.
Pressable {
    id: head

    required property int index
    // The piece that somebody who listens has come to.
    required property int heard
    required property int margin
    required property string message
    required property string name
    required property string address
    required property string when
    required property string letters
    required property string hue
    required property string snippet
    required property bool expanded
    required property bool folded
    required property bool details
    required property string said
    required property bool hand

    implicitHeight: expanded ? 76 : 58
    onClicked: Reading.toggle(message)
    label: said
    Accessible.focused: activeFocus || heard === index
    help: hand ? (expanded ? qsTr("expanded, answers go to this message, %1").arg(address) : qsTr("collapsed, answers go to this message, %1").arg(snippet)) : expanded ? qsTr("expanded, %1").arg(address) : qsTr("collapsed, %1").arg(snippet)

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: head.margin - 14
        anchors.rightMargin: head.margin - 14
        visible: !head.expanded && head.hovered
        radius: Theme.radiusRow
        color: Theme.hover
    }

    Avatar {
        id: face
        x: head.margin
        anchors.verticalCenter: parent.verticalCenter
        letters: head.letters
        hue: head.hue
    }

    // Both lines stand on their baselines: letters of other typefaces are taller than ours.
    Words {
        id: name
        anchors.left: face.right
        anchors.leftMargin: 12
        anchors.baseline: face.top
        anchors.baselineOffset: 15
        verticalAlignment: Text.AlignTop
        width: Math.min(implicitWidth, parent.width - x - head.margin - clock.width - 12 - (mark.active ? mark.width + 8 : 0))
        text: head.name
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        font.weight: Theme.strong
    }

    Words {
        anchors.left: face.right
        anchors.leftMargin: 12
        anchors.baseline: face.top
        anchors.baselineOffset: 35
        verticalAlignment: Text.AlignTop
        width: parent.width - x - head.margin - (more.active ? more.width + 8 : 0)
        text: head.expanded ? head.address : head.snippet
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        color: Theme.soft
        font.pixelSize: Theme.detail
    }

    Words {
        id: clock
        anchors.right: parent.right
        anchors.rightMargin: head.margin
        anchors.baseline: name.baseline
        text: head.when
        color: Theme.soft
        font.pixelSize: Theme.detail
    }

    // Of several messages, the one that an answer is to.
    Loader {
        id: mark
        active: head.hand
        anchors.right: clock.left
        anchors.rightMargin: 8
        anchors.verticalCenter: clock.verticalCenter
        sourceComponent: Icon {
            name: "reply"
            ink: Theme.accentInk
            side: 15
        }
    }

    Loader {
        id: more
        active: head.expanded && head.details
        anchors.right: parent.right
        anchors.rightMargin: head.margin - 6
        y: face.y + 17
        sourceComponent: IconButton {
            id: details
            implicitWidth: 28
            implicitHeight: 24
            side: 18
            inside: true
            icon: head.folded ? "chevron-up" : "chevron-down"
            label: head.folded ? qsTr("Hide the details of this message") : qsTr("Show all details of this message")
            Accessible.name: details.label + ": " + head.said
            onClicked: Reading.open_head(head.message)
        }
    }

    FocusRing {
        anchors.leftMargin: head.margin - 14
        anchors.rightMargin: head.margin - 14
        radius: Theme.radiusRow
    }
}
