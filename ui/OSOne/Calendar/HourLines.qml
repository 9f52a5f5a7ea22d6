pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// The hours at the left, a hairline for each, and one between the days; a press looks at a day, two write on it.
Item {
    id: lines

    property int gutter: 64
    property int step: 52
    property real column: 100

    height: step * 24
    Accessible.ignored: true

    Repeater {
        model: 24

        Item {
            id: hour
            required property int index
            y: index * lines.step
            width: lines.width

            Words {
                x: lines.gutter - 34 - implicitWidth / 2
                y: -height / 2
                visible: hour.index > 0
                text: String(hour.index).padStart(2, "0")
                color: Theme.faint
                font.pixelSize: Theme.detail
                Accessible.ignored: true
            }

            Rectangle {
                x: lines.gutter
                width: lines.column * Calendar.columns
                height: 1
                color: Theme.line
                opacity: 0.8
            }
        }
    }

    Repeater {
        model: Calendar.days

        Item {
            id: day
            required property int column
            required property string key
            x: lines.gutter + column * lines.column
            width: lines.column
            height: lines.height

            Rectangle {
                visible: day.column > 0
                width: 1
                height: parent.height
                color: Theme.line
                opacity: 0.55
            }

            TapHandler {
                onSingleTapped: Calendar.look_at(day.key)
                onDoubleTapped: Calendar.write_on(day.key)
            }
        }
    }
}
