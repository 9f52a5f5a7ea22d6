pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Text in the one typeface. Plain unless told otherwise.
Text {
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.body
    textFormat: Text.PlainText
    renderType: Text.QtRendering
    linkColor: Theme.accentInk
    verticalAlignment: Text.AlignVCenter
}
