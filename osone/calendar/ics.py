"""Reads iCalendar text (RFC 5545) into events, keeping every line of it as it came."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any

from osone.calendar import zones
from osone.calendar.sheets import MARK, decoded, sheets, unfolded
from osone.model.calendar import Event
from osone.model.ids import CalendarId, EventId

log = logging.getLogger(__name__)

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused: no person's calendar comes near it."""

_DATED = re.compile(r"(?:DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE)\s*;", re.IGNORECASE)
_TZID = re.compile(r";\s*TZID\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IcsPiece:
    """One VEVENT: a whole event, the master of a series, or an override of one happening."""

    uid: str
    title: str
    location: str
    notes: str
    start: datetime | date
    end: datetime | date
    rule: str
    """The RRULE's value, or empty."""
    more: tuple[tuple[datetime | date, timedelta | None], ...]
    """RDATEs, each with a duration of its own where it is a period."""
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


@dataclass(frozen=True, slots=True)
class Series:
    """All pieces of one UID: the master (None where only overrides were sent) and its overrides."""

    master: IcsPiece | None
    overrides: tuple[IcsPiece, ...]


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What a file gave: its events, and one sentence for each that could not be read."""

    events: tuple[Event, ...]
    """With id 0: the store gives them theirs."""
    troubles: tuple[str, ...]
    method: str
    """The METHOD of the (first) calendar in upper case: ``REQUEST``, ``CANCEL``, … or empty."""
    name: str
    """What the file calls itself (X-WR-CALNAME), or empty."""


def read(text: str | bytes) -> CalendarReading:
    """Read the events of one or more VCALENDARs. Never fails: what cannot be read becomes a sentence.

    Each event keeps the VCALENDAR that holds it and its overrides: the text unchanged where the file holds only that
    one event, else the same lines with the other events left out. They are in no calendar yet.
    """
    if len(text) > MOST_BYTES:
        return CalendarReading((), ("This calendar file is too large to be read.",), "", "")
    whole = decoded(text) if isinstance(text, bytes) else text.removeprefix("\ufeff")
    events: list[Event] = []
    troubles: list[str] = []
    method = name = ""
    found = False
    for sheet in sheets(whole):
        found = True
        method = method or sheet.value("METHOD").upper()
        name = name or sheet.value("X-WR-CALNAME")
        if not sheet.closed:
            troubles.append("The calendar file breaks off before its end; what came before was kept.")
        groups = sheet.groups()
        for uid, parts in groups.items():
            ics = sheet.text if len(groups) == 1 and sheet.closed else sheet.only(parts)
            try:
                found_series = series(ics, uid)
            except ValueError as error:
                troubles.append(str(error))
                continue
            lead = found_series.master or found_series.overrides[0]
            events.append(
                Event(
                    id=EventId(0),
                    calendar=CalendarId(0),
                    uid=uid,
                    title=lead.title,
                    location=lead.location,
                    notes=lead.notes,
                    start=lead.start,
                    end=lead.end,
                    rule=lead.rule,
                    ics=ics,
                )
            )
    if not found:
        troubles.append("This is not a calendar file: it holds no VCALENDAR.")
    return CalendarReading(tuple(events), tuple(troubles), method, name)


@lru_cache(maxsize=4096)
def series(ics: str, uid: str = "") -> Series:
    """The master and the overrides in one VCALENDAR; ``uid`` picks one event where it holds several.

    Raises ``ValueError`` with a sentence for a person where nothing of it can be read. Kept in memory by its text,
    for the same events are asked for again whenever a day is shown.
    """
    master: IcsPiece | None = None
    overrides: dict[datetime | date, IcsPiece] = {}
    trouble = ""
    for sheet in sheets(ics):
        for found_uid, parts in sheet.groups().items():
            if uid and found_uid != uid:
                continue
            for part in parts:
                try:
                    piece = _piece(part, found_uid, sheet.zones())
                except ValueError as error:
                    trouble = trouble or str(error)
                    continue
                if piece.replaces is None:
                    if master is None or piece.sequence >= master.sequence:
                        master = piece
                elif piece.replaces not in overrides or piece.sequence >= overrides[piece.replaces].sequence:
                    overrides[piece.replaces] = piece
    if master is None and not overrides:
        raise ValueError(trouble or "The calendar holds no event that can be read.")
    return Series(master, tuple(overrides.values()))


# ── one event ────────────────────────────────────────────────────────────────────────────────────────────────────


def _piece(part: str, uid: str, defined: Mapping[str, str]) -> IcsPiece:
    # icalendar takes a tenth of a second to load: only who reads a calendar pays for it.
    import icalendar

    try:
        event: Any = icalendar.Event.from_ical(_own_lines(part))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        log.debug("unreadable event: %s", error)
        raise ValueError("An event in this file is damaged and was left out.") from None
    title = _text(event, "SUMMARY")
    start = _moment(event, "DTSTART", defined)
    if start is None:
        called = f"“{title}”" if title else "An event without a title"
        raise ValueError(f"{called} has no start that can be read and was left out.")
    end = _end(event, start, defined)
    replaces = _moment(event, "RECURRENCE-ID", defined)
    return IcsPiece(
        uid=uid,
        title=title,
        location=_text(event, "LOCATION"),
        notes=_text(event, "DESCRIPTION"),
        start=start,
        end=end,
        rule=_rule(event),
        more=tuple(_moments(event, "RDATE", defined)),
        without=tuple(moment for moment, _ in _moments(event, "EXDATE", defined)),
        replaces=replaces,
        and_future=replaces is not None
        and str(event["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE",
        status=_text(event, "STATUS").upper(),
        organizer=_address(_text(event, "ORGANIZER")),
        attendees=tuple(
            (_address(str(one)), str(getattr(one, "params", {}).get("PARTSTAT", "NEEDS-ACTION")).upper())
            for one in _listed(event.get("ATTENDEE"))
        ),
        contacts=tuple(str(one) for one in _listed(event.get("CONTACT"))),
        sequence=_number(_text(event, "SEQUENCE")),
    )


def _own_lines(part: str) -> str:
    """The lines of the event itself, without its alarms, and with TZID put out of icalendar's sight.

    icalendar remembers the zones of every file it ever read by their names, so that one file would change the times of
    another; zones are found here instead.
    """
    out: list[str] = []
    depth = 0
    for line in unfolded(part):
        mark = MARK.match(line)
        depth += 0 if mark is None else 1 if mark[1].upper() == "BEGIN" else -1
        if depth == 1 and mark is None:
            out.append(_TZID.sub(";X-TZID=", line, count=1) if _DATED.match(line) else line)
    return "\r\n".join(["BEGIN:VEVENT", *out, "END:VEVENT", ""])


def _address(value: str) -> str:
    return value.strip().lower().removeprefix("mailto:")


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() else 0


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _text(event: Any, name: str) -> str:
    found = _listed(event.get(name))
    # Others write it, and a terminal would take what cannot be printed for an order.
    return "".join(sign for sign in str(found[0]) if sign in "\n\t" or sign.isprintable()).strip() if found else ""


def _rule(event: Any) -> str:
    found = _listed(event.get("RRULE"))
    if not found or not hasattr(found[0], "to_ical"):
        return ""
    raw: bytes | str = found[0].to_ical()
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw


def _value(prop: Any) -> Any:
    """The Python value of a date property; None where icalendar marked it as broken."""
    try:
        return prop.dt
    except (AttributeError, ValueError):
        return None


def _moment(event: Any, name: str, defined: Mapping[str, str]) -> datetime | date | None:
    for prop in _listed(event.get(name)):
        value = _value(prop)
        if isinstance(value, date):  # a datetime is a date
            return _placed(value, str(prop.params.get("X-TZID", "")), defined)
    return None


def _moments(event: Any, name: str, defined: Mapping[str, str]) -> Iterator[tuple[datetime | date, timedelta | None]]:
    for prop in _listed(event.get(name)):
        tzid = str(getattr(prop, "params", {}).get("X-TZID", ""))
        for one in getattr(prop, "dts", ()):
            value = _value(one)
            if isinstance(value, tuple):
                begin = _placed(value[0], tzid, defined)
                length = value[1] if isinstance(value[1], timedelta) else value[1] - value[0]
                yield begin, length
            elif isinstance(value, date):
                yield _placed(value, tzid, defined), None


def _end(event: Any, start: datetime | date, defined: Mapping[str, str]) -> datetime | date:
    end = _moment(event, "DTEND", defined)
    length = _value(event["DURATION"]) if "DURATION" in event else None
    if end is None and isinstance(length, timedelta):
        try:
            end = start + length if isinstance(start, datetime) else start + timedelta(days=max(1, length.days))
        except OverflowError:  # longer than there is time
            end = None
    if isinstance(start, datetime):
        if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None):
            return start
        return end if end > start else start
    if end is None or isinstance(end, datetime):
        return start + timedelta(days=1)
    return end if end > start else start + timedelta(days=1)


def _placed(value: datetime | date, tzid: str, defined: Mapping[str, str]) -> datetime | date:
    """The moment in the zone that its own TZID means, whatever the parser made of it; floating where unknown."""
    if not isinstance(value, datetime) or not tzid:
        return value
    return value.replace(tzinfo=_zone(tzid, defined))


def _zone(tzid: str, defined: Mapping[str, str]) -> tzinfo | None:
    zone = zones.named(tzid)
    if zone is not None:
        return zone
    return _defined(defined[tzid]) if tzid in defined else None


@lru_cache(maxsize=256)
def _defined(text: str) -> tzinfo | None:
    """The zone that a VTIMEZONE describes: by the name it hints at, else by its own rules."""
    import icalendar  # heavy, as above

    try:
        own: Any = icalendar.Timezone.from_ical(text)
        for hint in ("X-LIC-LOCATION", "X-MICROSOFT-CDO-TZID"):
            zone = zones.named(str(own.get(hint, "")))
            if zone is not None:
                return zone
        made: tzinfo = own.to_tz(lookup_tzid=False)  # else a zone of that name from another file would be taken
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        log.debug("unreadable VTIMEZONE: %s", error)
        return None
    return made
