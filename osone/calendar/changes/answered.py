"""Invitations and their answers (iTIP, RFC 5546): who asks whom, a guest's answer, and the guest's own copy of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from osone.calendar import ics
from osone.calendar.changes import texts
from osone.calendar.changes.texts import Lines
from osone.calendar.ics import PieceEntry
from osone.calendar.lines import Property, properties
from osone.calendar.writing import PRODUCT
from osone.text.lines import clean

TOLD = ("UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY", "LOCATION")
"""What of an event an answer repeats, so that the host's program knows what it is about (RFC 5546, section 3.2.3)."""
MOST_ANSWERED = 50
"""So many changed happenings of a series are answered with it."""
UNANSWERED = "NEEDS-ACTION"
_PARAMETER = re.compile(r'\s*;\s*([A-Za-z0-9-]+)\s*(?:=\s*((?:"[^"]*"|[^";:])*))?')
_ATTENDEE = re.compile(r"(?:[A-Za-z0-9-]+\.)?ATTENDEE(?=\s*[;:])", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]|\r[ \t]")
IsMine = Callable[[str], bool]
"""Whether an address is one of one's own."""


@dataclass(frozen=True, slots=True)
class InvitedGuest:
    """Somebody who is asked, as the event names them."""

    email: str
    name: str
    """Empty where they are named by the address alone."""
    answer: str
    """What they answered, as PARTSTAT says it: ``NEEDS-ACTION``, ``ACCEPTED``, ``DECLINED``, ``TENTATIVE``, …"""


@dataclass(frozen=True, slots=True)
class InvitedBy:
    """Who asks, and which of the guests one is."""

    host: InvitedGuest | None
    """The organizer; None where nobody is named."""
    me: InvitedGuest | None
    """The guest that one is oneself; None where one is none of them."""


def between(text: str, uid: str, is_mine: IsMine) -> InvitedBy:
    """Who asks in an event's text, and which guest one is."""
    _sheets, entries = ics.entries(text, uid)
    lead = _lead(entries)
    if lead is None:
        return InvitedBy(None, None)
    found = list(properties(lead.part.lines))
    host = next((_guest(one) for one in found if one.name == "ORGANIZER" and "@" in one.value), None)
    guests = (_guest(one) for one in found if one.name == "ATTENDEE" and "@" in one.value)
    return InvitedBy(host, next((one for one in guests if is_mine(one.email)), None))


def reply(text: str, uid: str, guest: InvitedGuest, answer: str, now: datetime) -> str:
    """What a guest answers, as its own iCalendar text: METHOD:REPLY, with the guest as the only attendee.

    ``answer`` is the PARTSTAT. Empty where there is nothing to answer.
    """
    sheets, entries = ics.entries(text, uid)
    answered = [entry for entry in entries if entry.piece.status != "CANCELLED"][:MOST_ANSWERED]
    if not sheets or not answered:
        return ""
    zones = list(dict.fromkeys(zone for entry in answered for zone in entry.zones))
    body = [line for entry in answered for line in _answered(entry, guest, answer, now)]
    head = [f"PRODID:{PRODUCT}\r\n", "VERSION:2.0\r\n", "METHOD:REPLY\r\n"]
    return "".join(["BEGIN:VCALENDAR\r\n", *head, *zones, *body, "END:VCALENDAR\r\n"])


def with_answer(text: str, uid: str, is_mine: IsMine, answer: str) -> str:
    """An event's text in which one has answered oneself; every other line as it came."""
    sheets, entries = ics.entries(text, uid)
    return texts.rewritten(sheets, lambda entry: [_marked(entry.part.lines, is_mine, answer)], entries)


def _lead(entries: Sequence[PieceEntry]) -> PieceEntry | None:
    return next((one for one in entries if one.piece.replaces is None), next(iter(entries), None))


def _guest(one: Property) -> InvitedGuest:
    address = clean(re.sub(r"^\s*mailto:", "", one.text(), flags=re.IGNORECASE))
    name = clean(one.parameters.get("CN", "")).strip("'\" ")
    answer = one.parameters.get("PARTSTAT", UNANSWERED).upper()
    return InvitedGuest(address, "" if name.lower() == address.lower() else name, answer)


def _answered(entry: PieceEntry, guest: InvitedGuest, answer: str, now: datetime) -> Lines:
    kept = [line for chunk, name in texts.chunks(entry.part.lines) if name in (*TOLD, "ORGANIZER") for line in chunk]
    named = f";CN={_quoted(guest.name)}" if guest.name else ""
    attendee = f"ATTENDEE{named};PARTSTAT={answer}:mailto:{guest.email}"
    stamp = f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return [
        "BEGIN:VEVENT\r\n",
        *kept,
        *texts.folded(stamp),
        *texts.folded(attendee),
        "END:VEVENT\r\n",
    ]


def _quoted(name: str) -> str:
    return '"' + clean(name).replace('"', "'") + '"'


def _marked(lines: Lines, is_mine: IsMine, answer: str) -> Lines:
    out: Lines = []
    for chunk, name in texts.chunks(lines):
        whole = _FOLD.sub("", "".join(chunk)).rstrip("\r\n") if name == "ATTENDEE" else ""
        one = next(iter(properties(["BEGIN:VEVENT\n", f"{whole}\n", "END:VEVENT\n"])), None) if whole else None
        if one is None or not is_mine(_guest(one).email):
            out += chunk
            continue
        out += texts.folded(_with_partstat(whole, answer), "\r\n" if chunk[0].endswith("\r\n") else "\n")
    return out


def _with_partstat(line: str, answer: str) -> str:
    """An ATTENDEE that has answered: nobody waits for that answer any more (RSVP)."""
    named = _ATTENDEE.match(line)
    at = named.end() if named is not None else 0
    kept = [line[:at]]
    while (found := _PARAMETER.match(line, at)) is not None and found.end() > at:
        if found[1].upper() not in ("PARTSTAT", "RSVP"):
            kept.append(found[0])
        at = found.end()
    return "".join([*kept, f";PARTSTAT={answer}", line[at:]])
