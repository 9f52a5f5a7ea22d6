"""iCalendar as text (RFC 5545): the lines of each component, cut out without changing any of them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from osone.calendar.lines import MARK, physical, properties
from osone.calendar.zones import spelled

DEEPEST = 16
"""What lies deeper in each other is kept as lines and no longer followed."""
HEAD = 8_192
"""So many letters of a calendar's own properties go along with each of its events."""
MOST_PARTS = 50_000
"""So many components of a calendar are read."""
LONGEST_LINE = 400_000
"""So many letters of a line, with its folds, are read: twenty thousand dates, and more of words than is ever shown."""
MOST_ZONES = 200
"""So many zones of its own are read of a file."""
OUTERMOST = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
"""What lies in a calendar only: where one begins in another, the other was never closed."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a calendar as it stood."""

    kind: str
    """``VEVENT``, ``VTIMEZONE``, …"""
    lines: list[str]
    line: int
    """Where it begins in the file, from 1."""
    closed: bool
    """Whether its end was there; where it was not, the lines end it all the same."""

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return "".join(self.lines)


@dataclass(slots=True)
class Sheet:
    """One VCALENDAR as text: its own lines, and its components each as they stood."""

    line: int = 1
    text: str = ""
    head: list[str] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    closed: bool = False
    beyond: int = 0
    """How many components were more than are read."""
    cut: int = 0
    """How many lines were longer than is read."""
    _values: dict[str, str] | None = None

    def take(self, part: Component) -> None:
        """One more component, as long as there are not too many."""
        if len(self.components) < MOST_PARTS:
            self.components.append(part)
        else:
            self.beyond += 1

    def value(self, name: str) -> str:
        """A property of the calendar itself, or empty."""
        if self._values is None:
            lines = ["BEGIN:VCALENDAR\n", *self.head, "END:VCALENDAR\n"]
            self._values = {}
            for one in properties(lines):
                self._values.setdefault(one.name, one.text())
        return self._values.get(name, "")

    def zones(self, most: int = MOST_ZONES) -> dict[str, str]:
        """The VTIMEZONEs by their TZID in small letters, as text; the first so many of them."""
        found: dict[str, str] = {}
        for part in self.components:
            if part.kind == "VTIMEZONE" and len(found) < most:
                tzid = next(
                    (spelled(one.text()).casefold() for one in properties(part.lines) if one.name == "TZID"), ""
                )
                if tzid:
                    found.setdefault(tzid, part.text)
        return found

    def only(self, parts: Iterable[Component], zones: Collection[str]) -> str:
        """A VCALENDAR of these components alone, with the zones given as text."""
        head: list[str] = []
        room = HEAD
        for line in self.head:
            room -= len(line)
            if room >= 0:
                head.append(line)
        kept = [text for part in parts for text in part.lines]
        return "".join(["BEGIN:VCALENDAR\r\n", *head, *zones, *kept, "END:VCALENDAR\r\n"])


def sheets(text: str) -> Iterator[Sheet]:
    """Every VCALENDAR of a text, in order; one that breaks off is not ``closed``.

    A component that stands in none, as one does that was cut out of its calendar, is taken as if it did.
    """
    sheet: Sheet | None = None
    whole: list[str] = []
    part: list[str] = []
    stack: list[str] = []
    begun = beyond = 0
    room = LONGEST_LINE

    def end(closed: bool) -> None:
        nonlocal part, beyond
        if sheet is not None and stack:
            part += [f"END:{kind}\r\n" for kind in reversed(stack)]
            sheet.take(Component(stack[0], part, begun, closed))
        stack.clear()
        part, beyond = [], 0

    for number, raw in enumerate(physical(text), start=1):
        if raw[:1] in (" ", "\t"):
            room -= len(raw)
            if room < 0:
                if sheet is not None and room + len(raw) >= 0:
                    sheet.cut += 1
                continue
        else:
            room = LONGEST_LINE
        line = raw.removeprefix("\ufeff")  # of a file that was put behind another
        # Beside lines of ours, which end with LF, a CR alone would end none.
        line = line if line.endswith("\n") else f"{line.removesuffix(chr(13))}\r\n"
        mark = MARK.match(line) if line[:1] in "BbEe" else None
        opens, kind = (mark[1].upper() == "BEGIN", mark[2].upper()) if mark else (False, "")
        if opens and (kind == "VCALENDAR" or (sheet is None and kind in OUTERMOST)):
            if sheet is not None:
                end(closed=False)
                sheet.text = "".join(whole)
                yield sheet
            sheet, whole = Sheet(number), [line]
            if kind == "VCALENDAR":
                continue
        elif sheet is None:
            continue
        else:
            whole.append(line)
        if mark is None:
            (part if stack else sheet.head).append(line)
        elif opens:
            if stack and kind in OUTERMOST:
                end(closed=False)
            if len(stack) >= DEEPEST:
                beyond += 1
                continue
            if not stack:
                begun = number
            stack.append(kind)
            part.append(line)
        elif kind == "VCALENDAR":
            if stack:
                end(closed=False)
            sheet.closed = True
            sheet.text = "".join(whole)
            yield sheet
            sheet = None
        elif beyond:
            beyond -= 1
        elif kind in stack:
            while stack[-1] != kind:
                part.append(f"END:{stack.pop()}\r\n")  # what was never closed ends with what is around it
            part.append(line)
            if len(stack) > 1:
                stack.pop()
            else:
                sheet.take(Component(kind, part, begun, closed=True))
                stack.clear()
                part = []
    if sheet is not None:
        end(closed=False)
        sheet.text = "".join(whole)
        yield sheet


# ── bytes ────────────────────────────────────────────────────────────────────────────────────────────────────────

_LOGICAL = re.compile(rb"[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_FOLD = re.compile(rb"\r?\n[ \t]")


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16, or line by line what old Windows programs wrote.

    A letter that a fold cuts in two (RFC 5545, section 3.1, counts octets) is put together again.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    first, second = data[0:32:2], data[1:32:2]
    if any(first) != any(second):  # every other one is nothing, as no text but that has it
        return data.decode("utf-16-le" if any(first) else "utf-16-be", "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(_decoded_line(line) for line in _LOGICAL.findall(data.removeprefix(b"\xef\xbb\xbf")))


def _decoded_line(line: bytes) -> str:
    for one in (line, _FOLD.sub(b"", line)):
        try:
            return one.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return line.decode("cp1252", "replace")
