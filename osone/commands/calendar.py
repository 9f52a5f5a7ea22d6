"""The verbs of the calendar."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from osone.commands.registry import Desk, Done, command
from osone.host.later import later
from osone.model.calendar import OWN, Event
from osone.model.errors import CommandError
from osone.model.whose import Own
from osone.store import effects
from osone.store import events as rows
from osone.text.catalogue import N_, _, plural
from osone.text.dates import span
from osone.text.lines import short

if TYPE_CHECKING:
    import uuid

    from osone.calendar import ics as reading
    from osone.calendar import spoken, writing
    from osone.queries import invited
    from osone.queries import line as lines
else:
    # Large tables of words and more, for a line that is typed.
    lines, writing = later("osone.queries.line"), later("osone.calendar.writing")
    invited, reading = later("osone.queries.invited"), later("osone.calendar.ics")
    spoken, uuid = later("osone.calendar.spoken"), later("uuid")


@command("event.add", N_("Add event"), icon="calendar-plus")
def add(
    desk: Desk,
    line: Annotated[str, "what, when, where and with whom, in their own words"],
    day: Annotated[str, "the day it is on where the line names none, as 2026-11-30"] = "",
    plain: Annotated[list[str] | None, "what in the line is only words: when, repeats, place, person"] = None,
    people: Annotated[list[str] | None, "who the people in the line are, by name and address"] = None,
) -> Done:
    """Put an event on the calendar, in plain words."""
    if not line.strip():
        raise CommandError(_("Say what the event is, in a few words."))
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        raise CommandError(_("“{day}” isn't a date such as 2026-11-30.", day=day)) from None
    understood = lines.understand(line, desk.now, day=on, plain=plain or ())
    planned = understood.event
    if planned is None:
        raise CommandError(
            _("“{words}” doesn't say when.", words=line), remedy=_("Add a day or a time, such as “tomorrow at 12:30”.")
        )
    contacts = tuple(people) if people is not None else planned.people
    made = writing.event(planned, OWN, str(uuid.uuid4()), desk.now, contacts)
    when = span(planned.start, planned.end, desk.now.date(), all_day=planned.all_day)
    if planned.rule:
        when = _("{when}, {repeats}", when=when, repeats=spoken.how_often(planned.rule))
    said = _("Added “{title}”, {when}.", title=short(planned.title), when=when)
    if remark := understood.remark(event=True):
        said = _("{sentence} {remark}", sentence=said, remark=remark)
    return Done(
        said,
        [effects.make("event", rows.columns(made))],
        {"title": Own(planned.title), "start": planned.start.isoformat(), "end": planned.end.isoformat()},
    )


INVITATIONS = N_("Invitations")
"""The calendar of what came in messages: others wrote it."""


@command("event.bring", N_("Add to calendar"), mind=False, offered=False)
def bring(
    desk: Desk,
    ics: Annotated[str, "the event as iCalendar text"],
    method: Annotated[str, "what is to be done with it, by RFC 5546; nothing for an event"] = "",
) -> Done:
    """Put an event that came in a message on the calendar, take up what is newer in it, or call it off."""
    found = reading.read(ics)
    if not found.events:
        raise CommandError(_("There is no event in it that can be read."))
    called = found.name if method in ("", "PUBLISH") and found.name else _(INVITATIONS)
    if len(found.events) > 1:
        return _bring_all(desk, found.events, method, called)
    came = found.events[0]
    title = short(came.title) or _("Untitled event")
    kept = rows.by_uid(desk.connection, came.uid)
    if method == "CANCEL" and kept is None:
        return Done(_("“{title}” is called off. It isn't in your calendar.", title=title))
    alike = kept is not None and invited.looks_alike(desk.connection, kept, came)
    made = invited.taken_up(desk.tx, came, method, called) if not alike else []
    if not made:
        return Done(_("“{title}” is in your calendar already.", title=title))
    if method == "CANCEL":
        return Done(_("“{title}” is called off and gone from your calendar.", title=title), made)
    start, end, all_day = invited.local(came, desk.now.tzinfo)
    when = span(start, end, desk.now.date(), all_day=all_day)
    if kept is not None:
        return Done(_("Updated “{title}”, {when}.", title=title, when=when), made)
    return Done(_("Added “{title}”, {when}.", title=title, when=when), made)


def _bring_all(desk: Desk, came: Sequence[Event], method: str, called: str) -> Done:
    """The same of a file that holds several events."""
    made = [taken for event in came if (taken := invited.taken_up(desk.tx, event, method, called))]
    if method == "CANCEL":
        off = [taken for taken in made if taken[0].id]
        said = plural("{count} event is called off.", "{count} events are called off.", len(off))
        return Done(said if off else _("Nothing in it is in your calendar."), [e for taken in off for e in taken])
    if not made:
        return Done(_("All of it is in your calendar already."))
    new = sum(taken[0].id == 0 for taken in made)
    said = plural("Added {count} event.", "Added {count} events.", new)
    if new < len(made):
        said = plural("Updated {count} event.", "Updated {count} events.", len(made) - new) if not new else said
    return Done(said, [effect for taken in made for effect in taken])
