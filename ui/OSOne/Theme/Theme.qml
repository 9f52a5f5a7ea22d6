pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// The tokens of the look: colours by day and night, type, space and motion.
QtObject {
    id: theme

    readonly property bool dark: Application.styleHints.colorScheme === Qt.ColorScheme.Dark
    readonly property bool night: Look.night
    readonly property bool calm: Look.calm
    readonly property real scale: Look.scale
    // Dots on the glass to one of Qt's. The window says when it is on another: to ask for it costs more than an icon.
    property real glass: Application.screens[0]?.devicePixelRatio ?? 1

    readonly property color ground: night ? "#1D1714" : "#F6EFE6"
    readonly property color paper: night ? "#272019" : "#FCF9F4"
    readonly property color sunk: night ? "#231C17" : "#F0E7DB"
    // What is the person's own on the sunk ground: their words, and the line for them.
    readonly property color bubble: night ? "#3E332B" : "#FCF9F4"
    readonly property color ink: night ? "#F0E6DA" : "#3A2E28"
    readonly property color soft: night ? "#B5A596" : "#6B5C51"
    readonly property color faint: night ? "#9A8A7C" : "#74665A"
    readonly property color line: night ? "#3A3029" : "#E7DCCD"
    readonly property color hover: night ? "#332A23" : "#F3E9DC"
    readonly property color accent: night ? "#E07F63" : "#D1684E"
    readonly property color fill: night ? "#E07F63" : "#B9503A"
    readonly property color fillHover: night ? "#EA8F75" : "#A94531"
    readonly property color fillInk: night ? "#2A1610" : "#FFFFFF"
    readonly property color accentInk: night ? "#EE9B82" : "#A03F2B"
    readonly property color field: night ? "#5E281E" : "#BC523A"
    readonly property color fieldHover: night ? "#6E3326" : "#A94531"
    readonly property color fieldInk: "#FFFFFF"
    readonly property color fieldSoft: night ? "#F3D9D0" : "#FFFBF9"
    readonly property color dusk: night ? "#9DB5CE" : "#3E6080"
    readonly property color mauve: night ? "#C3A8CB" : "#72517D"
    readonly property color rose: night ? "#E3A9A9" : "#944649"
    readonly property color moss: night ? "#B4C397" : "#526230"
    readonly property color amber: night ? "#E4BE7C" : "#7A5612"
    readonly property color mark: night ? "#5A4520" : "#F6DFA6"
    readonly property color veil: night ? "#A6120D0A" : "#592E211A"
    readonly property color shadow: night ? "#73000000" : "#472E1C12"

    readonly property string family: "Manrope"
    // Every letter as wide as another.
    readonly property string mono: Qt.platform.os === "osx" ? "Menlo" : Qt.platform.os === "windows" ? "Consolas" : "monospace"
    readonly property int display: 40
    readonly property int title: 26
    readonly property int box: 20
    readonly property int letter: 16
    readonly property int body: 15
    readonly property int detail: 13
    readonly property int note: 12
    readonly property int light: Font.Light
    readonly property int regular: Font.Normal
    readonly property int medium: Font.Medium
    readonly property int strong: Font.DemiBold
    readonly property int bold: Font.Bold

    readonly property int unit: 8
    readonly property int rail: 72
    readonly property int strip: 68
    // A screen that is wider than this has what is read in its middle.
    readonly property int wide: 1200
    readonly property int side: 320
    readonly property int radiusEvent: 9
    readonly property int radiusRow: 14
    readonly property int radiusSheet: 18

    // So much of a hue under words in that hue: more of it would leave them less contrast than 4.5.
    readonly property real washPast: night ? 0.09 : 0.08
    readonly property real washEvent: night ? 0.15 : 0.12
    readonly property real washCurrent: night ? 0.22 : 0.15

    readonly property int quick: calm ? 0 : 120
    readonly property int steady: calm ? 0 : 160
    readonly property int slow: calm ? 0 : 200

    // A hue by its name, as the view-models speak of them.
    function hue(name: string): color {
        switch (name) {
        case "dusk":
            return theme.dusk;
        case "mauve":
            return theme.mauve;
        case "rose":
            return theme.rose;
        case "moss":
            return theme.moss;
        case "amber":
            return theme.amber;
        case "accent":
            return theme.accentInk;
        default:
            return theme.soft;
        }
    }

    // A hue laid thinly over what is beneath it.
    function wash(colour: color, share: real): color {
        return Qt.rgba(colour.r, colour.g, colour.b, share);
    }

    onDarkChanged: Look.follow(dark)
    Component.onCompleted: Look.follow(dark)
}
