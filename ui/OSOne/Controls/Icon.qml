pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// A line icon by its name, tinted.
Image {
    id: icon

    required property string name
    property color ink: Theme.soft
    property int side: 20
    readonly property real dots: Theme.scale * Theme.glass

    width: side
    height: side
    // As many dots as there are on the glass: what the scene scales by, and what Qt does.
    sourceSize: Qt.size(side * dots, side * dots)
    source: name === "" ? "" : "image://icon/" + name + "/" + ink.toString().slice(-6)
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
