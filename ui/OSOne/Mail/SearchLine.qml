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
        onAccepted: {
            if (Inbox.near !== "")
                Inbox.take_near();
            else
                search.focusDone();
        }
        onActiveFocusChanged: Inbox.set_writing(activeFocus)
        Keys.onDownPressed: search.focusDone()
        Keys.onTabPressed: event => {
            event.accepted = Inbox.goesOn && Inbox.words !== "";
            if (event.accepted)
                Inbox.complete(0);
        }
    }

    Spoken {
        id: found
        onTextChanged: {
            if (found.text !== "" && search.visible)
                Accessible.announce(found.text);
        }
        anchors.right: parent.right
        anchors.rightMargin: 16
        y: 16
        width: Math.min(implicitWidth, 160)
        horizontalAlignment: Text.AlignRight
        elide: Text.ElideRight
        text: Inbox.looking ? qsTr("searching") : Inbox.found
        color: Theme.soft
        font.pixelSize: Theme.detail
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
