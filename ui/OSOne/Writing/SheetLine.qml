pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// One line of the head: addresses, the subject, or a choice.
FocusScope {
    id: field

    property string title: ""
    property string line: ""
    property string words: ""
    property string offer: ""
    property var choices: []
    property bool strong: false
    signal chosen(int place)
    signal offered
    signal escaped

    implicitHeight: 46
    z: input.input.activeFocus ? 2 : 0

    // The keyboard comes here.
    function take(): void {
        input.input.forceActiveFocus();
    }

    Words {
        id: name
        width: 84
        elide: Text.ElideRight
        height: parent.height
        text: field.title
        color: Theme.faint
        font.pixelSize: Theme.detail
        Accessible.ignored: true
    }

    TextLine {
        id: input
        visible: field.line !== ""
        x: name.width
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x - (more.visible ? more.width + 12 : 0)
        bare: true
        label: field.title
        text: field.words
        size: field.strong ? Theme.letter : Theme.body
        weight: field.strong ? Theme.medium : Theme.regular
        onEdited: text => Writing.write(field.line, text)
        onEscaped: field.escaped()
        input.onActiveFocusChanged: Writing.forget_suggestions()
        Keys.onDownPressed: event => {
            event.accepted = suggestions.shown;
            suggestions.move(1);
        }
        Keys.onUpPressed: event => {
            event.accepted = suggestions.shown;
            suggestions.move(-1);
        }
        Keys.onTabPressed: event => {
            event.accepted = suggestions.shown;
            if (suggestions.shown)
                field.complete(suggestions.at);
        }
        onAccepted: {
            if (suggestions.shown)
                field.complete(suggestions.at);
            else
                input.nextItemInFocusChain(true).forceActiveFocus();
        }
    }

    Connections {
        target: Writing

        // What was typed here has taken the place of the binding.
        function onOpenedChanged(): void {
            input.text = field.words;
        }
    }

    function complete(place: int): void {
        input.text = Writing.complete(field.line, place);
        input.cursorPosition = input.text.length;
    }

    Words {
        visible: field.line === ""
        x: name.width
        height: parent.height
        width: parent.width - x - 40
        text: field.words
        elide: Text.ElideRight
    }

    QuietButton {
        id: more
        visible: field.offer !== "" || field.choices.length > 1
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        plain: true
        tabStop: field.choices.length > 1
        text: field.choices.length > 1 ? qsTr("Change") : field.offer
        onClicked: {
            if (field.choices.length > 1)
                field.chosen((field.choices.indexOf(field.words) + 1) % field.choices.length);
            else
                field.offered();
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }

    Suggestions {
        id: suggestions
        x: name.width - 12
        y: parent.height - 2
        width: Math.min(460, parent.width - x)
        shown: input.input.activeFocus && field.line !== "subject" && Writing.suggestions.length > 0
        onChosen: place => field.complete(place)
    }
}
