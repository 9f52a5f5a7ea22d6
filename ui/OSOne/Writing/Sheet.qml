pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Writing

// The message that is written: whom it is to, what it is about, and its text.
FocusScope {
    id: sheet

    signal leaving
    // Beside its lines and its text: the files, where there are any.
    readonly property var more: files.some ? [files] : []
    // The line that the keyboard was in last; none where that was the text.
    property SheetLine line: null
    onActiveFocusChanged: Writing.hold(activeFocus)

    // The keyboard comes back to where it was.
    function resume(): void {
        if (sheet.line?.visible)
            sheet.line.take();
        else
            body.resume();
    }

    function takeFocus(): void {
        body.resume();
    }

    function follow(line: SheetLine): void {
        if (line.activeFocus)
            sheet.line = line;
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusSheet
        color: Theme.paper
    }

    Column {
        id: head
        x: 28
        y: 18
        z: 1
        width: parent.width - 56

        SheetLine {
            visible: Writing.identities.length > 1
            width: parent.width
            title: qsTr("From")
            choices: Writing.identities
            words: Writing.writes_as
            onChosen: place => Writing.choose_sender(place)
        }

        SheetLine {
            id: to
            width: parent.width
            title: qsTr("To")
            line: "to"
            onActiveFocusChanged: sheet.follow(to)
            words: Lines.to
            offer: Lines.wide ? "" : qsTr("Cc, Bcc")
            beforeSubject: !Lines.wide
            onOffered: Lines.widen()
            onWentOn: body.resume()
            onEscaped: sheet.leaving()
        }

        SheetLine {
            id: cc
            visible: Lines.wide
            width: parent.width
            title: qsTr("Cc")
            line: "cc"
            onActiveFocusChanged: sheet.follow(cc)
            words: Lines.cc
            onEscaped: sheet.leaving()
        }

        SheetLine {
            id: bcc
            visible: Lines.wide
            width: parent.width
            title: qsTr("Bcc")
            line: "bcc"
            onActiveFocusChanged: sheet.follow(bcc)
            words: Lines.bcc
            beforeSubject: true
            onWentOn: body.resume()
            onEscaped: sheet.leaving()
        }

        SheetLine {
            id: subject
            width: parent.width
            title: qsTr("Subject")
            line: "subject"
            onActiveFocusChanged: sheet.follow(subject)
            words: Writing.subject
            strong: true
            onEscaped: sheet.leaving()
        }
    }

    SheetText {
        id: body
        onActiveFocusChanged: {
            if (activeFocus)
                sheet.line = null;
        }
        anchors.top: head.bottom
        anchors.topMargin: 6
        anchors.bottom: files.top
        x: 28
        width: parent.width - 56
    }

    SheetFiles {
        id: files
        anchors.bottom: foot.top
        x: 28
        width: parent.width - 56
        height: implicitHeight
        onEmptied: body.resume()
    }

    SheetFoot {
        id: foot
        anchors.bottom: parent.bottom
        x: 28
        width: parent.width - 56
    }

    DropArea {
        anchors.fill: parent
        keys: ["text/uri-list"]
        onDropped: drop => {
            Enclosures.enclose(drop.urls);
            drop.accept(Qt.CopyAction);
        }
    }

    Connections {
        target: Writing

        function onFocusAsked(line: string): void {
            if (line === "text")
                body.resume();
            else if (line === "end")
                body.end();
            else
                ({
                        to: to,
                        cc: cc,
                        subject: subject,
                        body: body
                    })[line].take();
        }
    }
}
