pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// A picture that came with the message, no wider than what is read; where it is broken, what is said of it.
Pressable {
    id: picture

    property string key: ""
    property string alt: ""
    property string href: ""
    // Of the file that it is; empty where the message itself holds it.
    property string name: ""
    property int wide: 0
    property int high: 0
    property real most: 600
    property bool broken: key === ""
    property bool clear: false
    readonly property real share: Math.min(1, most / Math.max(1, wide))
    // So wide is what is read at most, however wide the window becomes.
    readonly property int widest: 700
    // A picture to keep, not one that adorns: keys reach it as they do a file.
    readonly property bool kept: name !== "" && wide >= Pictures.kept
    readonly property bool leads: href !== "" || name !== ""

    width: broken ? Math.min(most, words.implicitWidth + 54) : wide * share
    height: broken ? words.height + 20 : Math.max(1, high * share)
    tabStop: leads
    label: alt || name || qsTr("Picture")
    help: href !== "" ? Reading.leads_to(href) : leads ? qsTr("Opens the picture") : ""
    Accessible.role: leads ? Accessible.Button : Accessible.Graphic
    onClicked: {
        if (href !== "")
            Reading.follow(href);
        else if (leads)
            Attached.open(key);
    }
    onActiveFocusChanged: {
        if (kept)
            Attached.hold(key, activeFocus);
    }
    Component.onDestruction: {
        if (kept)
            Attached.hold(key, false);
    }
    Keys.onRightPressed: Attached.move(1)
    Keys.onLeftPressed: Attached.move(-1)
    Component.onCompleted: {
        if (key !== "")
            Pictures.want(key, Math.ceil(Math.min(wide, widest) * Screen.devicePixelRatio * Theme.scale));
    }

    Connections {
        target: Pictures

        function onCame(key: string, source: string, clear: bool): void {
            if (key === picture.key && drawn.source.toString() === "") {
                picture.clear = clear;
                drawn.source = source;
            }
        }

        function onFailed(key: string): void {
            if (key === picture.key)
                picture.broken = true;
        }
    }

    // Until it is here, and where it is broken. Dark words on a clear ground are read on paper by night too.
    Rectangle {
        anchors.fill: parent
        radius: 6
        color: picture.clear && Theme.night ? "#FCF9F4" : Theme.sunk
        visible: drawn.source.toString() === "" || picture.broken || (picture.clear && Theme.night)
        border.width: picture.broken ? 1 : 0
        border.color: Theme.line
    }

    Image {
        id: drawn
        anchors.fill: parent
        visible: !picture.broken
        cache: false
        fillMode: Image.PreserveAspectFit
        smooth: true
        mipmap: true
    }

    Icon {
        visible: picture.broken
        x: 14
        anchors.verticalCenter: parent.verticalCenter
        name: "image-off"
        side: 18
        ink: Theme.faint
    }

    Words {
        id: words
        visible: picture.broken
        x: 42
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, picture.most - 54)
        text: picture.alt || qsTr("This picture can't be shown.")
        color: Theme.soft
        wrapMode: Text.Wrap
        font.pixelSize: Theme.detail
        Accessible.ignored: true
    }

    FocusRing {
        radius: 9
    }
}
