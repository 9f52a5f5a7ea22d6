pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Companion

// One block of what was said: a paragraph, a bubble of the person's, a proposal.
Item {
    id: block

    required property string key
    required property string kind
    required property string html
    required property string text
    required property string heard
    required property string title
    required property string yes
    required property string no
    required property string icon
    required property bool first
    readonly property int margin: 28
    readonly property bool quiet: kind === "stopped" || kind === "decided" || kind === "note"

    // What the rich text is drawn by; its own margins are a page's, not a sidebar's.
    readonly property string style: "<style>a{color:" + Theme.accentInk + "} ul,ol{margin-left:-18px;margin-top:0;margin-bottom:0} blockquote{margin:0} tt{font-family:monospace;font-size:13px} th{text-align:left;font-weight:600} th,td{padding:2px 14px 2px 0}</style>"

    height: loader.y + loader.height
    Accessible.ignored: true

    Loader {
        id: loader
        y: block.first ? 18 : block.kind === "offers" ? 12 : block.kind === "card" || block.kind === "decided" ? 16 : block.kind === "note" ? 12 : 8
        width: parent.width
        sourceComponent: block.kind === "person" ? person : block.kind === "card" ? card : block.kind === "code" ? code : block.kind === "rule" ? rule : block.kind === "fault" ? fault : block.kind === "offers" ? offers : said
    }

    Component {
        id: said

        Item {
            height: words.implicitHeight

            Rectangle {
                visible: block.kind === "quote"
                x: block.margin
                y: 2
                width: 2
                height: parent.height - 4
                radius: 1
                color: Theme.line
            }

            Spoken {
                id: words
                x: block.margin + (block.kind === "quote" ? 14 : 0)
                width: block.width - block.margin - x
                text: block.kind === "decided" ? block.title + ": " + block.text : block.kind === "stopped" ? qsTr("You stopped me here.") : block.html !== "" ? block.style + block.html : block.text
                textFormat: block.html !== "" ? Text.RichText : Text.PlainText
                wrapMode: Text.Wrap
                lineHeight: 1.16
                color: block.quiet || block.kind === "quote" ? Theme.soft : Theme.ink
                font.pixelSize: block.quiet ? Theme.detail : block.kind === "heading" ? Theme.letter : Theme.body
                font.weight: block.kind === "heading" ? Theme.strong : Theme.regular
                onLinkActivated: link => Talk.follow(link)
                Accessible.role: block.kind === "heading" ? Accessible.Heading : Accessible.Paragraph
                Accessible.name: (block.first && !block.quiet ? Talk.name + ": " : "") + (block.html !== "" ? block.heard : text)
            }
        }
    }

    Component {
        id: person

        Item {
            height: bubble.height + 4

            Rectangle {
                id: bubble
                anchors.right: parent.right
                anchors.rightMargin: 16
                width: Math.min(Math.ceil(mine.implicitWidth) + 28, block.width - 72)
                height: mine.height + 22
                radius: Theme.radiusRow
                color: Theme.bubble

                Spoken {
                    id: mine
                    x: 14
                    y: 11
                    width: Math.min(Math.ceil(implicitWidth), block.width - 100)
                    text: block.text
                    wrapMode: Text.Wrap
                    lineHeight: 1.12
                    Accessible.role: Accessible.Paragraph
                    Accessible.name: qsTr("You:") + " " + block.text
                }
            }
        }
    }

    Component {
        id: card

        Item {
            height: proposal.implicitHeight

            Card {
                id: proposal
                x: 16
                width: block.width - 32
                icon: block.icon
                title: block.title
                body: block.text
                yes: block.yes
                no: block.no
                onAccepted: Talk.decide(block.key, true)
                onDeclined: Talk.decide(block.key, false)
            }
        }
    }

    Component {
        id: offers

        Item {
            height: some.implicitHeight + 4

            TalkOffers {
                id: some
                x: block.margin - 6
                width: block.width - 2 * x
                sentences: [block.yes, block.no].filter(words => words !== "")
            }
        }
    }

    Component {
        id: code

        Item {
            height: box.height

            Rectangle {
                id: box
                x: 16
                width: block.width - 32
                height: source.implicitHeight + 24
                radius: Theme.radiusEvent
                color: Theme.wash(Theme.ink, 0.05)

                Spoken {
                    id: source
                    x: 12
                    y: 12
                    width: parent.width - 24
                    text: block.text
                    wrapMode: Text.Wrap
                    lineHeight: 1.15
                    font.family: "monospace"
                    font.pixelSize: Theme.note
                }
            }
        }
    }

    Component {
        id: rule

        Item {
            height: 9

            Rectangle {
                x: block.margin
                y: 4
                width: block.width - block.margin * 2
                height: 1
                color: Theme.line
            }
        }
    }

    Component {
        id: fault

        TalkFault {
            sentence: block.text
            remedy: block.title
        }
    }
}
