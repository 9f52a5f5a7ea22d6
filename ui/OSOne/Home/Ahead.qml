import QtQuick
import OSOne.Home

// What is ahead: the hours, in the evening the next day, and what is due.
Column {
    id: ahead

    // How high all of it may be; 0 where that does not matter.
    property real room: 0

    // The cursor is on this line.
    signal pointed(Item row)

    Hours {
        width: ahead.width
        // What is due keeps its place under the hours, which stand as close as the window asks for.
        room: ahead.room > 0 ? ahead.room - due.height - (tomorrow.visible ? tomorrow.height : 0) : 0
    }

    Tomorrow {
        id: tomorrow
        width: ahead.width
    }

    Due {
        id: due
        width: ahead.width
        onPointed: row => ahead.pointed(row)
    }
}
