pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The rows of a page, with the cursor kept in view and soft edges where there is more.
Item {
    id: choices

    required property MeetingList page
    property bool sounding: false
    property real level: 0
    property bool faded: false
    readonly property int cursor: page.cursor

    onCursorChanged: list.currentIndex = cursor
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Choices")

    ListView {
        id: list
        anchors.fill: parent
        model: choices.page.rows
        clip: true
        spacing: 6
        reuseItems: false
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        highlightMoveDuration: Theme.steady
        highlightRangeMode: ListView.ApplyRange
        preferredHighlightBegin: Math.min(84, height * 0.2)
        preferredHighlightEnd: height - Math.min(84, height * 0.2)
        highlight: Item {}
        onCountChanged: currentIndex = choices.cursor
        onHeightChanged: positionViewAtIndex(choices.cursor, ListView.Center)

        delegate: MeetingRow {
            width: list.width
            current: index === choices.cursor
            opacity: choices.faded && !current ? 0.45 : 1
            sounding: current && choices.sounding
            level: choices.level
            onClicked: choices.page.point(index)
        }
    }

    Repeater {
        model: [!list.atYBeginning, !list.atYEnd]

        Rectangle {
            id: edge
            required property bool modelData
            required property int index
            width: parent ? parent.width : 0
            height: 36
            y: index === 0 ? 0 : choices.height - height
            opacity: modelData ? 1 : 0
            gradient: Gradient {
                GradientStop {
                    position: edge.index === 0 ? 0 : 1
                    color: Theme.field
                }
                GradientStop {
                    position: edge.index === 0 ? 1 : 0
                    color: Qt.alpha(Theme.field, 0)
                }
            }
        }
    }
}
