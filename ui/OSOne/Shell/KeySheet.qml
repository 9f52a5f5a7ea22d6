pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell

// All keys, searchable.
FocusScope {
    id: sheet

    signal closed
    readonly property bool wide: width > 960
    // The line that somebody who listens has come to.
    property int heardAt: -1
    visible: Shell.sheet

    Component.onCompleted: {
        if (visible)
            line.input.forceActiveFocus();
    }
    onVisibleChanged: {
        if (visible) {
            line.text = "";
            line.input.forceActiveFocus();
        } else {
            sheet.closed();
        }
    }

    function hear(at: int): void {
        const words = Shell.told_key(at);
        sheet.heardAt = words === "" ? heardAt : at;
        if (words !== "")
            told.Accessible.announce(words);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.veil

        TapHandler {
            onTapped: Shell.show_keys()
        }
    }

    Item {
        id: told
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Keyboard shortcuts")
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(32, parent.height * 0.1)
        width: Math.min(sheet.wide ? 960 : 640, parent.width - 64)
        height: Math.min(720, parent.height - y * 2, Math.max(192, columns.height + 120))

        Shade {
            anchors.fill: parent
        }

        TapHandler {}

        TextLine {
            id: line
            x: 28
            y: 16
            width: parent.width - 56
            bare: true
            size: Theme.box
            weight: Theme.light
            placeholder: qsTr("Keyboard shortcuts: type to search")
            onEdited: text => {
                Shell.seek(text);
                sheet.hear(0);
            }
            onEscaped: Shell.show_keys()
            Keys.onPressed: event => {
                const by = ({
                        [Qt.Key_Down]: 32,
                        [Qt.Key_Up]: -32,
                        [Qt.Key_PageDown]: list.height - 44,
                        [Qt.Key_PageUp]: 44 - list.height
                    })[event.key];
                if (by === undefined)
                    return;
                event.accepted = true;
                if (Access.active && Math.abs(by) === 32)
                    sheet.hear(sheet.heardAt + Math.sign(by));
                list.contentY = Math.max(0, Math.min(list.contentY + by, list.contentHeight - list.height));
            }
        }

        Rectangle {
            y: 62
            width: parent.width
            height: 1
            color: Theme.line
        }

        Flickable {
            id: list
            anchors.fill: parent
            anchors.topMargin: 63
            anchors.bottomMargin: Theme.radiusSheet
            clip: true
            contentHeight: columns.height + 36
            boundsBehavior: Flickable.StopAtBounds

            Grid {
                id: columns
                y: 12
                columns: sheet.wide ? 2 : 1

                Repeater {
                    model: 2

                    Column {
                        id: half
                        required property int index
                        width: list.width / columns.columns

                        Repeater {
                            model: sheet.visible ? Shell.keys : null

                            KeyRow {
                                required property int column
                                visible: column === half.index
                                width: half.width
                            }
                        }
                    }
                }
            }
        }

        Spoken {
            anchors.centerIn: list
            visible: columns.height < 8
            text: qsTr("No shortcut found. Press %1 to search all commands.").arg(Shell.paletteKeys)
            color: Theme.soft
        }

        Fades {
            view: list
            back: Theme.paper
        }

        Scroll {
            view: list
        }
    }
}
