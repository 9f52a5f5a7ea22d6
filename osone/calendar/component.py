"""What components of a calendar have in common (RFC 5545): words, moments in their zones, and what is told of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import ClassVar

from osone.calendar import observed, zones
from osone.calendar.lines import DATED, Property, moment, properties
from osone.calendar.sheets import Component
from osone.calendar.zones import spelled
from osone.text.catalogue import N_, _
from osone.text.lines import short

MOST_PEOPLE = 2_000
"""So many properties of one name are read."""
MOST_WORDS = 65_536
"""Letters of a title, a place or a note that are kept."""
MOST_DATES = 10_000
"""So many extra and excluded dates of one event are read."""
MOST_OF_ALL = 300_000
"""So many of all events of a file."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class CalendarContext:
    """What a calendar says for all of its events."""

    zones: Mapping[str, str]
    """VTIMEZONEs as text, by their TZID in small letters."""
    zone: str
    """X-WR-TIMEZONE: where times without a zone are meant; empty where it is not said."""
    cancels: bool
    """METHOD:CANCEL: what is in it was called off (RFC 5546, section 3.2.5)."""
    room: list[int] = field(default_factory=lambda: [MOST_OF_ALL])
    """How many extra and excluded dates are still read of all of the file."""


class ComponentReader:
    """A component while it is read: its properties by their names, and what could not be read of them."""

    untitled: ClassVar[str] = N_("An entry without a title")
    """What it is called where it has no title."""

    def __init__(self, part: Component, around: CalendarContext) -> None:
        self.around = around
        self.troubles: list[str] = []
        """A sentence for each line that means nothing."""
        self.ignored: list[str] = []
        """What of it means nothing, as the file says it."""
        self.named: set[str] = set()
        """The TZIDs that it names, in small letters."""
        self.by_name: dict[str, list[Property]] = {}
        for one in properties(part.lines, part.line):
            some = self.by_name.setdefault(one.name, [])
            if len(some) < (MOST_DATES if one.name in DATED else MOST_PEOPLE):
                some.append(one)
        self.title = self.text("SUMMARY")[:MOST_WORDS]
        self.part = part

    def text(self, name: str) -> str:
        """The words of a property, empty where it has none."""
        return next((one.text() for one in self.by_name.get(name, ()) if one.value), "")

    @property
    def called(self) -> str:
        """What it is named by in what is told of it."""
        if not self.title:
            return _(self.untitled)
        return _("“{title}”", title=short(self.title, LONGEST_NAME))

    def own_id(self) -> str:
        """An id by what it says, for what has no UID."""
        # RFC 5545 asks for one; some files have none.
        return "osone-" + hashlib.sha256(self.part.text.encode("utf-8", "replace")).hexdigest()[:24]

    # ── when ──

    def moment(self, name: str) -> datetime | date | None:
        """The moment that a property names, None where it names none that can be read."""
        found: datetime | date | None = None
        for one in self.by_name.get(name, ()):
            value = self.placed(one.value, one)
            found = value if found is None else found
        return found

    def placed(self, text: str, one: Property) -> datetime | date | None:
        """The moment in the zone that its own TZID means; floating where that is not known."""
        kind = one.parameters.get("VALUE", "DATE" if "DATE" in one.parameters else "").upper()
        value = moment(text, whole=kind == "DATE")
        if value is None:
            if text:
                self.ignored.append(short(text, 40))
                self.troubles.append(
                    _(
                        "{event} (line {line}) has a date that can’t be read: {what}",
                        event=self.called,
                        line=one.line,
                        what=short(text, 40),
                    )
                )
            return None
        if not isinstance(value, datetime) or value.tzinfo is not None:
            return value
        tzid = spelled(one.parameters.get("TZID", ""))
        if not tzid:
            return value
        self.named.add(tzid.casefold())
        zone = _zone(tzid, self.around.zones)
        if zone is None:
            self.ignored.append(short(tzid, 40))
            self.troubles.append(
                _(
                    "{event} (line {line}) is in an unknown time zone, {zone}. Its times are taken as local.",
                    event=self.called,
                    line=one.line,
                    zone=short(tzid, 40),
                )
            )
        return value.replace(tzinfo=zone)


def _zone(tzid: str, defined: Mapping[str, str]) -> tzinfo | None:
    """What a TZID means: the zone of that name, else what the file says, else what is likely."""
    zone = zones.sure(tzid)
    if zone is None and tzid.casefold() in defined:
        zone = observed.zone(defined[tzid.casefold()])
    return zone or zones.guessed(tzid)


def number(text: str) -> int:
    """A number that is not too large; 0 for what is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def stamp(text: str) -> str:
    """A moment in digits that can be compared."""
    return "".join(sign for sign in text if sign.isdecimal())[:14]
