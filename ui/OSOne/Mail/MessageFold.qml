pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// Where a quote is folded away, or could be.
Item {
    id: fold

    required property string html
    required property bool folded
    required property int margin
    required property string said
    readonly property Item spoken: button

    height: 36
    Accessible.ignored: true

    QuietButton {
        id: button
        Accessible.name: text + ": " + fold.said
        x: fold.margin
        plain: true
        icon: fold.folded ? "chevron-right" : "chevron-down"
        ink: Theme.faint
        text: fold.folded ? qsTr("Show quoted text") : qsTr("Hide quoted text")
        onClicked: Reading.fold(fold.html)
    }
}
