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
    // Enter goes on from here to the subject, or past one that is there to the text.
    property bool beforeSubject: false
    readonly property bool addresses: line !== "" && line !== "subject"
    signal chosen(int place)
    signal offered
    signal escaped
    signal wentOn

    implicitHeight: Math.max(46, input.y + input.implicitHeight + 12)
    z: input.activeFocus ? 2 : 0

    // The keyboard comes here.
    function take(): void {
        input.forceActiveFocus();
    }

    Words {
        id: name
        width: 84
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        height: 46
        text: field.title
        color: Theme.faint
        font.pixelSize: Theme.detail
        Accessible.ignored: true
    }

    SheetWords {
        id: input
        visible: field.line !== ""
        x: name.width
        // Its words stand on the line of its name, whatever their script.
        y: Math.max(2, Math.round(name.baselineOffset + 1 - rise))
        width: parent.width - x - (more.visible ? more.width + 12 : 0)
        label: field.title
        text: field.words
        joins: field.addresses ? ", " : " "
        size: field.strong ? Theme.letter : Theme.body
        weight: field.strong ? Theme.medium : Theme.regular
        onEdited: (text, caret) => {
            if (field.addresses)
                Lines.write(field.line, text, caret);
            else
                Writing.name(text);
        }
        onEscaped: field.escaped()
        onActiveFocusChanged: {
            if (!activeFocus && field.addresses)
                Lines.leave();
        }
        Keys.onDownPressed: event => {
            event.accepted = suggestions.shown;
            suggestions.move(1);
        }
        Keys.onUpPressed: event => {
            event.accepted = suggestions.shown;
            suggestions.move(-1);
        }
        onTabbed: back => {
            if (suggestions.shown && !back)
                field.complete(suggestions.at);
            else
                input.nextItemInFocusChain(!back).forceActiveFocus();
        }
        onAccepted: {
            if (suggestions.shown)
                field.complete(suggestions.at);
            else if (field.beforeSubject && Writing.subject.trim() !== "")
                field.wentOn();
            else
                input.nextItemInFocusChain(true).forceActiveFocus();
        }
    }

    Connections {
        target: Writing

        // What was typed here has taken the place of the binding.
        // One writes on behind it, however the keyboard comes here.
        function onOpenedChanged(): void {
            input.text = field.words;
            input.caret = input.text.length;
        }
    }

    Connections {
        target: Lines

        function onWordsAsked(line: string, start: int, end: int): void {
            if (line === field.line) {
                field.take();
                input.choose(start, end);
            }
        }
    }

    function complete(place: int): void {
        const caret = Lines.complete(field.line, place);
        input.text = Lines.words_of(field.line);
        input.caret = caret;
    }

    Words {
        visible: field.line === ""
        x: name.width
        height: parent.height
        width: parent.width - x - 40
        text: field.words
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
    }

    QuietButton {
        id: more
        visible: field.offer !== "" || field.choices.length > 1
        anchors.right: parent.right
        y: (46 - height) / 2
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
        shown: input.activeFocus && field.addresses && Lines.suggestions.length > 0
        onChosen: place => field.complete(place)
    }
}
