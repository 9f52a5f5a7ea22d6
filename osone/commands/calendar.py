"""The verbs of the calendar."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from osone.commands.context import ON_EVENT, ON_THREAD
from osone.commands.registry import Desk, Done, command
from osone.host.later import later
from osone.model.calendar import OWN
from osone.model.errors import CommandError
from osone.model.ids import EventId, ThreadId
from osone.model.whose import Own
from osone.store import effects
from osone.store import events as rows
from osone.store.effects import Effect
from osone.text.catalogue import N_, _, plural
from osone.text.dates import span
from osone.text.lines import short

if TYPE_CHECKING:
    import uuid

    from osone.calendar import spoken, writing
    from osone.queries import asking, conversation
    from osone.queries import line as lines
else:
    # Large tables of words and more, for a line that is typed.
    lines, writing = later("osone.queries.line"), later("osone.calendar.writing")
    asking, conversation = later("osone.queries.asking"), later("osone.queries.conversation")
    spoken, uuid = later("osone.calendar.spoken"), later("uuid")

Events = Annotated[list[EventId], "the events"]


@command("event.add", N_("Add event"), icon="calendar-plus")
def add(
    desk: Desk,
    line: Annotated[str, "what, when, where and with whom, in plain words"],
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
    planned = lines.understand(line, desk.now, day=on, plain=plain or ()).event
    if planned is None:
        raise CommandError(
            _("“{words}” doesn't say when.", words=line), remedy=_("Add a day or a time, such as “tomorrow at 12:30”.")
        )
    contacts = tuple(people) if people is not None else planned.people
    made = writing.event(planned, OWN, str(uuid.uuid4()), desk.now, contacts)
    when = span(planned.start, planned.end, desk.now.date(), all_day=planned.all_day)
    if planned.rule:
        when = _("{when}, {repeats}", when=when, repeats=spoken.how_often(planned.rule))
    return Done(
        _("Added “{title}”, {when}.", title=short(planned.title), when=when),
        [effects.make("event", rows.columns(made))],
        {"title": Own(planned.title), "start": planned.start.isoformat(), "end": planned.end.isoformat()},
    )


@command("event.take", N_("Add to calendar"), when=ON_THREAD, icon="calendar-plus", mind=False)
def take(desk: Desk, threads: Annotated[list[ThreadId], "the conversations"]) -> Done:
    """Put what a message is about on the calendar, at the first time that its words name."""
    made: list[Effect] = []
    said = ""
    for thread in threads:
        letter = conversation.newest_of(desk.connection, thread)
        plan = asking.plan_in(letter, desk.now.tzinfo) if letter is not None else None
        if plan is None:
            continue
        event = writing.event(plan.planned, OWN, str(uuid.uuid4()), desk.now)
        made.append(effects.make("event", rows.columns(event)))
        when = span(plan.planned.start, plan.planned.end, desk.now.date(), all_day=plan.planned.all_day)
        said = said or _("Added “{title}”, {when}.", title=short(plan.planned.title), when=when)
    if not made:
        raise CommandError(_("I find no date in this message."), remedy=_("Press q and write it down yourself."))
    return Done(said if len(made) == 1 else plural("Added {count} event", "Added {count} events", len(made)), made)


@command(
    "event.delete",
    N_("Delete event (all occurrences of a series)"),
    keys=("#", "Delete"),
    when=ON_EVENT,
    leaves=True,
    icon="trash",
)
def delete(desk: Desk, events: Events) -> Done:
    """Delete the event; one that repeats goes with all its times."""
    there = [e for i in dict.fromkeys(events) if (e := rows.one(desk.connection, i)) is not None]
    if len(there) != 1:
        said = plural("Deleted {count} event", "Deleted {count} events", len(there))
        if any(e.rule for e in there):
            said = plural(
                "Deleted {count} event with all occurrences", "Deleted {count} events with all occurrences", len(there)
            )
    else:
        title = short(there[0].title) or _("Untitled event")
        said = _("Deleted “{title}”", title=title)
        if there[0].rule:
            said = _("Deleted all occurrences of “{title}”", title=title)
    return Done(said, [effects.unmake(desk.connection, "event", e.id) for e in there])
