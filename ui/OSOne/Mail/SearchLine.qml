pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// Searching in place, as one types.
FocusScope {
    id: search

    signal focusDone
    height: 52
    // However search was left, the keyboard goes back to the list.
    onVisibleChanged: {
        if (!visible)
            search.focusDone();
    }

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: 4
        radius: Theme.radiusRow
        color: Theme.paper
    }

    Icon {
        x: 15
        y: 15
        name: "search"
        side: 18
        ink: Theme.accent
    }

    TextLine {
        id: line
        x: 45
        y: 9
        width: parent.width - 60 - found.width
        bare: true
        size: Theme.letter
        focus: true
        label: qsTr("Search your mail")
        placeholder: qsTr("Search your mail")
        onEdited: text => Inbox.search(text)
        onAccepted: search.focusDone()
        onEscaped: {
            Inbox.leave_search();
            search.focusDone();
        }
        Keys.onDownPressed: search.focusDone()
    }

    Words {
        id: found
        anchors.right: parent.right
        anchors.rightMargin: 16
        y: lineCount > 1 ? 6 : 15
        width: Math.min(implicitWidth, 200)
        horizontalAlignment: Text.AlignRight
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
        text: Inbox.looking ? qsTr("searching") : Inbox.found
        color: Theme.faint
        font.pixelSize: Theme.note
    }

    Connections {
        target: Inbox

        function onSearchChanged(): void {
            if (line.text !== Inbox.words)
                line.text = Inbox.words;
        }

        function onSearchAsked(): void {
            line.text = Inbox.words;
            line.input.forceActiveFocus();
            line.input.selectAll();
        }
    }
}
