pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// What is being written, and what is on its way.
Item {
    id: pane

    Spoken {
        id: title
        text: qsTr("Writing")
        font.pixelSize: Theme.title
        font.weight: Theme.light
        Accessible.role: Accessible.Heading
    }

    ListView {
        id: list
        anchors.top: title.bottom
        anchors.topMargin: 18
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        spacing: 4
        model: Drafts
        reuseItems: false
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: title.text

        delegate: DraftRow {
            width: list.width
        }

        Connections {
            target: Drafts

            function onCursorChanged(): void {
                list.positionViewAtIndex(Drafts.cursor, ListView.Contain);
            }
        }
    }

    ReadingOrder {
        view: list
    }

    Fades {
        view: list
    }

    FocusFollow {
        view: list
    }

    Scroll {
        view: list
    }
}
