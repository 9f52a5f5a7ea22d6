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
    required property string turn
    required property var offers
    required property bool first
    // What was said is chosen, to do something to it.
    readonly property bool chosen: turn !== "" && TalkTurns.at === turn
    readonly property int margin: 28
    readonly property alias below: acts
    readonly property bool quiet: kind === "stopped" || kind === "decided" || kind === "note"

    height: Math.ceil(loader.y + loader.height + (acts.active ? acts.height + 6 : 0))
    Accessible.ignored: true

    Rectangle {
        visible: block.chosen
        x: 12
        y: block.first ? 14 : 0
        width: parent.width - 24
        // Over the edge between two blocks, where a fraction of a dot would be seen.
        height: parent.height - y + (acts.active ? 0 : 1)
        topLeftRadius: block.first ? Theme.radiusEvent : 0
        topRightRadius: topLeftRadius
        bottomLeftRadius: acts.active ? Theme.radiusEvent : 0
        bottomRightRadius: bottomLeftRadius
        color: Qt.tint(Theme.sunk, Theme.wash(Theme.accent, Theme.night ? 0.13 : 0.09))
    }

    TapHandler {
        enabled: block.turn !== "" && !block.quiet
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: TalkTurns.point(block.turn)
    }

    Loader {
        id: loader
        y: block.first ? 18 : block.kind === "offers" ? 12 : block.kind === "card" || block.kind === "decided" ? 16 : block.kind === "note" ? 12 : 8
        width: parent.width
        sourceComponent: block.kind === "person" ? person : block.kind === "card" ? card : block.kind === "code" ? code : block.kind === "rule" ? rule : block.kind === "fault" ? fault : block.kind === "offers" ? offers : block.kind === "deed" ? deed : said
    }

    Loader {
        id: acts
        active: block.chosen && TalkTurns.last === block.key
        y: loader.y + loader.height + 4
        x: 20
        width: parent.width - 36
        sourceComponent: TalkActs {}
    }

    Component {
        id: said

        TalkSaid {
            block: block
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
                sentences: block.offers
            }
        }
    }

    Component {
        id: code

        TalkCode {
            block: block
        }
    }

    Component {
        id: deed

        TalkDeed {
            key: block.key
            what: block.text
            undo: block.yes
            undone: block.no
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
