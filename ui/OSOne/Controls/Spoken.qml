pragma ComponentBehavior: Bound

import QtQuick

// Words that a screen reader reads too; others are part of something that has a name of its own.
Words {
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
