"""The links of what is read, by keys: the keyboard goes from one to the next, and one is found by its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.lists.keyed import Row
from osone.bridge.mail.opened import LINKS, TAGS, links_in
from osone.bridge.mail.reading import Reading
from osone.host.later import later
from osone.text.catalogue import _
from osone.text.lines import short

if TYPE_CHECKING:
    from osone.mail import links
else:
    links = later("osone.mail.links")  # once somebody asks for the links of a message

QML_IMPORT_NAME = "OSOne.Mail"
QML_IMPORT_MAJOR_VERSION = 1
HAS_LINKS = "links"
"""The fact that what is read has links."""
ANCHOR = '<a href="'
MOST = 1_000
"""Links that are looked through for words."""
LINE = 72
"""Signs of a line, about, for where in a long block a link is."""
OUTSIDE = -2
"""The row of what is no part of what is read, or all of it."""
_BREAK = re.compile(r"<br ?/?>")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of what is read: its words, where it leads, its row there and which of the links of that row it is."""

    row: int
    place: int
    href: str
    words: str


@QmlElement
@QmlSingleton
class Linked(QObject):
    """Which link the keyboard is on."""

    changed = Signal()
    asked = Signal(int, int, float)
    """A link is to be in view with the keyboard: its row, which of its links, and how far down in it that is (0–1)."""
    tabbed = Signal(int)
    """The keyboard is to go on (1) or back (-1), to a link or to what else takes it."""
    backAsked = Signal()
    """The keyboard is to be on what is read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._key, self._place = "", 0
        self._here = self._back = False

    def begin(self, reading: Reading) -> None:
        """Give it what is read."""
        self._reading = reading
        reading.openedAfresh.connect(self.let_go)

    def facts(self) -> frozenset[str]:
        """Whether there are links."""
        return frozenset({HAS_LINKS}) if any(map(_has, self._rows())) else frozenset()

    # One after the other.

    @property
    def held(self) -> bool:
        """Whether the keyboard is on a link."""
        return self._here and self._link() is not None

    def let_go(self) -> None:
        """The keyboard is on no link, but on what is read."""
        self._back = False
        self._put("", 0)

    @Slot(bool)
    def set_here(self, here: bool) -> None:
        """Whether the keyboard is on what is read, and on no part of it that takes keys itself."""
        if here != self._here:
            self._here = here
            self.changed.emit()

    @Slot(int, int, int, result=bool)
    def step(self, by: int, row: int, stop: int) -> bool:
        """To the next link or, with -1, the one before; False where something else that takes the keyboard is nearer.

        ``row`` is where the keyboard is, ``stop`` what else would take it; either is -2 where that is in no row.
        """
        on = self._link() if self._here else None
        if on is not None:
            row = on.row
        elif row == OUTSIDE and self._reading is not None:
            if by < 0:
                return False
            row = self._reading.in_view[0] - 1
        found = next(self._after(by, row, on), None)
        if found is None or (row <= stop < found.row if by > 0 else found.row < stop <= row):
            return False
        rows = self._rows()
        self._put(str(rows[found.row]["key"]), found.place)
        self.asked.emit(found.row, found.place, _down(str(rows[found.row]["html"]), found.place))
        return True

    def _after(self, by: int, row: int, on: Link | None) -> Iterator[Link]:
        rows = self._rows()
        if on is not None:
            beside = list(_links(rows[row], row))
            yield from beside[on.place + 1 :] if by > 0 else beside[: on.place][::-1]
        for n in range(max(-1, row) + by, len(rows) if by > 0 else -1, by):
            if rows[n]["rich"] and _has(rows[n]):
                yield from list(_links(rows[n], n))[::by]

    def _put(self, key: str, place: int) -> None:
        if (key, place) != (self._key, self._place):
            self._key, self._place = key, place
            self.changed.emit()

    def _link(self) -> Link | None:
        at = self._reading.place_of(self._key) if self._key and self._reading is not None else -1
        return next(islice(_links(self._rows()[at], at), self._place, None), None) if at >= 0 else None

    def follow(self) -> None:
        """Ask whether the link is to be opened that the keyboard is on."""
        on = self._link()
        if on is not None and self._reading is not None:
            # What is not opened is not asked about either.
            self._back = links.target(on.href) is not None
            self._reading.follow(on.href)

    @Slot(result=bool)
    def come_back(self) -> bool:
        """Let the keyboard come back to the link that something was asked about; False where there is none."""
        back, self._back = self._back, False
        if back and self._link() is not None:
            self.backAsked.emit()
            return True
        return False

    @Slot(str, result=str)
    def marked(self, words: str) -> str:
        """The words of the block that the keyboard is in, with the class ``on`` at the link that it is on."""
        found = next(islice(LINKS.finditer(words), self._place, None), None)
        return f'{words[: found.start()]}<a class="on" {words[found.start() + 3 :]}' if found is not None else words

    # By words.

    def offered(self, words: str) -> list[tuple[str, str]]:
        """The links with these words in what they say or in where they lead, those in view first."""
        if self._reading is None:
            return []
        first, rows = self._reading.in_view[0], self._rows()
        order = [*range(min(first, len(rows)), len(rows)), *range(min(first, len(rows)))]
        every = (link for n in order for link in _links(rows[n], n))
        found: dict[str, str] = {}
        for link in islice(every, MOST):
            said = _said(link)
            if words.strip().casefold() in said.casefold():
                found.setdefault(link.href, said)
        return list(found.items())

    def open(self, link: str) -> bool:
        """Ask whether a link that was offered is to be opened; False where it is none of them."""
        known = link in dict(self.offered(""))
        if known and self._reading is not None:
            self._reading.follow(link)
        return known

    def _rows(self) -> Sequence[Row]:
        return self._reading.rows if self._reading is not None and self._reading.open_thread else ()

    def _get_on(self) -> str:
        return self._key if self._here else ""

    def _get_row(self) -> int:
        on = self._link() if self._here else None
        return on.row if on is not None else OUTSIDE

    def _get_href(self) -> str:
        on = self._link() if self._here else None
        return on.href if on is not None else ""

    on = Property(str, _get_on, notify=changed)
    row = Property(int, _get_row, notify=changed)
    href = Property(str, _get_href, notify=changed)


def _has(row: Row) -> bool:
    # Asked of every row with every key: only what is drawn as rich text has links in it.
    if row["rich"]:
        return ANCHOR in str(row["html"])
    return row["what"] == "pictures" and any(True for _link in _links(row, 0))


def _links(row: Row, n: int) -> Iterator[Link]:
    """The links of a row; a picture that leads somewhere is one, and is called what stands for it."""
    if row["what"] == "block":
        for place, one in enumerate(links_in(str(row["html"]))):
            yield Link(n, place, one["href"], one["words"])
    elif row["what"] == "pictures" and isinstance(files := row["files"], list):
        for place, file in enumerate(files):
            if file["href"]:
                yield Link(n, place, str(file["href"]), str(file["alt"]))


def _said(link: Link) -> str:
    """The words of a link and the host that it leads to."""
    words, place = short(" ".join(link.words.split())), _host(link.href)
    if not words or not place or words == place:
        return words or place or short(link.href)
    return _("{words} ({place})", words=words, place=place)


@lru_cache(maxsize=MOST)
def _host(href: str) -> str:
    leads = links.target(href)
    return leads.place if leads is not None else ""


def _down(words: str, place: int) -> float:
    """How far down in a block its link of that number is, by the lines that its words take."""
    found = next(islice(LINKS.finditer(words), place, None), None)
    if found is None:
        return 0.0
    return _lines(words[: found.start()]) / max(1.0, _lines(words))


def _lines(words: str) -> float:
    *whole, last = [len(TAGS.sub("", line)) / LINE for line in _BREAK.split(words)]
    return sum(max(1.0, -(-line // 1)) for line in whole) + last
