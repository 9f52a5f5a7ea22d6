pragma ComponentBehavior: Bound

import QtQuick
import OSOne.Theme
import OSOne.Mail

// Brings the keyboard to the links of what is read, which are no items: it stays on the list, and its link is marked.
Item {
    id: links

    required property ReadingList view

    visible: false

    // The row that something is in; -2 for what is in none.
    function rowOf(item: Item): int {
        for (let part = item; part; part = part.parent) {
            if (part.parent === view.contentItem)
                return part === view.headerItem ? -1 : view.indexAt(1, part.y + 1);
        }
        return -2;
    }

    // Nothing within the list has the keyboard, for that would have it back.
    function take(): void {
        for (let part = links.rowOf(view.at) === -2 ? null : view.at; part && part !== view; part = part.parent)
            part.focus = false;
        view.forceActiveFocus();
    }

    Connections {
        target: Linked

        function onChanged(): void {
            links.view.pointed = Linked.href === "" ? "" : Reading.leads_to(Linked.href);
        }

        // What else takes the keyboard does so where it is nearer.
        function onTabbed(by: int): void {
            const from = links.view.itemAtIndex(Linked.row) ?? links.view.at;
            const next = from.nextItemInFocusChain(by > 0);
            if (!Linked.step(by, links.rowOf(from), links.rowOf(next)))
                next.forceActiveFocus(by > 0 ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        }

        function onBackAsked(): void {
            links.take();
        }

        function onAsked(row: int, place: int, down: real): void {
            const list = links.view;
            links.take();
            list.show(row);
            const block = list.itemAtIndex(row) as MessageBlock;
            if (!block)
                return;
            const at = block.y + block.height * down;
            const least = Math.max(list.contentY, at + 128 - list.height);
            list.contentY = Math.max(list.originY, Math.min(list.last, at - 64, least));
            const spoken = block.linked(place);
            if (spoken)
                Access.point(spoken);
        }
    }
}
