pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Writing

// The message that is answered or passed on, as it comes along: folded, seen, or left out.
Column {
    id: pane

    visible: Quoted.state !== ""
    height: visible ? implicitHeight : 0
    spacing: 8

    Flow {
        width: parent.width
        spacing: 18

        QuietButton {
            width: Math.min(implicitWidth, pane.width)
            plain: true
            ink: Theme.soft
            icon: Quoted.state === "left out" ? "x" : "check"
            text: Quoted.words
            onClicked: Quoted.turn()
        }

        QuietButton {
            visible: Quoted.state !== "left out"
            plain: true
            ink: Theme.faint
            icon: Quoted.state === "folded" ? "chevron-right" : "chevron-down"
            text: Quoted.state === "folded" ? qsTr("Show quoted text") : qsTr("Hide quoted text")
            onClicked: Quoted.fold()
        }
    }

    Words {
        visible: Quoted.state === "missing" || Quoted.state === "coming"
        width: parent.width
        text: Quoted.state === "coming" ? qsTr("Loading message") : qsTr("The message isn't here yet. It comes along once it is.")
        wrapMode: Text.Wrap
        color: Theme.soft
        font.pixelSize: Theme.detail
    }

    Item {
        width: parent.width
        height: pieces.height
        visible: Quoted.state === "shown"

        Rectangle {
            visible: !Quoted.passed_on
            width: 2
            height: parent.height
            radius: 1
            color: Theme.line
        }

        Column {
            id: pieces
            x: Quoted.passed_on ? 0 : 16
            width: parent.width - x
            spacing: 10

            Repeater {
                model: Quoted

                Words {
                    required property string html
                    required property string said
                    readonly property string sheet: "<style>a{color:" + Theme.accentInk + "} pre,code{font-family:" + Theme.mono + "} h1,h2,h3,h4,h5,h6{font-size:16px} p{margin-top:0;margin-bottom:10px} blockquote{margin-left:16px;margin-right:0}</style>"
                    width: pieces.width
                    text: sheet + html
                    textFormat: Text.RichText
                    wrapMode: Text.Wrap
                    color: Theme.soft
                    font.pixelSize: Theme.body
                    Accessible.role: Accessible.StaticText
                    Accessible.name: said
                    Accessible.description: qsTr("quoted")
                }
            }
        }
    }

    QuietButton {
        visible: Quoted.more
        plain: true
        ink: Theme.faint
        text: qsTr("Show more")
        onClicked: Quoted.show_more()
    }
}
