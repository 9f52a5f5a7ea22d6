pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Tasks

// Lists at the left, one column of work.
FocusScope {
    id: screen

    signal focusDone
    readonly property bool wide: width > 720
    readonly property bool low: height < 860
    readonly property int edge: width > Theme.wide ? Math.max(308, (width - 780) / 2) : wide ? Math.max(272, Math.min(308, width * 0.25)) : 36
    readonly property int measure: Math.min(width - edge - 40, 780)

    Lists {
        visible: screen.wide
        x: screen.edge > 308 ? screen.edge - 248 : 24
        y: title.y + 12
        width: 200
        height: parent.height - y - 76
    }

    Spoken {
        id: title
        x: screen.edge
        y: screen.low ? 48 : 72
        width: screen.measure
        horizontalAlignment: Text.AlignLeft
        elide: Text.ElideRight
        text: TaskList.title
        font.pixelSize: Theme.display
        font.weight: Theme.light
        font.letterSpacing: -0.8
        Accessible.role: Accessible.Heading
    }

    Spoken {
        id: sentence
        x: screen.edge
        anchors.top: title.bottom
        anchors.topMargin: 6
        text: TaskList.sentence
        color: Theme.soft
        font.pixelSize: Theme.letter
        font.weight: Theme.light
    }

    Rectangle {
        id: adding
        x: screen.edge
        anchors.top: TaskList.sentence === "" ? title.bottom : sentence.bottom
        anchors.topMargin: TaskList.sentence === "" ? 24 : 18
        width: screen.measure
        height: 50
        radius: Theme.radiusRow
        color: line.input.activeFocus ? Theme.paper : Theme.wash(Theme.paper, 0.55)

        Icon {
            x: 18
            anchors.verticalCenter: parent.verticalCenter
            name: "plus"
            side: 20
            ink: line.input.activeFocus ? Theme.accent : Theme.faint
        }

        TextLine {
            id: line
            x: 57
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 120
            bare: true
            label: qsTr("Add a task")
            placeholder: qsTr("Add a task, for example “call Ann Friday”")
            onAccepted: {
                TaskList.add(line.text);
                line.text = "";
            }
            onEscaped: screen.focusDone()
        }

        KeyCap {
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            text: line.input.activeFocus ? qsTr("Enter") : "c"
        }
    }

    ListView {
        id: list
        x: screen.edge
        anchors.top: adding.bottom
        anchors.topMargin: 10
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.max(72, Foot.high)
        width: screen.measure
        clip: true
        model: TaskList
        reuseItems: false
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: TaskList.title

        delegate: TaskRow {
            width: list.width
        }

        Connections {
            target: TaskList

            function onCursorChanged(): void {
                list.positionViewAtIndex(TaskList.cursor, ListView.Contain);
            }

            function onAddAsked(): void {
                line.input.forceActiveFocus();
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

    EmptyState {
        x: screen.edge
        width: screen.measure
        y: parent.height * 0.42
        live: true
        visible: TaskList.state === "empty"
        title: TaskList.empty[0]
        sentence: TaskList.empty[1]
    }

    KeyHints {
        x: screen.edge
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        width: parent.width - screen.edge - 40 - (Shell.status !== "" ? 376 : 0)
        hints: Shell.hints
        onChosen: command => Shell.press(command)
    }
}
