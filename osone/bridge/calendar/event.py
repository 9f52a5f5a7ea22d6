"""One event with all that is known of it, for the sheet that opens over the calendar."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import apsw

from osone.calendar.spoken import how_often, occurrence_words, place_words, title_words
from osone.host.later import later
from osone.model.calendar import Event, Occurrence
from osone.store import calendars, events
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    from osone.calendar import ics, recurrence
    from osone.calendar.changes import asked
else:
    # When the first event is opened, or changed.
    ics, recurrence = later("osone.calendar.ics"), later("osone.calendar.recurrence")
    asked = later("osone.calendar.changes.asked")

LONGEST = 4_000
"""Letters of a note that are shown: some programs write a whole page of joining instructions."""
NAMED = 5
"""So much of what could not be read is named."""
SAID = {
    "ACCEPTED": N_("{who}, accepted"),
    "DECLINED": N_("{who}, declined"),
    "TENTATIVE": N_("{who}, maybe"),
    "NEEDS-ACTION": N_("{who}, no reply yet"),
}


class EventFacts(NamedTuple):
    """An event that was opened."""

    occurrence: Occurrence
    event: Event
    people: tuple[str, ...]
    """Who is in it, each with what they answered where they were asked."""
    calendar: str
    """The name of the calendar that it is in."""
    ignored: tuple[str, ...] = ()
    """What of its file means nothing to us, as the file says it."""
    notes: str = ""
    """Those of this happening."""


def facts_of(connection: apsw.Connection, one: Occurrence) -> EventFacts | None:
    """What the store has of an event's happening; None where it is gone."""
    event = events.one(connection, one.event)
    if event is None:
        return None
    ignored: tuple[str, ...] = ()
    try:
        series = ics.series(event.ics, event.uid)
        lead = series.master
        pieces = (lead, *series.overrides) if lead is not None else series.overrides
        ignored = tuple(dict.fromkeys(what for piece in pieces for what in piece.ignored))
        lead = recurrence.piece_of(event, one) or lead
    except ValueError:
        lead = None  # what cannot be read is shown by what was kept of it
    people: list[str] = []
    if lead is not None:
        people += lead.contacts
        people += [_(SAID[said], who=who) if said in SAID else f"{who}, {said.lower()}" for who, said in lead.attendees]
    kept_in = calendars.one(connection, event.calendar)
    notes = event.notes if lead is None else lead.notes
    return EventFacts(one, event, tuple(people), kept_in.name if kept_in is not None else "", ignored, notes)


def after_change(one: Occurrence, arguments: Mapping[str, object], now: datetime) -> Occurrence:
    """A happening as the verb that changes it will make it, by what the verb is given."""
    line, before = str(arguments.get("line") or ""), str(arguments.get("before") or "")
    given = arguments.get("plain")
    plain = [str(mark) for mark in given] if isinstance(given, list) else []
    title, place = arguments.get("title"), arguments.get("where")
    if line.strip():
        found = asked.asked(line, now, one, before=before, plain=plain)
        start, end = found.start, found.end
        one = replace(one, title=found.title, location=found.place, start=start, end=end, all_day=found.all_day)
    one = replace(one, title=title.strip()) if isinstance(title, str) and title.strip() else one
    return replace(one, location=place.strip()) if isinstance(place, str) else one


def told(facts: EventFacts | None, now: datetime, hues: Mapping[int, str]) -> Mapping[str, object]:
    """The same in words; nothing where no event is opened."""
    if facts is None:
        return {}
    one, event = facts.occurrence, facts.event
    notes = facts.notes.strip()
    return {
        "title": title_words(one),
        "when": occurrence_words(one, now.date()),
        "often": how_often(event.rule),
        "place": place_words(one),
        "people": "\n".join(facts.people),
        "notes": notes if len(notes) <= LONGEST else notes[:LONGEST].rstrip() + " …",
        "calendar": facts.calendar,
        "ignored": _("Couldn't be read: {what}", what=", ".join(facts.ignored[:NAMED])) if facts.ignored else "",
        "hue": hues.get(one.calendar, ""),
        "tentative": one.tentative,
    }
