pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import OSOne.Theme
import OSOne.Controls
import OSOne.Mail

// The messages of a conversation, one after the other. It opens where one has not read yet, and says what was seen.
ListView {
    id: list

    // Until it is moved, it stays where it opened while its pieces come.
    property bool fresh: true
    readonly property real last: Math.max(originY, originY + contentHeight + bottomMargin - height)
    // Where the link leads that the pointer rests on.
    property string pointed: ""
    readonly property Item at: Window.activeFocusItem
    readonly property int line: 48
    readonly property int folded: 58
    // The piece that somebody who listens has come to.
    property int heardAt: -1

    activeFocusOnTab: true
    // The keyboard is on the whole of it, not on its first piece.
    currentIndex: -1
    highlightFollowsCurrentItem: false
    keyNavigationEnabled: false
    clip: true
    model: Reading
    reuseItems: false
    // Who listens may ask for what is far below.
    cacheBuffer: Access.active ? 60000 : 320
    boundsBehavior: Flickable.StopAtBounds
    bottomMargin: 24
    Accessible.role: Accessible.Document
    Accessible.name: Reading.subject

    onAtChanged: Linked.set_here(at === list)
    onMovementStarted: list.fresh = false
    onContentHeightChanged: {
        if (list.fresh)
            list.begin();
        seen.restart();
    }
    onContentYChanged: seen.restart()
    onHeightChanged: seen.restart()
    onVisibleChanged: seen.restart()

    // At the first message that is unread; the subject stays in view where that is not far down.
    function begin(): void {
        const above = (headerItem?.height ?? 0) + Reading.place * folded;
        if (above < height * 0.4)
            list.positionViewAtBeginning();
        else
            list.positionViewAtIndex(Reading.place, ListView.Beginning);
    }

    // On from where it is gliding to, so that keys in a row add up.
    function leaf(by: real): void {
        const from = glide.running ? glide.to : contentY;
        list.fresh = false;
        glide.stop();
        glide.from = contentY;
        glide.to = Math.max(originY, Math.min(from + by, last));
        glide.start();
    }

    function jump(end: bool): void {
        glide.stop();
        list.fresh = false;
        if (end)
            list.positionViewAtEnd();
        else
            list.positionViewAtBeginning();
    }

    // One piece on or back for who listens, instead of a line.
    function step(by: int): void {
        const from = heardAt >= 0 ? heardAt + by : Math.max(0, list.indexAt(1, list.contentY + 32));
        list.fresh = false;
        list.heardAt = Math.max(0, Math.min(list.count - 1, from));
        list.positionViewAtIndex(list.heardAt, ListView.Contain);
        Access.point(list.itemAtIndex(list.heardAt));
    }

    // A piece is in view, where it was not.
    function show(row: int): void {
        list.fresh = false;
        glide.stop();
        list.positionViewAtIndex(row, ListView.Contain);
    }

    NumberAnimation {
        id: glide
        target: list
        property: "contentY"
        duration: Theme.quick
        easing.type: Easing.OutCubic
        onFinished: list.returnToBounds()
    }

    Timer {
        id: seen
        interval: 60
        onTriggered: {
            if (!list.visible || list.count === 0)
                return;
            const last = list.indexAt(1, list.contentY + list.height - 32);
            Reading.saw(Math.max(0, list.indexAt(1, list.contentY + 32)), last < 0 ? list.count - 1 : last);
        }
    }

    FocusFollow {
        view: list
    }

    ReadingLinks {
        id: links
        view: list
    }

    Connections {
        target: Attached

        function onAsked(row: int, place: int): void {
            if (row < 0) {
                links.take();
                return;
            }
            list.show(row);
            const part = list.itemAtIndex(row);
            (part as MessageFiles)?.takeFocus(place);
            (part as MessagePictures)?.takeFocus(place);
        }
    }

    Connections {
        target: Reading

        function onOpenedAfresh(): void {
            list.pointed = "";
            list.heardAt = -1;
            glide.stop();
            list.fresh = true;
            list.begin();
            seen.restart();
        }

        function onMessageChanged(): void {
            list.fresh = false;
            if (Reading.place >= 0)
                list.positionViewAtIndex(Reading.place, ListView.Beginning);
        }

        function onLeafed(how: string): void {
            const page = list.height - 64;
            const at = glide.running ? glide.to : list.contentY;
            if (how === "on" && at >= list.last - list.bottomMargin - 1)
                Reading.run_out(1);
            else if (how === "back" && at <= list.originY + 1)
                Reading.run_out(-1);
            else if (how === "top" || how === "end")
                list.jump(how === "end");
            else if (Access.active && list.activeFocus && (how === "down" || how === "up"))
                list.step(how === "down" ? 1 : -1);
            else
                list.leaf(({
                        on: page,
                        back: -page,
                        down: list.line,
                        up: -list.line
                    })[how]);
        }
    }
}
