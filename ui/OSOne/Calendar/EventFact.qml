pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// One fact of an event; nothing at all where it is not known.
Item {
    id: fact

    property string icon: ""
    property string text: ""
    property string note: ""

    visible: text !== ""
    implicitHeight: visible ? words.implicitHeight : 0

    Icon {
        y: 1
        name: fact.icon
        side: 17
    }

    Spoken {
        id: words
        x: 30
        width: parent.width - 30
        text: fact.note === "" ? fact.text : fact.text + ", " + fact.note
        color: Theme.ink
        wrapMode: Text.Wrap
        lineHeight: 1.12
        font.pixelSize: 14
    }
}
