pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// One piece of a conversation: the head of a message, a block of its text, a fold, its files.
Item {
    id: part

    required property string what
    required property string kind
    required property string html
    required property int depth
    required property string message
    required property string name
    required property string address
    required property string when
    required property string letters
    required property string hue
    required property string snippet
    required property bool expanded
    required property string progress
    required property var files
    required property bool folded
    required property bool rich
    required property int margin
    required property int measure
    readonly property bool quote: depth > 0 || kind === "quote"

    height: loader.height
    Accessible.ignored: true

    Loader {
        id: loader
        width: parent.width
        sourceComponent: part.what === "head" ? head : part.what === "fold" ? fold : part.what === "files" ? files : part.what === "wait" ? wait : block
    }

    Component {
        id: head

        MessageHead {
            margin: part.margin
            name: part.name
            address: part.address
            when: part.when
            letters: part.letters
            hue: part.hue
            snippet: part.snippet
            expanded: part.expanded
            onClicked: Reading.toggle(part.message)
        }
    }

    Component {
        id: block

        Item {
            height: text.implicitHeight + (part.kind === "rule" ? 17 : 16)

            Rectangle {
                visible: part.quote
                x: part.margin
                width: 2
                height: parent.height
                color: Theme.line
            }

            Rectangle {
                visible: part.kind === "rule"
                x: part.margin
                y: 8
                width: part.measure
                height: 1
                color: Theme.line
            }

            Words {
                id: text
                x: part.margin + (part.quote ? 16 * Math.max(1, part.depth) : 0)
                width: part.measure - (part.quote ? 16 * Math.max(1, part.depth) : 0)
                text: part.rich ? "<style>a{color:" + Theme.accentInk + "} ul,ol{margin-left:-18px}</style>" + part.html : part.html
                textFormat: part.rich ? Text.RichText : Text.PlainText
                wrapMode: Text.Wrap
                color: part.quote || part.kind === "signature" ? Theme.soft : Theme.ink
                font.pixelSize: part.kind === "heading" ? 18 : part.quote ? Theme.body : Theme.letter
                font.weight: part.kind === "heading" ? Theme.medium : Theme.regular
                font.family: part.kind === "code" ? "monospace" : Theme.family
                lineHeight: 1.22
                onLinkActivated: link => Reading.follow(link)
                Accessible.role: Accessible.Paragraph
            }
        }
    }

    Component {
        id: fold

        Item {
            height: 36

            QuietButton {
                x: part.margin
                plain: true
                icon: part.folded ? "chevron-right" : "chevron-down"
                ink: Theme.faint
                text: part.folded ? qsTr("Show what was quoted") : qsTr("Fold the quote away")
                onClicked: Reading.fold(part.html)
            }
        }
    }

    Component {
        id: files

        MessageFiles {
            margin: part.margin
            files: part.files
        }
    }

    Component {
        id: wait

        Item {
            height: 96

            Words {
                x: part.margin
                width: part.measure
                text: part.snippet
                color: Theme.soft
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
                font.pixelSize: Theme.letter
            }

            ProgressLine {
                visible: part.progress === "coming"
                x: part.margin
                y: 66
                width: 96
                label: qsTr("Fetching the letter")
            }

            Words {
                x: part.margin + (part.progress === "coming" ? 112 : 0)
                y: 58
                text: part.progress === "offline" ? qsTr("The rest is on the server. It comes when you are online again.") : qsTr("Fetching the rest")
                color: Theme.faint
                font.pixelSize: Theme.detail
            }
        }
    }
}
