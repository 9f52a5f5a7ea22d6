pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Controls
import OSOne.Settings

// An account: how it stands, and where one asks for it, what it is called and where it stands.
Column {
    id: lines

    property var account: null
    property bool open: false
    readonly property string fault: account?.fault ?? ""
    readonly property bool served: (account?.change ?? "") !== ""

    FactLine {
        width: lines.width
        icon: lines.served ? "mail" : "hard-drive"
        text: lines.account?.called ?? ""
        detail: lines.account?.detail ?? ""
        fault: lines.fault
        actionText: lines.fault !== "" && lines.served ? qsTr("Fix") : lines.open ? qsTr("Done") : qsTr("Edit")
        onActed: lines.fault !== "" && lines.served ? Preferences.ask(lines.account.change) : Preferences.edit(lines.account.id)
    }

    Loader {
        x: 35
        width: lines.width - x
        active: lines.open
        visible: active
        sourceComponent: Column {
            bottomPadding: 18

            NameLine {
                width: parent.width
                text: qsTr("Account name")
                called: lines.account?.called ?? ""
                value: lines.account?.label ?? ""
                placeholder: lines.account?.address ?? ""
                onChosen: words => Preferences.rename(lines.account.id, words)
            }

            SignatureLine {
                width: parent.width
                value: lines.account?.signature ?? ""
                wanted: Preferences.signs !== 0 && Preferences.signs === (lines.account?.id ?? 0)
                onChosen: words => Preferences.sign(lines.account.id, words)
                onArrived: Preferences.signs_now()
            }

            Flow {
                width: parent.width
                spacing: 10

                QuietButton {
                    visible: lines.served
                    text: qsTr("Password and servers")
                    Accessible.name: text + ": " + lines.account?.called
                    onClicked: Preferences.ask(lines.account.change)
                }

                QuietButton {
                    visible: !(lines.account?.first ?? true)
                    text: qsTr("Move up")
                    Accessible.name: text + ": " + lines.account?.called
                    onClicked: Preferences.shift(lines.account.id, -1)
                }

                QuietButton {
                    visible: !(lines.account?.last ?? true)
                    text: qsTr("Move down")
                    Accessible.name: text + ": " + lines.account?.called
                    onClicked: Preferences.shift(lines.account.id, 1)
                }

                QuietButton {
                    text: qsTr("Remove account")
                    Accessible.name: text + ": " + lines.account?.called
                    onClicked: Preferences.ask(lines.account.remove)
                }
            }
        }
    }
}
