pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Home

// The hours ahead, with a line where now is.
Item {
    id: hours

    property real room: 0
    readonly property int step: room > 0 ? Math.max(22, Math.min(38, Math.floor((room - grid.y - 8) / Math.max(1, Day.hours.length)))) : 38
    readonly property int gutter: 42
    readonly property real across: width - gutter
    onAcrossChanged: Day.measure(across, step)
    onStepChanged: Day.measure(across, step)
    Component.onCompleted: Day.measure(across, step)

    implicitHeight: grid.y + Day.hours.length * step + 8
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("The hours ahead")

    Words {
        id: title
        text: qsTr("The hours ahead")
        font.weight: Theme.strong
    }

    Flow {
        id: allDay
        anchors.top: title.bottom
        anchors.topMargin: Day.allDay.length > 0 ? 10 : 0
        x: hours.gutter
        width: parent.width - hours.gutter
        spacing: 8

        Repeater {
            model: Day.allDay

            Chip {
                id: chip
                required property var modelData
                text: chip.modelData.title
                hue: chip.modelData.hue
                pressableChip: false
            }
        }
    }

    Item {
        id: grid
        anchors.top: allDay.bottom
        anchors.topMargin: 22
        width: parent.width
        height: Day.hours.length * hours.step

        Repeater {
            model: Day.hours

            Item {
                id: hour
                required property int index
                required property string modelData
                y: index * hours.step
                width: grid.width
                height: 1

                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: hour.modelData
                    color: Theme.faint
                    font.pixelSize: Theme.detail
                    Accessible.ignored: true
                }

                Rectangle {
                    x: hours.gutter - 6
                    width: parent.width - x
                    height: 1
                    color: Theme.line
                }
            }
        }

        // Under the events, so that it never strikes out a name.
        Rectangle {
            visible: Day.nowAt >= 0 && Day.nowAt <= Day.hours.length
            x: hours.gutter - 6
            y: Day.nowAt * hours.step - 1
            width: grid.width - x
            height: 2
            radius: 1
            color: Theme.accent

            Rectangle {
                x: -4
                y: -3
                width: 8
                height: 8
                radius: 4
                color: Theme.accent
            }
        }

        Repeater {
            model: Day.events

            Pressable {
                id: event
                required property var modelData
                readonly property color hue: Theme.hue(event.modelData.hue)
                readonly property bool last: event.modelData.left + event.modelData.share > 0.999
                x: hours.gutter + event.modelData.left * hours.across
                y: event.modelData.start * hours.step + 2
                width: event.modelData.share * hours.across - (last ? 0 : 4)
                height: Math.max(24, event.modelData.length * hours.step - 4)
                // Side by side a name may not fit: then the whole of it shows where one rests.
                readonly property bool low: height < 42
                readonly property int lines: low ? 1 : Math.max(1, Math.floor((height - 22) / line.height))
                label: event.modelData.title + ", " + event.modelData.detail
                Accessible.role: Accessible.ListItem
                onHoveredChanged: Tips.rest(event, hovered || activeFocus)
                onActiveFocusChanged: Tips.rest(event, hovered || activeFocus)
                onClicked: Shell.go("calendar")

                FontMetrics {
                    id: line
                    font: name.font
                }

                Rectangle {
                    anchors.fill: parent
                    radius: Theme.radiusEvent
                    color: event.modelData.tentative ? Theme.ground : Qt.tint(Theme.ground, Theme.wash(event.hue, Theme.washEvent))
                    border.width: event.modelData.tentative ? 1.4 : 0
                    border.color: event.hue
                }

                FocusRing {
                    radius: Theme.radiusEvent + 3
                }

                Rectangle {
                    visible: !event.modelData.tentative
                    x: 6
                    y: 6
                    width: 3
                    height: parent.height - 12
                    radius: 1.5
                    color: event.hue
                }

                Words {
                    id: name
                    x: 16
                    y: event.low ? (event.height - height) / 2 : 5
                    width: parent.width - 20
                    // No word is torn: one that is wider is cut.
                    text: event.lines > 1 ? Breaks.fitted(event.modelData.title, width, font.pixelSize) : event.modelData.title
                    color: event.hue
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: event.lines > 1 ? Text.WordWrap : Text.NoWrap
                    maximumLineCount: event.lines
                    elide: Text.ElideRight
                    font.pixelSize: Theme.detail
                    font.weight: Theme.strong
                }

                Words {
                    readonly property int lines: Math.floor((event.height - name.y - name.height - 1) / 16)
                    visible: !event.low && lines > 0
                    anchors.top: name.bottom
                    x: name.x
                    width: name.width
                    text: event.modelData.detail
                    color: event.hue
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    maximumLineCount: Math.max(1, lines)
                    elide: Text.ElideRight
                    font.pixelSize: Theme.note
                }
            }
        }
    }
}
