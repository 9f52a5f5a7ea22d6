pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme

// Both servers by hand: name, port, how it is sealed, and the name one logs in with.
FocusScope {
    id: form

    property bool low: false

    implicitHeight: sides.height

    Column {
        id: sides
        width: parent.width
        spacing: form.low ? 12 : 24

        Repeater {
            model: ["incoming", "outgoing"]

            Column {
                id: side
                required property string modelData
                required property int index
                readonly property var server: side.index === 0 ? OnboardingAccount.incoming : OnboardingAccount.outgoing
                readonly property string told: side.index === 0 ? qsTr("Incoming") : qsTr("Outgoing")
                width: form.width
                spacing: form.low ? 2 : 8

                OnboardingWords {
                    text: side.index === 0 ? qsTr("Incoming (IMAP)") : qsTr("Outgoing (SMTP)")
                    font.pixelSize: Theme.body
                    font.weight: Theme.strong
                }

                Row {
                    spacing: 20

                    OnboardingLine {
                        width: form.width - 70 - 116 - 40
                        focus: side.index === 0
                        size: 18
                        label: qsTr("%1: server").arg(side.told)
                        placeholder: side.index === 0 ? qsTr("for example imap.example.org") : qsTr("for example smtp.example.org")
                        onEdited: text => OnboardingAccount.setServer(side.modelData, "host", text)
                        Component.onCompleted: text = side.server.host
                    }
                    OnboardingLine {
                        id: port
                        width: 70
                        size: 18
                        longest: 5
                        input.validator: IntValidator {
                            bottom: 1
                            top: 65535
                        }
                        label: qsTr("%1: port").arg(side.told)
                        text: side.server.port
                        onEdited: text => OnboardingAccount.setServer(side.modelData, "port", text)
                    }
                    SecurityToggle {
                        height: port.height
                        seal: side.server.seal
                        label: qsTr("%1: security").arg(side.told)
                        onToggled: OnboardingAccount.turnSecurity(side.modelData)
                    }
                }

                Row {
                    spacing: 16

                    OnboardingWords {
                        id: caption
                        height: user.height - 8
                        verticalAlignment: Text.AlignVCenter
                        text: qsTr("User name")
                        font.pixelSize: Theme.letter
                        Accessible.ignored: true
                    }
                    OnboardingLine {
                        id: user
                        width: form.width - caption.width - 16
                        size: 18
                        label: qsTr("%1: user name").arg(side.told)
                        placeholder: qsTr("your address, or what stands before its @")
                        onEdited: text => OnboardingAccount.setServer(side.modelData, "user", text)
                        Component.onCompleted: text = side.server.user
                    }
                }
            }
        }
    }
}
