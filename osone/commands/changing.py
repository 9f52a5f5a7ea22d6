"""The verbs that change what is on the calendar and take it away: one happening of a series, those after it, or all."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from osone.commands.context import ON_EVENT
from osone.commands.registry import Desk, Done, command
from osone.host.later import later
from osone.model.calendar import Event, Occurrence
from osone.model.errors import CommandError
from osone.model.ids import EventId
from osone.store import calendars, effects
from osone.store import events as rows
from osone.store.effects import Effect
from osone.text.catalogue import N_, _, plural
from osone.text.dates import day_short, span
from osone.text.lines import short

if TYPE_CHECKING:
    import uuid

    from osone.calendar.changes import asked as asking
    from osone.calendar.changes import piece, series
    from osone.queries import occurring
else:
    # Large tables of words and more, for an event that is changed.
    asking, series = later("osone.calendar.changes.asked"), later("osone.calendar.changes.series")
    piece = later("osone.calendar.changes.piece")
    occurring, uuid = later("osone.queries.occurring"), later("uuid")

Events = Annotated[list[EventId], "the events"]
At = Annotated[str, "which happening of a series, by the day or time it has, as 2026-11-30; else the next one"]
Which = Annotated[
    Literal["one", "later", "all"], "of a series: one (this alone), later (this and those after it) or all of them"
]
CHANGED = {
    "moved": {
        "": N_("Moved “{title}” to {when}."),
        "one": N_("Moved “{title}” to {when}. The others stay."),
        "later": N_("Moved “{title}” to {when}, and those after it."),
        "all": N_("Moved all occurrences of “{title}”: {when}."),
    },
    "renamed": {
        "": N_("Renamed “{old}” to “{title}”."),
        "one": N_("Renamed “{old}” to “{title}”. The others stay."),
        "later": N_("Renamed “{old}” to “{title}”, and those after it."),
        "all": N_("Renamed all occurrences of “{old}” to “{title}”."),
    },
    "changed": {
        "": N_("Changed “{title}”."),
        "one": N_("Changed “{title}” on {day}. The others stay."),
        "later": N_("Changed “{title}” from {day} on."),
        "all": N_("Changed all occurrences of “{title}”."),
    },
}
"""What is said of a change, by what it was and how much of a series it is about."""


@command(
    "event.change", N_("Change event in words"), when=ON_EVENT, icon="pencil", offered=False, mind=True, first=True
)
def change(
    desk: Desk,
    events: Events,
    line: Annotated[str, "what is to be different: title, when and where, in plain words"] = "",
    title: Annotated[str | None, "the new title"] = None,
    where: Annotated[str | None, "the new place; nothing takes it away"] = None,
    notes: Annotated[str | None, "the new notes; nothing takes them away"] = None,
    at: At = "",
    which: Which = "one",
    before: Annotated[
        str, "the line as it was, where it is the whole event in words: what is left out of it goes"
    ] = "",
    plain: Annotated[list[str] | None, "what in the line is only words: when, repeats, place, person"] = None,
) -> Done:
    """Change an event: move it, rename it, or give it another place, in plain words."""
    event = rows.one(desk.connection, events[0])
    if event is None:
        raise CommandError(_("No such event."))
    _may_change(desk, event)
    one = _happening(event, at, desk.now)
    wanted = asking.asked(line, desk.now, one, before=before, plain=plain or ()).change if line.strip() else None
    wanted = wanted or piece.EventChange()
    if title is not None:
        if not title.strip():
            raise CommandError(_("Say what the event is, in a few words."))
        wanted = replace(wanted, title=title.strip() if title.strip() != one.title else None)
    if where is not None:
        wanted = replace(wanted, place=where.strip() if where.strip() != one.location else None)
    if notes is not None:
        wanted = replace(wanted, notes=notes if notes != event.notes else None)
    name = short(one.title) or _("Untitled event")
    if wanted.idle:
        return Done(_("“{title}” is like that already.", title=name), idle=True)
    try:
        kept, new = series.changed(event, wanted, one, series.Reach(which), desk.now, str(uuid.uuid4()))
    except ValueError as error:
        raise CommandError(str(error)) from None
    meant = new if new is not None and which != "one" else kept or new
    start, end, all_day = _when(wanted, one)
    said = _(
        CHANGED["moved" if wanted.start is not None else "renamed" if wanted.title is not None else "changed"][
            which if one.slot is not None else ""
        ],
        title=short(wanted.title or one.title) or _("Untitled event"),
        old=name,
        when=span(start, end, desk.now.date(), all_day=all_day),
        day=day_short(one.start.date(), desk.now.date()),
    )
    value = {"event": int(meant.id) if meant is not None else 0, "start": start.isoformat(), "end": end.isoformat()}
    return Done(said, _effects(desk, event, kept, new), value)


@command("event.delete", N_("Delete event"), keys=("#", "Delete"), when=ON_EVENT, leaves=True, icon="trash")
def delete(desk: Desk, events: Events, at: At = "", which: Which = "one") -> Done:
    """Delete the event; of one that repeats one happening, those from it on, or all of them."""
    there = [e for i in dict.fromkeys(events) if (e := rows.one(desk.connection, i)) is not None]
    made: list[Effect] = []
    said = plural("Deleted {count} event", "Deleted {count} events", len(there))
    for event in there:
        _may_change(desk, event)
        one = _happening(event, at, desk.now) if which != "all" else None
        title = short(one.title if one is not None else event.title) or _("Untitled event")
        if one is None or one.slot is None:
            again = one is None and bool(event.rule)
            made.append(effects.unmake(desk.connection, "event", event.id))
            words = (
                _("Deleted all occurrences of “{title}”", title=title) if again else _("Deleted “{title}”", title=title)
            )
        else:
            try:
                kept, new = series.taken_away(event, one, series.Reach(which), desk.now, str(uuid.uuid4()))
            except ValueError as error:
                raise CommandError(str(error)) from None
            made += _effects(desk, event, kept, new)
            day = day_short(one.start.date(), desk.now.date())
            words = (
                _("Deleted “{title}” on {day}. The others stay.", title=title, day=day)
                if which == "one"
                else _("Deleted “{title}” from {day} on", title=title, day=day)
            )
        said = words if len(there) == 1 else said
    return Done(said, made)


def _may_change(desk: Desk, event: Event) -> None:
    """Refuse what is in a calendar that only others may write."""
    kept_in = calendars.one(desk.connection, event.calendar)
    if kept_in is not None and kept_in.read_only:
        raise CommandError(_("“{calendar}” can’t be changed here: it is kept by others.", calendar=short(kept_in.name)))


def _happening(event: Event, at: str, now: datetime) -> Occurrence:
    try:
        found = occurring.happening(event, at, now)
    except ValueError:
        raise CommandError(_("“{day}” isn't a date such as 2026-11-30.", day=at)) from None
    if found is None:
        raise CommandError(
            _("“{title}” isn’t on then.", title=short(event.title) or _("Untitled event")),
            remedy=_("Name a day on which it is."),
        )
    return found


def _when(wanted: "piece.EventChange", one: Occurrence) -> tuple[datetime, datetime, bool]:
    """When it is after the change, in the person's zone."""
    if wanted.start is None or wanted.end is None:
        return one.start, one.end, one.all_day
    if isinstance(wanted.start, datetime) and isinstance(wanted.end, datetime):
        return wanted.start, wanted.end, False
    start, end = (datetime(d.year, d.month, d.day, tzinfo=one.start.tzinfo) for d in (wanted.start, wanted.end))
    return start, end, True


def _effects(desk: Desk, event: Event, kept: Event | None, new: Event | None) -> list[Effect]:
    """What turns an event into what is kept of it, and the new one beside it."""
    made = [effects.make("event", rows.columns(new))] if new is not None else []
    if kept is None:
        return [effects.unmake(desk.connection, "event", event.id), *made]
    before, after = rows.kept_columns(desk.connection, event.id), rows.columns(kept)
    return [*(Effect("event", event.id, k, before[k], v) for k, v in after.items() if before[k] != v), *made]
