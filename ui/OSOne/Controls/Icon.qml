pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A line icon by its name, tinted.
Image {
    id: icon

    required property string name
    property color ink: Theme.soft
    property int side: 20

    width: side
    height: side
    sourceSize: Qt.size(side * Theme.scale, side * Theme.scale)
    source: name === "" ? "" : "image://icon/" + name + "/" + ink.toString().slice(-6)
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
