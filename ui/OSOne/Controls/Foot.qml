pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// How much of the foot of a room is taken by what floats there: from its right edge, and up from the window's.
QtObject {
    property real taken: 0
    property real high: 0
}
