pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Home

// A day, not a dashboard.
Item {
    id: home

    readonly property int margin: width > Theme.wide ? (width - 876) / 2 : width > 960 ? 64 : 36
    readonly property bool wide: width > 760
    readonly property bool low: height < 860
    // So many of those who wait that what can wait is seen beneath them.
    readonly property int fitting: wide ? Math.floor((page.height - left.y - 60 - (Day.waiting.length > 0 ? 86 : 0)) / (low ? 82 : 90)) : 5
    onFittingChanged: Qt.callLater(home.refit)
    Component.onCompleted: home.refit()

    // What the cursor is on is in sight; with the first line, all above it.
    function show(item: Item): void {
        follow.bring(item);
        if (Day.cursor === 0)
            page.contentY = 0;
    }

    function refit(): void {
        Day.fit(home.fitting);
    }

    Flickable {
        id: page
        anchors.fill: parent
        // A toast never lies on what is to do.
        anchors.bottomMargin: Math.max(96, Foot.high)
        contentHeight: Math.max(left.y + left.height, right.y + right.height) + 16
        boundsBehavior: Flickable.StopAtBounds
        clip: contentHeight > height

        Spoken {
            id: greeting
            x: home.margin
            y: home.low ? 48 : 72
            width: parent.width - home.margin * 2
            text: Day.greeting
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            font.pixelSize: Theme.display
            font.weight: Theme.light
            font.letterSpacing: -0.8
            Accessible.role: Accessible.Heading
        }

        Spoken {
            id: sentence
            x: home.margin
            width: parent.width - home.margin * 2
            anchors.top: greeting.bottom
            anchors.topMargin: 6
            text: Day.sentence
            wrapMode: Text.Wrap
            color: Theme.soft
            font.pixelSize: Theme.letter
            font.weight: Theme.light
        }

        Column {
            id: left
            x: home.margin
            anchors.top: sentence.bottom
            anchors.topMargin: home.low ? 24 : 40
            width: home.wide ? Math.min(440, (parent.width - home.margin * 2 - 56) * 0.58) : parent.width - home.margin * 2
            spacing: 4

            Spoken {
                visible: !Day.bare
                text: qsTr("Needs you")
                font.weight: Theme.strong
                bottomPadding: 8
                Accessible.role: Accessible.Heading
            }

            NoMail {
                visible: Day.bare
                width: parent.width
            }

            Spoken {
                visible: Day.known && Day.sizes[0] === 0 && !Day.bare
                width: parent.width
                text: Day.nobody
                color: Theme.soft
                wrapMode: Text.Wrap
                bottomPadding: 8
            }

            Repeater {
                model: Day.needs

                NeedRow {
                    id: need
                    width: left.width
                    onCurrentChanged: {
                        if (current)
                            Qt.callLater(home.show, need);
                    }
                    implicitHeight: home.low ? 78 : 86
                }
            }

            QuietButton {
                id: others
                visible: Day.others > 0
                x: 40
                plain: Day.way !== Day.needsBox
                onPlainChanged: {
                    if (!plain)
                        Qt.callLater(home.show, others);
                }
                text: qsTr("%1 more").arg(Day.others)
                Accessible.name: qsTr("%1 more who need you").arg(Day.others)
                onClicked: Day.boxAsked(Day.needsBox)
            }

            Spoken {
                visible: Day.waiting.length > 0
                topPadding: 18
                text: qsTr("Unread, but can wait")
                font.weight: Theme.strong
                bottomPadding: 8
                Accessible.role: Accessible.Heading
            }

            Flow {
                width: parent.width
                spacing: 10

                Repeater {
                    model: Day.waiting

                    Chip {
                        id: chip
                        required property var modelData
                        text: chip.modelData.text
                        Accessible.name: chip.modelData.told
                        icon: chip.modelData.icon
                        hue: chip.modelData.hue
                        marked: Day.way === chip.modelData.box
                        onMarkedChanged: {
                            if (marked)
                                Qt.callLater(home.show, chip);
                        }
                        onClicked: Day.boxAsked(chip.modelData.box)
                    }
                }
            }
        }

        Ahead {
            id: right
            x: home.wide ? left.x + left.width + 56 : home.margin
            y: home.wide ? left.y : left.y + left.height + 32
            width: home.wide ? Math.min(380, parent.width - x - home.margin) : left.width
            room: home.wide ? page.height - right.y - 16 : 0
            onPointed: row => Qt.callLater(home.show, row)
        }
    }

    Fades {
        view: page
    }

    FocusFollow {
        id: follow
        view: page
    }

    KeyHints {
        x: home.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        width: parent.width - home.margin * 2 - (Shell.status !== "" ? 376 : 0)
        hints: Shell.hints
        onChosen: command => Shell.press(command)
    }
}
