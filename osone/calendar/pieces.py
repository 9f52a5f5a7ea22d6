"""One VEVENT as a value, and what of its lines could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from osone.calendar import rules, zones
from osone.calendar.component import (
    MOST_DATES,
    MOST_PEOPLE,
    MOST_WORDS,
    CalendarContext,
    ComponentReader,
    number,
    stamp,
)
from osone.calendar.lines import Length, Property, duration, moment
from osone.calendar.sheets import Component
from osone.text.catalogue import N_, _, digits
from osone.text.lines import short

MOST_RULES = 20
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
    return _EventReader(part, around).read()


class _EventReader(ComponentReader):
    untitled = N_("An event without a title")

    def read(self) -> EventReading:
        uid = self.text("UID") or self.own_id()
        start = self.moment("DTSTART")
        replaces = self.moment("RECURRENCE-ID")
        if start is None:
            start = replaces  # an override that calls a happening off may say no more…
        if start is None and self.around.cancels:
            start = moment(self.text("DTSTAMP")) or NEVER  # … and what calls off all of them not even that
        if start is None:
            self.troubles.append(
                _(
                    "{event} (line {line}) has no start that can be read. It is kept, but not shown.",
                    event=self.called,
                    line=self.part.line,
                )
            )
            return EventReading(uid, None, tuple(self.troubles[:MOST_TOLD]), frozenset(self.named))
        start, end, length = self._span(start)
        if self.around.zone and isinstance(start, datetime) and start.tzinfo is None and isinstance(end, datetime):
            home = zones.named(self.around.zone)
            start, end = start.replace(tzinfo=home), end.replace(tzinfo=home)
        if self.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE" and isinstance(start, datetime):
            start, end, length = self._whole_days(start, end)
        ranges = [one for one in self.by_name.get("RECURRENCE-ID", ()) if "RANGE" in one.parameters]
        if not self.part.closed:
            self.troubles.append(
                _(
                    "{event} (line {line}) isn’t closed. What is there of it was kept.",
                    event=self.called,
                    line=self.part.line,
                )
            )
        made = IcsPiece(
            uid=uid,
            title=self.title,
            location=self.text("LOCATION")[:MOST_WORDS],
            notes=self.text("DESCRIPTION")[:MOST_WORDS],
            start=start,
            end=end,
            length=length,
            rules=tuple(self._rules("RRULE")),
            but_not=tuple(self._rules("EXRULE")),
            more=tuple(self._dates("RDATE")),
            without=tuple(when for when, _own in self._dates("EXDATE")),
            replaces=replaces,
            and_future=any(one.parameters["RANGE"].upper() == "THISANDFUTURE" for one in ranges),
            status="CANCELLED" if self.around.cancels else self.text("STATUS").upper(),
            organizer=_address(self.text("ORGANIZER")),
            attendees=tuple(
                (_address(one.text()), one.parameters.get("PARTSTAT", "NEEDS-ACTION").upper())
                for one in self.by_name.get("ATTENDEE", [])[:MOST_PEOPLE]
            ),
            contacts=tuple(one.text() for one in self.by_name.get("CONTACT", [])[:MOST_PEOPLE]),
            sequence=number(self.text("SEQUENCE")),
            stamp=stamp(self.text("DTSTAMP") or self.text("LAST-MODIFIED")),
            ignored=tuple(self.ignored[:MOST_TOLD]),  # the last, for what is above finds it
        )
        return EventReading(uid, made, tuple(self.troubles[:MOST_TOLD]), frozenset(self.named))

    # ── when ──

    def _span(self, start: datetime | date) -> tuple[datetime | date, datetime | date, Length | None]:
        """Start, end and DURATION, of one kind: what the end says of its zone holds for a start that says nothing."""
        end = self.moment("DTEND")
        length = next((duration(one.value) for one in self.by_name.get("DURATION", ())), None)
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
        most = left = min(MOST_DATES, self.around.room[0])
        for one in self.by_name.get(name, ()):
            for text in one.value.split(",", left + 1):
                left -= 1
                self.around.room[0] -= 1
                if left < 0:
                    self.troubles.append(
                        _(
                            "{event} (line {line}) has too many dates. The first {count} were read.",
                            event=self.called,
                            line=one.line,
                            count=digits(most),
                        )
                    )
                    return
                begin, slash, rest = text.partition("/")
                value = self.placed(begin.strip(), one)
                if value is None:
                    continue
                yield value, self._period(value, rest, one) if slash else None

    def _period(self, begin: datetime | date, rest: str, one: Property) -> Length | None:
        length = duration(rest)
        if length is not None:
            return length if length.days >= 0 and length.exact >= timedelta() else None
        end = self.placed(rest.strip(), one)
        if not isinstance(end, datetime) or not isinstance(begin, datetime):
            return None
        if (end.tzinfo is None) != (begin.tzinfo is None):
            return None
        return Length(0, max(end - begin, timedelta()))

    def _rules(self, name: str) -> Iterator[str]:
        for one in self.by_name.get(name, [])[:MOST_RULES]:
            if not one.value:
                continue
            read = rules.parsed(one.value)
            if read is None:
                self.ignored.append(short(one.value, 40))
                self.troubles.append(
                    _(
                        "{event} (line {line}): how it repeats can’t be read, so it is shown once: {what}",
                        event=self.called,
                        line=one.line,
                        what=short(one.value, 40),
                    )
                )
                continue
            for part in read.aside:
                self.ignored.append(part)
                self.troubles.append(
                    _(
                        "{event} (line {line}): {what} means nothing and was ignored.",
                        event=self.called,
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


def _address(value: str) -> str:
    return value.strip().lower().removeprefix("mailto:")
