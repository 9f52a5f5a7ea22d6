import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Calendar

// There is more that lasts over days than is shown above the hours.
Words {
    text: qsTr("more")
    color: Theme.soft
    font.pixelSize: Theme.note
    Accessible.role: Accessible.Link
    Accessible.onPressAction: Calendar.choose("agenda")
    Accessible.name: qsTr("More all-day events than fit here. The agenda shows them all.")

    TapHandler {
        onTapped: Calendar.choose("agenda")
    }
}
