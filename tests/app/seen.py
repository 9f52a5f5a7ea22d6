"""What stands in the window, for tests that drive it by keys: its items and its words; and mail of a test's own."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import unescape

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem

from osone.app.profile import profile
from osone.app.profile.profile import Profile
from osone.model.mail import Flag, Role
from osone.sync import importing, indexing
from osone.sync.importing import FoundMessage
from osone.sync.working import Pace, open_files
from tests.app.house import Running

DAY = 1_793_610_000
"""2 November 2026."""
TAG = re.compile(r"<style>.*?</style>|<[^>]*>", re.S)


def every(one: QQuickItem) -> Iterator[QQuickItem]:
    """An item and all that is in it."""
    yield one
    for child in one.childItems():
        yield from every(child)


def type_of(one: QQuickItem) -> str:
    """The name of an item's type."""
    return one.metaObject().className().partition("_QMLTYPE")[0]


def content(house: Running) -> QQuickItem:
    """All of the window."""
    assert house.house.window is not None
    return house.house.window.contentItem()


def items(house: Running, name: str) -> list[QQuickItem]:
    """The items of a type that are seen."""
    return [one for one in every(content(house)) if type_of(one) == name and one.isVisible()]


def item(house: Running, name: str) -> QQuickItem:
    """The first of them."""
    found = items(house, name)
    assert found, name
    return found[0]


def focus(house: Running) -> QQuickItem | None:
    """What has the keyboard."""
    assert house.house.window is not None
    return house.house.window.activeFocusItem()


def focused(house: Running) -> list[str]:
    """The types of what has the keyboard, from the inside out."""
    at, names = focus(house), []
    while at is not None:
        names.append(type_of(at))
        at = at.parentItem()
    return names


def place(one: QQuickItem) -> QRectF:
    """Where an item is in the window."""
    return one.mapRectToScene(QRectF(0, 0, one.width(), one.height()))


def in_view(house: Running, one: QQuickItem) -> bool:
    """Whether all of it can be seen: within the window, and within every list that it is in."""
    shown, around = place(one), one.parentItem()
    bounds = place(content(house))
    while around is not None:
        if around.inherits("QQuickFlickable"):
            bounds = bounds.intersected(place(around))
        around = around.parentItem()
    return bounds.adjusted(-1, -1, 1, 1).contains(shown)


def words(house: Running, within: str = "") -> list[str]:
    """All words that are drawn, without their marks; those in the items of one type, or all."""
    roots = items(house, within) if within else [content(house)]
    found = []
    for one in (inner for root in roots for inner in every(root)):
        text = one.property("text") if one.inherits("QQuickText") and one.isVisible() else None
        if text:
            found.append(unescape(TAG.sub("", str(text))).strip())
    return found


def texts(house: Running, within: str) -> list[QQuickItem]:
    """The items that draw words within the items of one type."""
    every_one = (inner for root in items(house, within) for inner in every(root))
    return [one for one in every_one if one.inherits("QQuickText") and one.isVisible() and one.property("text")]


def link_in(text: QQuickItem) -> QPointF:
    """A place in the window where a link of these words is drawn."""
    for y in range(2, int(text.height()), 4):
        for x in range(2, int(text.width()), 4):
            if text.linkAt(x, y):  # type: ignore[attr-defined]
                return text.mapToScene(QPointF(x, y))
    raise AssertionError("no link is drawn")


def letter(
    subject: str,
    body: str = "Some words.",
    *,
    sender: str = "Bo <bo@one.example>",
    to: str = "Mara <mara@lindqvist.example>",
    kind: str = "text/plain",
    more: str = "",
    name: str = "",
) -> bytes:
    """A message; ``more`` are fields of its head, ``name`` its id where that is not its subject."""
    mark = name or re.sub(r"\W+", "-", subject)
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{mark}@one.example>\r\n"
        f"Date: Mon, 02 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n{more}"
        f"Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n"
    ).encode()


def bring(opened: Profile, *raws: bytes, seen: Iterable[int] = ()) -> None:
    """Put messages into the inbox and the index; those with these numbers were read."""
    files = open_files(opened.store)
    try:
        account = importing.account_here(files, "Here", "mara@lindqvist.example")
        some = [
            FoundMessage(raw, Flag.SEEN if n in set(seen) else Flag(0), "INBOX", Role.INBOX, DAY + n)
            for n, raw in enumerate(raws)
        ]
        importing.bring_in(files, account, some, Pace(), lambda _what: None)
    finally:
        files.close()
    indexing.index_all(opened.store, Pace(), lambda _what: None, once=True)


@contextmanager
def bare() -> Iterator[Profile]:
    """A throw-away profile of somebody who was met, with nothing in it."""
    with profile.throw_away() as opened:
        direct = profile.Direct(opened.store)
        for key, value in {"meeting.done": True, "mind.choice": "none", "voice.choice": "none"}.items():
            direct.run("settings.set", {"key": key, "value": value}, "shell")
        direct.close()
        yield opened


def show(house: Running, subject: str) -> None:
    """Open the conversation of this subject."""
    house.press("Esc", "Esc", "Esc", "g", "i")
    thread = house.number("SELECT thread FROM message WHERE subject = ?", subject)
    house.screens.show(("thread", thread))
    reading = house.screens.reading
    house.until(lambda: reading.open_thread == thread and len(reading.rows) > 1, "it is open")
    house.turn(0.2)
