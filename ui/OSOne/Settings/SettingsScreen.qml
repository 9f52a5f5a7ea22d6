pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Controls
import OSOne.Shell
import OSOne.Settings

// One calm page.
Item {
    id: screen

    readonly property int margin: width > 860 ? 64 : 36
    readonly property bool low: height < 860

    Flickable {
        id: page
        anchors.fill: parent
        anchors.bottomMargin: 72
        contentHeight: column.y + column.height + 64
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Words {
            id: title
            x: screen.margin
            y: screen.low ? 48 : 72
            text: qsTr("Settings")
            font.pixelSize: Theme.display
            font.weight: Theme.light
            font.letterSpacing: -0.8
            Accessible.role: Accessible.Heading
        }

        Column {
            id: column
            x: screen.margin
            anchors.top: title.bottom
            anchors.topMargin: 8
            width: Math.min(720, parent.width - screen.margin * 2)

            // Before all else: without it, nothing of what is set here lasts.
            Loader {
                width: parent.width
                visible: active
                active: Preferences.keepable
                sourceComponent: PassphraseLines {
                    width: column.width
                }
            }

            Section {
                text: qsTr("You and your companion")
            }

            NameLine {
                width: parent.width
                text: qsTr("Your name")
                value: Preferences.person
                onChosen: name => Preferences.write("person.name", name)
            }

            NameLine {
                width: parent.width
                text: qsTr("Companion's name")
                value: Preferences.companion
                onChosen: name => Preferences.write("companion.name", name)
            }

            Repeater {
                model: Preferences.manner

                ChoiceLine {
                    width: column.width
                }
            }

            FactLine {
                width: parent.width
                icon: "volume-2"
                text: qsTr("Voice")
                detail: Preferences.voice
                actionText: qsTr("Change")
                onActed: Preferences.ask("voice.choose")
            }

            FactLine {
                width: parent.width
                icon: "brain"
                text: qsTr("Model")
                detail: Preferences.mind
                actionText: qsTr("Change")
                onActed: Preferences.ask("mind.choose")
            }

            Section {
                text: qsTr("Accounts")
            }

            Repeater {
                model: Preferences.accounts

                FactLine {
                    id: account
                    required property var modelData
                    width: column.width
                    icon: "mail"
                    text: account.modelData.address
                    detail: account.modelData.detail
                    fault: account.modelData.fault
                    actionText: account.modelData.change === "" ? "" : fault !== "" ? qsTr("Fix") : qsTr("Change")
                    onActed: Preferences.ask(account.modelData.change)
                }
            }

            FactLine {
                width: parent.width
                icon: "plus"
                text: Preferences.accounts.length > 0 ? qsTr("Add account") : qsTr("No account yet")
                detail: qsTr("Sign in, or import from this computer")
                actionText: qsTr("Add")
                onActed: Preferences.ask("account.add")
            }

            Section {
                text: qsTr("Display")
            }

            Repeater {
                model: Preferences.look

                ChoiceLine {
                    width: column.width
                }
            }

            Section {
                text: qsTr("Keyboard and reading")
            }

            Repeater {
                model: Preferences.switches

                SwitchLine {
                    width: column.width
                }
            }

            FactLine {
                width: parent.width
                icon: "keyboard"
                text: qsTr("Keyboard shortcuts")
                detail: qsTr("Press ? anywhere")
                actionText: qsTr("Show")
                onActed: Preferences.ask("keys.show")
            }

            Section {
                text: qsTr("Your data")
            }

            FactLine {
                width: parent.width
                icon: "lock"
                text: qsTr("Stored on this computer, encrypted")
                detail: Preferences.place
            }

            FactLine {
                width: parent.width
                icon: "cloud-off"
                text: qsTr("Only contacts the servers you added")
                detail: Preferences.version
            }
        }
    }

    Scroll {
        view: page
    }

    Fades {
        view: page
    }

    KeyHints {
        x: screen.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        width: parent.width - screen.margin * 2 - (Shell.status !== "" ? 376 : 0)
        hints: Shell.hints
        onChosen: command => Shell.press(command)
    }
}
