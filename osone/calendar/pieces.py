"""One VEVENT as a value, and what of its lines could not be read."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from osone.calendar import observed, rules, zones
from osone.calendar.lines import DATED, Length, Property, duration, moment, properties
from osone.calendar.sheets import Component
from osone.calendar.zones import spelled
from osone.text.catalogue import _, digits
from osone.text.lines import short

MOST_PEOPLE = 2_000
MOST_RULES = 20
MOST_WORDS = 65_536
"""Letters of a title, a place or a note that are kept."""
MOST_DATES = 10_000
"""So many extra and excluded dates of one event are read."""
MOST_OF_ALL = 300_000
"""So many of all events of a file."""
LONGEST_NAME = 60
MOST_TOLD = 20
"""So many faults of one event are told."""
NEVER = date(1970, 1, 1)

Extra = tuple[datetime | date, Length | None]


@dataclass(frozen=True, slots=True)
class IcsPiece:
    """One VEVENT: a whole event, the master of a series, or an override of one happening."""

    uid: str
    title: str
    location: str
    notes: str
    start: datetime | date
    end: datetime | date
    length: Length | None
    """The DURATION, where the end was given by one."""
    rules: tuple[str, ...]
    """The RRULEs that can be read."""
    but_not: tuple[str, ...]
    """The EXRULEs (RFC 2445) that can be read."""
    more: tuple[Extra, ...]
    """RDATEs, each with a length of its own where it is a period."""
    without: tuple[datetime | date, ...]
    """EXDATEs."""
    replaces: datetime | date | None
    """RECURRENCE-ID: which happening this one stands for."""
    and_future: bool
    """RANGE=THISANDFUTURE."""
    status: str
    """``CONFIRMED``, ``TENTATIVE``, ``CANCELLED`` or empty."""
    organizer: str
    attendees: tuple[tuple[str, str], ...]
    """Address and PARTSTAT, both as the file says, the address in lower case."""
    contacts: tuple[str, ...]
    """People that the event is to call to mind, as the file says."""
    sequence: int
    stamp: str
    """DTSTAMP, else LAST-MODIFIED, in digits that can be compared; empty where there is neither."""
    ignored: tuple[str, ...] = ()
    """What of it means nothing and was not heeded, as the file says it."""

    @property
    def version(self) -> tuple[int, str]:
        """Which of two that stand for the same is the newer one (RFC 5546, section 2.1.5)."""
        return self.sequence, self.stamp


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


@dataclass(frozen=True, slots=True)
class EventReading:
    """A VEVENT that was read."""

    uid: str
    piece: IcsPiece | None
    """None where it has no start."""
    troubles: tuple[str, ...]
    """A sentence for each line that means nothing, with its number."""
    zones: frozenset[str]
    """The TZIDs that it names, in small letters."""


def piece(part: Component, around: CalendarContext) -> EventReading:
    """Read a VEVENT. Never fails: what cannot be read is told, and everything else is read all the same."""
    return _Reader(part, around).read()


class _Reader:
    def __init__(self, part: Component, around: CalendarContext) -> None:
        self._around = around
        self._troubles: list[str] = []
        self._ignored: list[str] = []
        self._zones: set[str] = set()
        self._by_name: dict[str, list[Property]] = {}
        for one in properties(part.lines, part.line):
            some = self._by_name.setdefault(one.name, [])
            if len(some) < (MOST_DATES if one.name in DATED else MOST_PEOPLE):
                some.append(one)
        self._title = self._text("SUMMARY")[:MOST_WORDS]
        self._part = part

    def read(self) -> EventReading:
        uid = self._text("UID") or self._own_id()
        start = self._moment("DTSTART")
        replaces = self._moment("RECURRENCE-ID")
        if start is None:
            start = replaces  # an override that calls a happening off may say no more…
        if start is None and self._around.cancels:
            start = moment(self._text("DTSTAMP")) or NEVER  # … and what calls off all of them not even that
        if start is None:
            self._troubles.append(
                _(
                    "{event} (line {line}) has no start that can be read. It is kept, but not shown.",
                    event=self._called,
                    line=self._part.line,
                )
            )
            return EventReading(uid, None, tuple(self._troubles[:MOST_TOLD]), frozenset(self._zones))
        start, end, length = self._span(start)
        if self._around.zone and isinstance(start, datetime) and start.tzinfo is None and isinstance(end, datetime):
            home = zones.named(self._around.zone)
            start, end = start.replace(tzinfo=home), end.replace(tzinfo=home)
        if self._text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE" and isinstance(start, datetime):
            start, end, length = self._whole_days(start, end)
        ranges = [one for one in self._by_name.get("RECURRENCE-ID", ()) if "RANGE" in one.parameters]
        if not self._part.closed:
            self._troubles.append(
                _(
                    "{event} (line {line}) isn’t closed. What is there of it was kept.",
                    event=self._called,
                    line=self._part.line,
                )
            )
        made = IcsPiece(
            uid=uid,
            title=self._title,
            location=self._text("LOCATION")[:MOST_WORDS],
            notes=self._text("DESCRIPTION")[:MOST_WORDS],
            start=start,
            end=end,
            length=length,
            rules=tuple(self._rules("RRULE")),
            but_not=tuple(self._rules("EXRULE")),
            more=tuple(self._dates("RDATE")),
            without=tuple(when for when, _own in self._dates("EXDATE")),
            replaces=replaces,
            and_future=any(one.parameters["RANGE"].upper() == "THISANDFUTURE" for one in ranges),
            status="CANCELLED" if self._around.cancels else self._text("STATUS").upper(),
            organizer=_address(self._text("ORGANIZER")),
            attendees=tuple(
                (_address(one.text()), one.parameters.get("PARTSTAT", "NEEDS-ACTION").upper())
                for one in self._by_name.get("ATTENDEE", [])[:MOST_PEOPLE]
            ),
            contacts=tuple(one.text() for one in self._by_name.get("CONTACT", [])[:MOST_PEOPLE]),
            sequence=_number(self._text("SEQUENCE")),
            stamp=_stamp(self._text("DTSTAMP") or self._text("LAST-MODIFIED")),
            ignored=tuple(self._ignored[:MOST_TOLD]),  # the last, for what is above finds it
        )
        return EventReading(uid, made, tuple(self._troubles[:MOST_TOLD]), frozenset(self._zones))

    def _text(self, name: str) -> str:
        return next((one.text() for one in self._by_name.get(name, ()) if one.value), "")

    @property
    def _called(self) -> str:
        if not self._title:
            return _("An event without a title")
        return _("“{title}”", title=short(self._title, LONGEST_NAME))

    def _own_id(self) -> str:
        # RFC 5545 asks for one; some files have none.
        return "osone-" + hashlib.sha256(self._part.text.encode("utf-8", "replace")).hexdigest()[:24]

    # ── when ──

    def _moment(self, name: str) -> datetime | date | None:
        found: datetime | date | None = None
        for one in self._by_name.get(name, ()):
            value = self._placed(one.value, one)
            found = value if found is None else found
        return found

    def _placed(self, text: str, one: Property) -> datetime | date | None:
        """The moment in the zone that its own TZID means; floating where that is not known."""
        kind = one.parameters.get("VALUE", "DATE" if "DATE" in one.parameters else "").upper()
        value = moment(text, whole=kind == "DATE")
        if value is None:
            if text:
                self._ignored.append(short(text, 40))
                self._troubles.append(
                    _(
                        "{event} (line {line}) has a date that can’t be read: {what}",
                        event=self._called,
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
        self._zones.add(tzid.casefold())
        zone = _zone(tzid, self._around.zones)
        if zone is None:
            self._ignored.append(short(tzid, 40))
            self._troubles.append(
                _(
                    "{event} (line {line}) is in an unknown time zone, {zone}. Its times are taken as local.",
                    event=self._called,
                    line=one.line,
                    zone=short(tzid, 40),
                )
            )
        return value.replace(tzinfo=zone)

    def _span(self, start: datetime | date) -> tuple[datetime | date, datetime | date, Length | None]:
        """Start, end and DURATION, of one kind: what the end says of its zone holds for a start that says nothing."""
        end = self._moment("DTEND")
        length = next((duration(one.value) for one in self._by_name.get("DURATION", ())), None)
        if end is None:
            if length is None:
                return start, _least(start), None
            if length.days < 0 or length.exact < timedelta():
                length = Length(0, timedelta())
            try:
                end = ended(start, length)
            except OverflowError:  # longer than there is time
                return start, _least(start), None
            return start, end if isinstance(end, datetime) else max(end, _least(start)), length
        if isinstance(start, datetime):
            if not isinstance(end, datetime):
                end = datetime.combine(end, datetime.min.time(), start.tzinfo)
            elif end.tzinfo is None:
                end = end.replace(tzinfo=start.tzinfo)
            elif start.tzinfo is None:
                start = start.replace(tzinfo=end.tzinfo)
            return start, end if _instant(end) > _instant(start) else start, None
        if isinstance(end, datetime):  # the day that it ends in is one of its days
            ended_at_midnight = not (end.hour or end.minute or end.second)
            try:
                end = end.date() if ended_at_midnight else end.date() + timedelta(days=1)
            except OverflowError:
                end = date.max
        return start, max(end, _least(start)), None

    @staticmethod
    def _whole_days(start: datetime, end: datetime | date) -> tuple[datetime | date, datetime | date, Length | None]:
        """What Outlook calls an event of whole days and writes from midnight to midnight."""
        ends = end if isinstance(end, datetime) else start
        if start.time() != ends.time() or start.hour or start.minute:
            return start, end, None
        return start.date(), max(ends.date(), _least(start.date())), None

    def _dates(self, name: str) -> Iterator[Extra]:
        most = left = min(MOST_DATES, self._around.room[0])
        for one in self._by_name.get(name, ()):
            for text in one.value.split(",", left + 1):
                left -= 1
                self._around.room[0] -= 1
                if left < 0:
                    self._troubles.append(
                        _(
                            "{event} (line {line}) has too many dates. The first {count} were read.",
                            event=self._called,
                            line=one.line,
                            count=digits(most),
                        )
                    )
                    return
                begin, slash, rest = text.partition("/")
                value = self._placed(begin.strip(), one)
                if value is None:
                    continue
                yield value, self._period(value, rest, one) if slash else None

    def _period(self, begin: datetime | date, rest: str, one: Property) -> Length | None:
        length = duration(rest)
        if length is not None:
            return length if length.days >= 0 and length.exact >= timedelta() else None
        end = self._placed(rest.strip(), one)
        if not isinstance(end, datetime) or not isinstance(begin, datetime):
            return None
        if (end.tzinfo is None) != (begin.tzinfo is None):
            return None
        return Length(0, max(end - begin, timedelta()))

    def _rules(self, name: str) -> Iterator[str]:
        for one in self._by_name.get(name, [])[:MOST_RULES]:
            if not one.value:
                continue
            read = rules.parsed(one.value)
            if read is None:
                self._ignored.append(short(one.value, 40))
                self._troubles.append(
                    _(
                        "{event} (line {line}): how it repeats can’t be read, so it is shown once: {what}",
                        event=self._called,
                        line=one.line,
                        what=short(one.value, 40),
                    )
                )
                continue
            for part in read.aside:
                self._ignored.append(part)
                self._troubles.append(
                    _(
                        "{event} (line {line}): {what} means nothing and was ignored.",
                        event=self._called,
                        line=one.line,
                        what=part,
                    )
                )
            yield rules.sound(one.value)


def ended(start: datetime | date, length: Length) -> datetime | date:
    """When something ends that begins at ``start``: days go by the clock on the wall, hours are exact.

    Raises ``OverflowError`` where that is beyond all time.
    """
    if not isinstance(start, datetime):
        return start + timedelta(days=length.days) + length.exact
    return exactly_later(start + timedelta(days=length.days), length.exact)


def exactly_later(start: datetime, by: timedelta) -> datetime:
    """An aware time so much later by a clock that never changes, in its own zone."""
    zone = start.tzinfo
    if zone is None:
        return start + by
    instant = start.replace(tzinfo=None, fold=0) - (start.utcoffset() or timedelta()) + by
    return zone.fromutc(instant.replace(tzinfo=zone))


def _least(start: datetime | date) -> datetime | date:
    """The end of what has none: at once, or after one day."""
    return start if isinstance(start, datetime) else min(start, date.max - timedelta(days=1)) + timedelta(days=1)


def _instant(at: datetime) -> timedelta:
    # Not the times themselves: two of one zone would be compared on the clock on the wall, which lies once a year.
    return (at.replace(tzinfo=None, fold=0) - datetime.min) - (at.utcoffset() or timedelta())


def _zone(tzid: str, defined: Mapping[str, str]) -> tzinfo | None:
    """What a TZID means: the zone of that name, else what the file says, else what is likely."""
    zone = zones.sure(tzid)
    if zone is None and tzid.casefold() in defined:
        zone = observed.zone(defined[tzid.casefold()])
    return zone or zones.guessed(tzid)


def _address(value: str) -> str:
    return value.strip().lower().removeprefix("mailto:")


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _stamp(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())[:14]
