pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Which icon the pointer or the keyboard rests on.
QtObject {
    id: tips

    property Pressable over: null

    function rest(item: Pressable, resting: bool): void {
        if (resting)
            tips.over = item;
        else if (tips.over === item)
            tips.over = null;
    }
}
