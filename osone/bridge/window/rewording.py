"""An event that is there in its line: what the line would make of it, as chips, and what the verb is then told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import apsw

from osone.bridge.lists.keyed import Row
from osone.bridge.window.chips import HUES, chip
from osone.calendar.spoken import how_often, no_end
from osone.host.later import later
from osone.model.calendar import Occurrence
from osone.model.marked import Marked
from osone.queries.day import occurrences
from osone.text.catalogue import _
from osone.text.dates import span
from osone.text.lines import short

if TYPE_CHECKING:
    from osone.calendar.changes import asked
    from osone.calendar.changes.asked import ChangeAsked
else:
    asked = later("osone.calendar.changes.asked")  # with a large table of words, when the first event is changed

LONGEST = 48
"""Letters of a title on a chip."""


def line(one: Occurrence, now: datetime) -> str:
    """A happening in the words that a line has for it."""
    return asked.line_of(one, now)


@dataclass(frozen=True, slots=True)
class Rewording:
    """A happening that is changed in words."""

    one: Occurrence
    before: str
    """Its line as it was."""
    notes: str
    rule: str
    """How often it is, as an RRULE's value; empty where it happens once."""
    found: "ChangeAsked | None" = None
    noted: str = ""
    """Its notes as they stand now."""
    plain: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.found is None:
            object.__setattr__(self, "noted", self.notes)

    def read(self, words: str, now: datetime, plain: Sequence[str]) -> "Rewording":
        """The same with other words in the line."""
        found = asked.asked(words, now, self.one, before=self.before, plain=plain)
        return replace(self, found=found, plain=tuple(plain))

    @property
    def idle(self) -> bool:
        """Whether nothing would be different."""
        return (self.found is None or self.found.change.idle) and self.noted == self.notes

    def remark(self, now: datetime) -> str:
        """What is to be said of an end that the line asks for; mostly nothing."""
        found = self.found
        if found is None or found.vain is None:
            return ""
        return no_end(found.vain, None if found.all_day else found.start, now.date())

    @property
    def moves(self) -> bool:
        """Whether it would be at another time."""
        return self.found is not None and self.found.change.start is not None and not self.found.all_day

    @property
    def anew(self) -> bool:
        """Whether it would repeat in another way."""
        return self.found is not None and self.found.change.rule is not None

    @property
    def marks(self) -> Sequence[Marked]:
        """What some words of the line are for."""
        return self.found.marks if self.found is not None else ()

    def chips(self, now: datetime) -> list[Row]:
        """What it would be: soft what stays, in its hue what is different."""
        found = self.found
        if found is None:
            return []
        change, today = found.change, now.date()
        marks = {str(one.mark) for one in found.marks}
        rows: list[Row] = []
        if change.title is not None:
            title = _("New name “{title}”", title=short(change.title, LONGEST))
            rows.append(chip("title", "pencil", title, "accent"))
        when = span(found.start, found.end, today, all_day=found.all_day)
        if change.start is not None:
            was = span(self.one.start, self.one.end, today, all_day=self.one.all_day)
            when = _("{before} → {after}", before=was, after=when)
        rows.append(self._chip("when", "clock", when, marks, changed=change.start is not None))
        if rule := change.rule or self.rule:
            rows.append(self._chip("repeats", "repeat", how_often(rule), marks, changed=change.rule is not None))
        if found.place:
            rows.append(self._chip("place", "map-pin", found.place, marks, changed=change.place is not None))
        elif change.place is not None:
            rows.append(chip("placeless", "map-pin", _("no place"), "dusk"))
        return rows

    def _chip(self, mark: str, icon: str, text: str, marks: set[str], *, changed: bool) -> Row:
        mine = mark if mark in marks or mark in self.plain else ""
        made = chip(f"{mark}/", icon, text, HUES[mark] if changed else "soft", mine)
        return {**made, "off": mark in self.plain}

    def meanwhile(self, connection: apsw.Connection) -> list[Occurrence]:
        """What else has hours then."""
        if self.found is None:
            return []
        there = occurrences(connection, self.found.start, self.found.end)
        return [o for o in there if not o.all_day and o.end > self.found.start and o.event != self.one.event]

    def arguments(self, words: str, plain: Sequence[str]) -> dict[str, object]:
        """What the verb is told."""
        told: dict[str, object] = {"events": [int(self.one.event)], "line": words, "before": self.before}
        told |= {"plain": list(plain)} if plain else {}
        told |= {"notes": self.noted} if self.noted != self.notes else {}
        return told | ({"at": self.one.at} if self.one.slot is not None else {})
