pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Palette

// Anything that can be done, found by typing.
FocusScope {
    id: box

    signal closed
    visible: Finder.opened

    Component.onCompleted: {
        if (visible)
            line.input.forceActiveFocus();
    }
    onVisibleChanged: {
        if (visible)
            line.input.forceActiveFocus();
        else
            box.closed();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.veil

        TapHandler {
            onTapped: Finder.close()
        }
    }

    Item {
        Accessible.role: Accessible.Dialog
        Accessible.name: Finder.title
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(24, parent.height * 0.145)
        width: Math.min(640, parent.width - 48)
        height: list.y + list.height + (list.count > 0 ? 10 : 0)

        Shade {
            anchors.fill: parent
        }

        TapHandler {}

        Icon {
            x: 25
            y: 26
            name: Finder.icon
            side: 20
        }

        TextLine {
            id: line
            x: 60
            y: 18
            width: parent.width - 88
            bare: true
            focus: true
            size: Theme.box
            weight: Theme.regular
            label: Finder.placeholder
            placeholder: Finder.placeholder
            onEdited: text => Finder.type(text)
            onAccepted: Finder.choose()
            onEscaped: Finder.close()
            Keys.onPressed: event => {
                const mod = event.modifiers & Qt.ControlModifier;
                if (event.key === Qt.Key_Down || event.key === Qt.Key_Tab || (mod && event.key === Qt.Key_N))
                    Finder.move(1);
                else if (event.key === Qt.Key_Up || event.key === Qt.Key_Backtab || (mod && event.key === Qt.Key_P))
                    Finder.move(-1);
                else if (mod && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter))
                    Finder.ask_companion();
                else
                    return;
                event.accepted = true;
            }
        }

        Rectangle {
            visible: list.count > 0
            y: 70
            width: parent.width
            height: 1
            color: Theme.line
        }

        ListView {
            id: list
            x: 10
            y: 71 + (count > 0 ? 9 : 0)
            width: parent.width - 20
            height: Math.min(contentHeight, box.height * 0.6)
            clip: true
            model: Finder
            reuseItems: false
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: Finder.asking ? qsTr("Choices") : qsTr("Commands")

            delegate: PaletteRow {
                width: list.width
            }

            Connections {
                target: Finder

                function onCursorChanged(): void {
                    list.positionViewAtIndex(Finder.cursor, ListView.Contain);
                }

                function onWordsChanged(): void {
                    if (line.text === Finder.words)
                        return;
                    line.text = Finder.words;
                    if (Finder.over)
                        line.input.selectAll();
                }
            }
        }

        Fades {
            view: list
            back: Theme.paper
        }
    }
}
