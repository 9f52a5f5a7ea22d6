pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls

// The name of a part of the page.
Spoken {
    topPadding: 34
    bottomPadding: 8
    color: Theme.faint
    font.pixelSize: Theme.detail
    font.weight: Theme.strong
    Accessible.role: Accessible.Heading
}
