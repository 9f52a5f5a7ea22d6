pragma ComponentBehavior: Bound

import QtQml

// Where things stand on a page, from the size of the window alone.
QtObject {
    id: measure

    property real width: 1440
    property real height: 900
    readonly property bool low: height < 660
    readonly property bool narrow: width < 940

    readonly property real left: narrow ? 40 : Math.max(64, width * (width < 1200 ? 0.1 : 0.139))
    readonly property real column: narrow ? width - 80 : Math.max(480, Math.min(560, width * 0.42))
    readonly property bool tight: height < 800
    readonly property real top: low ? 36 : height * (tight ? 0.12 : 0.185)
    readonly property real bottom: low ? 64 : 96
    readonly property real foot: low ? 28 : 48
    readonly property int display: low || narrow ? 32 : 40

    // The presence: in the middle, above a question, or beside a list.
    readonly property real ringSide: low ? 96 : Math.min(176, height * 0.19)
    readonly property real ringTop: low ? 18 : height * (tight ? 0.1 : 0.145)
    readonly property real besideX: left + column + (width - left - column) / 2
    readonly property real besideY: height * 0.47
    readonly property real besideSide: Math.min(372, (width - left - column) * 0.72, height * 0.48)
}
