pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Settings

// All that can be set, one line after the other. Lines stay as values change: made anew they would lose the keyboard.
Column {
    id: page

    // Before all else: without it, nothing of what is set here lasts.
    Loader {
        width: page.width
        visible: active
        active: Preferences.keepable
        sourceComponent: PassphraseLines {
            width: page.width
        }
    }

    Section {
        text: qsTr("You and your companion")
    }

    NameLine {
        width: page.width
        text: qsTr("Your name")
        value: Preferences.person
        onChosen: name => Preferences.write("person.name", name)
    }

    NameLine {
        width: page.width
        text: qsTr("Companion's name")
        value: Preferences.companion
        onChosen: name => Preferences.write("companion.name", name)
    }

    Repeater {
        model: Preferences.manner.length

        ChoiceLine {
            required property int index
            width: page.width
            modelData: Preferences.manner[index]
        }
    }

    FactLine {
        width: page.width
        icon: "volume-2"
        text: qsTr("Voice")
        detail: Preferences.voice
        actionText: qsTr("Change")
        onActed: Preferences.ask("voice.choose")
    }

    FactLine {
        width: page.width
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
        model: Preferences.accounts.length

        AccountLines {
            required property int index
            width: page.width
            account: Preferences.accounts[index] ?? null
            open: (account?.id ?? 0) === Preferences.edited
        }
    }

    FactLine {
        width: page.width
        icon: "plus"
        text: Preferences.accounts.length > 0 ? qsTr("Add account") : qsTr("No account yet")
        detail: qsTr("Sign in, or import from this computer")
        actionText: qsTr("Add")
        onActed: Preferences.ask("account.add")
    }

    Repeater {
        model: Preferences.clients.length

        NameLine {
            required property int index
            readonly property var client: Preferences.clients[index] ?? null
            width: page.width
            text: client?.sentence ?? ""
            value: client?.value ?? ""
            onChosen: name => Preferences.write(client.key, name)
        }
    }

    Section {
        visible: Preferences.blocked.length > 0
        text: qsTr("Blocked senders")
    }

    Repeater {
        model: Preferences.blocked.length

        FactLine {
            required property int index
            readonly property var sender: Preferences.blocked[index] ?? null
            width: page.width
            icon: "ban"
            text: sender?.name ?? ""
            detail: sender?.name !== sender?.address ? sender?.address ?? "" : ""
            actionText: qsTr("Unblock")
            onActed: Preferences.unblock(sender.address)
        }
    }

    Section {
        text: qsTr("Display")
    }

    Repeater {
        model: Preferences.look.length

        ChoiceLine {
            required property int index
            width: page.width
            modelData: Preferences.look[index]
        }
    }

    Section {
        text: qsTr("Keyboard and reading")
    }

    Repeater {
        model: Preferences.switches.length

        SwitchLine {
            required property int index
            width: page.width
            modelData: Preferences.switches[index]
        }
    }

    Repeater {
        model: Preferences.reading.length

        ChoiceLine {
            required property int index
            width: page.width
            modelData: Preferences.reading[index]
        }
    }

    FactLine {
        width: page.width
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
        width: page.width
        icon: "lock"
        text: qsTr("Stored on this computer, encrypted")
        detail: Preferences.place
    }

    FactLine {
        width: page.width
        icon: "cloud-off"
        text: qsTr("Only contacts the servers you added")
        detail: Preferences.version
    }
}
