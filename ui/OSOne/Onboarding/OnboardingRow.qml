pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// One thing to choose: a card when the cursor is on it, plain words otherwise.
Item {
    id: row

    required property int index
    required property string title
    required property string note
    required property string mark
    required property string heading
    property bool current: false
    property bool sounding: false
    property real level: 0
    readonly property color ink: current ? (Theme.night ? Theme.field : Theme.accentInk) : Theme.fieldInk
    signal clicked

    onCurrentChanged: {
        if (current)
            Accessible.announce(Accessible.name);
    }

    implicitHeight: card.y + card.height
    Accessible.role: Accessible.ListItem
    Accessible.name: [row.title, row.note, row.mark].filter(words => words !== "").join(", ")
    Accessible.focusable: true
    Accessible.focused: current
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: row.clicked()

    OnboardingWords {
        x: 24
        width: parent.width - 48
        height: 40
        verticalAlignment: Text.AlignBottom
        bottomPadding: 8
        visible: text !== ""
        text: row.heading
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        font.pixelSize: Theme.detail
        font.weight: Theme.strong
    }

    Rectangle {
        id: card
        y: row.heading === "" ? 0 : 40
        width: parent.width
        height: Math.max(70, words.height + 24)
        radius: Theme.radiusRow
        color: row.current ? (Theme.night ? Theme.fieldSoft : Theme.fieldInk) : hover.hovered ? Theme.fieldHover : Qt.alpha(Theme.fieldHover, 0)

        Behavior on color {
            ColorAnimation {
                duration: Theme.quick
            }
        }

        HoverHandler {
            id: hover
            cursorShape: Qt.PointingHandCursor
        }
        TapHandler {
            onTapped: row.clicked()
        }

        Column {
            id: words
            x: 24
            width: parent.width - 48 - (side.width > 0 ? side.width + 20 : 0)
            anchors.verticalCenter: parent.verticalCenter
            spacing: 3

            OnboardingWords {
                width: parent.width
                text: row.title
                wrapMode: Text.NoWrap
                color: row.ink
                Accessible.ignored: true
                elide: Text.ElideRight
                font.pixelSize: 22
                font.weight: row.current ? Theme.strong : Theme.regular
            }
            OnboardingWords {
                width: parent.width
                visible: text !== ""
                text: row.note
                color: row.ink
                Accessible.ignored: true
                maximumLineCount: 2
                horizontalAlignment: Text.AlignLeft
                elide: Text.ElideRight
                font.pixelSize: 14
            }
        }

        Item {
            id: side
            anchors.right: parent.right
            anchors.rightMargin: 24
            anchors.verticalCenter: parent.verticalCenter
            width: row.sounding ? wave.width : mark.implicitWidth
            height: 34

            OnboardingWave {
                id: wave
                anchors.centerIn: parent
                visible: row.sounding
                level: row.level
                ink: row.ink
            }
            OnboardingWords {
                id: mark
                anchors.verticalCenter: parent.verticalCenter
                visible: !row.sounding
                text: row.mark
                color: row.ink
                Accessible.ignored: true
                font.pixelSize: 14
            }
        }
    }
}
