import QtQuick
import OSOne.Theme

// Where now is in its day.
Rectangle {
    height: 2
    radius: 1
    color: Theme.accent

    Rectangle {
        x: -4
        y: -3
        width: 8
        height: 8
        radius: 4
        color: Theme.accent
    }
}
