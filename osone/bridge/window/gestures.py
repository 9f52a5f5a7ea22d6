"""Verbs of the screen alone, carried out: where to look, what to open, where the cursor goes."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from osone.calendar.periods import EARLIEST, LATEST

if TYPE_CHECKING:
    from osone.bridge.window.rooms import Rooms


def _cursor(rooms: "Rooms", value: object) -> None:
    _move(rooms, int(str(value)))


def _page(rooms: "Rooms", value: object) -> None:
    if rooms.shell.property("room") == "calendar" and rooms.calendar.property("opened"):
        rooms.calendar.leafed.emit(int(str(value)))
    else:
        _move(rooms, int(str(value)) * 8)


def _palette(rooms: "Rooms", _value: object) -> None:
    rooms.capture.close()  # it would lie over the palette
    rooms.finder.open()


def _edge(rooms: "Rooms", value: object) -> None:
    _move(rooms, int(str(value)) * 10_000_000)


def _move(rooms: "Rooms", by: int) -> None:
    room = rooms.shell.property("room")
    if room == "mail":
        rooms.inbox.set_cursor(max(0, int(rooms.inbox.property("cursor")) + by))
        if rooms.reading.open_thread and rooms.inbox.current:
            rooms.open_thread(rooms.inbox.current)
    elif room == "tasks":
        rooms.tasks.set_cursor(int(rooms.tasks.property("cursor")) + by)
    elif room == "calendar":
        rooms.calendar.move(by)
    elif room == "home":
        rooms.day.set_cursor(int(rooms.day.property("cursor")) + by)


def _open(rooms: "Rooms", _value: object) -> None:
    room = rooms.shell.property("room")
    if room == "mail" and rooms.inbox.current:
        rooms.open_thread(rooms.inbox.current)
    elif room == "home":
        kind, number = rooms.day.current
        if kind == "thread":
            rooms.open_from_home(number)
        elif kind == "task":
            rooms.shell.go("tasks")
    elif room == "calendar":
        rooms.calendar.open()


def _back(rooms: "Rooms", _value: object) -> None:
    if rooms.finder.property("opened"):
        rooms.finder.close()
    elif rooms.capture.property("opened"):
        rooms.capture.close()
    elif rooms.shell.property("sheet"):
        rooms.shell.show_keys()
    elif rooms.shell.property("asking"):
        rooms.shell.decide_last(False)
    elif rooms.talk.property("busy"):
        rooms.talk.stop()
    elif rooms.inbox.property("selection") or rooms.tasks.selecting:
        rooms.inbox.select_none()
        rooms.tasks.select_none()
    elif rooms.shell.property("room") == "mail" and rooms.reading.open_thread:
        rooms.reading.close()
    elif rooms.shell.property("room") == "calendar" and rooms.calendar.property("opened"):
        rooms.calendar.close()
    elif rooms.inbox.property("searching"):
        rooms.inbox.leave_search()
    elif rooms.shell.property("room") == "settings":
        rooms.shell.go("home")


def _select(rooms: "Rooms", _value: object) -> None:
    if rooms.shell.property("room") == "mail" and rooms.inbox.current:
        rooms.inbox.toggle(rooms.inbox.current)
    elif rooms.shell.property("room") == "tasks" and rooms.tasks.current:
        rooms.tasks.toggle(rooms.tasks.current)


def _extend(rooms: "Rooms", value: object) -> None:
    if rooms.shell.property("room") == "mail" and rooms.inbox.current:
        rooms.inbox.toggle(rooms.inbox.current, True)
        _move(rooms, int(str(value)))
        rooms.inbox.toggle(rooms.inbox.current, True)
    elif rooms.shell.property("room") == "tasks" and rooms.tasks.current:
        rooms.tasks.toggle(rooms.tasks.current, True)
        _move(rooms, int(str(value)))
        rooms.tasks.toggle(rooms.tasks.current, True)


def _box(rooms: "Rooms", value: object) -> None:
    rooms.go_box(int(str(value)))


def _view(rooms: "Rooms", value: object) -> None:
    room = rooms.shell.property("room")
    if room == "mail":
        rooms.inbox.view(int(str(value)))
    elif room == "tasks":
        rooms.tasks.view_number(int(str(value)))
    elif room == "calendar":
        rooms.calendar.number(int(str(value)))


def _fold(rooms: "Rooms", _value: object) -> None:
    rooms.preferences.change("companion.folded", not rooms.preferences.value("companion.folded"))


def _talk(rooms: "Rooms", _value: object) -> None:
    rooms.shell.set_folded(False)
    rooms.talk.focusAsked.emit()


def _date(rooms: "Rooms", value: object) -> None:
    from osone.calendar.grammar import words  # a large table, for what is typed

    found = next((s.at for s in words.find(str(value), rooms.now()) if s.at is not None), None)
    if found is None:
        rooms.shell.toast(f"“{value}” is not a day that I know. Try “friday”, “14 nov” or “in two weeks”.", fault=True)
        return
    if not EARLIEST <= found.date() <= LATEST:
        rooms.shell.toast(
            f"The calendar goes from {EARLIEST.year} to {LATEST.year}: “{value}” is not in it.", fault=True
        )
        return
    rooms.shell.go("calendar")
    rooms.calendar.show(found.date())


def _create(rooms: "Rooms", _value: object) -> None:
    if rooms.shell.property("room") == "tasks":
        rooms.tasks.addAsked.emit()
    elif rooms.shell.property("room") == "calendar":
        rooms.calendar.write_on(f"{rooms.calendar.day}")


def _calendar(rooms: "Rooms", value: object) -> None:
    rooms.shell.go("calendar")
    rooms.calendar.choose(str(value))


def _search(rooms: "Rooms", _value: object) -> None:
    rooms.shell.go("mail")
    rooms.inbox.start_search()


def _mode(rooms: "Rooms", _value: object) -> None:
    rooms.preferences.change("look.mode", "day" if rooms.look.property("night") else "night")


GESTURES: "Mapping[str, Callable[[Rooms, object], None]]" = {
    "room": lambda rooms, value: rooms.shell.go(str(value)),
    "palette": _palette,
    "keys": lambda rooms, _value: rooms.shell.show_keys(),
    "pane": lambda rooms, value: rooms.shell.paneAsked.emit(int(str(value))),
    "message": lambda rooms, value: rooms.reading.step(int(str(value))),
    "hush": lambda rooms, _value: rooms.talk.stop(),
    "box": _box,
    "period": lambda rooms, value: rooms.calendar.period(int(str(value))),
    "day": lambda rooms, value: rooms.calendar.step(int(str(value))),
    "capture": lambda rooms, _value: rooms.capture.open("", dated=rooms.shell.property("room") == "calendar"),
    "create": _create,
    "date": _date,
    "calendar": _calendar,
    "cursor": _cursor,
    "page": _page,
    "edge": _edge,
    "open": _open,
    "back": _back,
    "select": _select,
    "extend": _extend,
    "view": _view,
    "fold": _fold,
    "talk": _talk,
    "search": _search,
    "mode": _mode,
}
