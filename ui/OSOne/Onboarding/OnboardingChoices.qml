pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// The rows of a page, with the cursor kept in view and soft edges where there is more.
Item {
    id: choices

    required property OnboardingList page
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

        delegate: OnboardingRow {
            width: list.width
            current: index === choices.cursor
            opacity: choices.faded && !current ? 0.45 : 1
            sounding: current && choices.sounding
            level: choices.level
            onClicked: choices.page.point(index)
        }
    }

    Fades {
        view: list
        back: Theme.field
    }
}
