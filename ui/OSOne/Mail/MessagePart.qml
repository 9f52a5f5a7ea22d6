pragma ComponentBehavior: Bound

import QtQuick

// One piece of a conversation: the head of a message, a block of its text, a fold, its files.
DelegateChooser {
    id: part

    required property int width
    required property int margin
    required property int measure
    // The piece that somebody who listens has come to.
    required property int heard

    role: "drawn"

    DelegateChoice {
        roleValue: "head"

        MessageHead {
            width: part.width
            margin: part.margin
            heard: part.heard
        }
    }

    DelegateChoice {
        roleValue: "fields"

        MessageFields {
            width: part.width
            margin: part.margin
            measure: part.measure
        }
    }

    DelegateChoice {
        roleValue: "words"

        MessageWords {
            width: part.width
            margin: part.margin
            measure: part.measure
            heard: part.heard
        }
    }

    DelegateChoice {
        roleValue: "block"

        MessageBlock {
            width: part.width
            margin: part.margin
            measure: part.measure
            heard: part.heard
        }
    }

    DelegateChoice {
        roleValue: "pictures"

        MessagePictures {
            width: part.width
            margin: part.margin
            measure: part.measure
        }
    }

    DelegateChoice {
        roleValue: "fold"

        MessageFold {
            width: part.width
            margin: part.margin
        }
    }

    DelegateChoice {
        roleValue: "files"

        MessageFiles {
            width: part.width
            margin: part.margin
        }
    }

    DelegateChoice {
        roleValue: "invitation"

        MessageInvitation {
            width: part.width
            margin: part.margin
            measure: part.measure
            heard: part.heard
        }
    }

    DelegateChoice {
        roleValue: "wait"

        MessageWait {
            width: part.width
            margin: part.margin
            measure: part.measure
        }
    }
}
