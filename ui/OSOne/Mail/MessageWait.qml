pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// The first words of a letter whose text is not here yet.
Item {
    id: wait

    required property string snippet
    required property string progress
    required property int margin
    required property int measure

    height: 96
    Accessible.role: Accessible.Paragraph
    Accessible.name: snippet + "\n" + rest.text

    Words {
        x: wait.margin
        width: wait.measure
        text: wait.snippet
        color: Theme.soft
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
        font.pixelSize: Theme.letter
    }

    ProgressLine {
        visible: wait.progress === "coming"
        x: wait.margin
        y: 66
        width: 96
        label: qsTr("Loading message")
    }

    Words {
        id: rest
        x: wait.margin + (wait.progress === "coming" ? 112 : 0)
        y: 58
        text: wait.progress === "offline" ? qsTr("The rest will load when you're back online.") : qsTr("Loading the rest")
        color: Theme.faint
        font.pixelSize: Theme.detail
    }
}
