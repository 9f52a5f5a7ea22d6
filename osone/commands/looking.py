"""The verbs that only look: what is on, what there is, what needs the person."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from osone.commands.registry import Desk, Done, command
from osone.host.later import later
from osone.mail import spoken
from osone.model.calendar import OWN, Occurrence
from osone.model.mail import ThreadRow
from osone.model.talk import Speaker, Turn
from osone.model.tasks import Task
from osone.model.whose import Own, Recalled
from osone.queries import gaps
from osone.queries.day import between, waiting, waiting_count
from osone.store import talk
from osone.store import tasks as rows
from osone.text.catalogue import N_, _, plural
from osone.text.dates import clocks, date_long, day_and_clock, due_words
from osone.text.markdown import plain

if TYPE_CHECKING:
    from osone.calendar import spoken as events
else:
    events = later("osone.calendar.spoken")  # with the rules of series

MOST_TURNS = 20


@command("today", N_("Show what's on"), writes=False, icon="sun")
def today(desk: Desk, days: Annotated[int, "how many days from today on"] = 1) -> Done:
    """Say what is on: events, tasks that are due, and who waits for an answer."""
    first = desk.now.date()
    held = between(desk.connection, first, first + timedelta(days=max(1, min(days, 366))), desk.now)
    found, due, needs = held.occurrences, held.due, waiting(desk.connection)
    count = waiting_count(desk.connection)
    held_so_far = plural("{count} conversation waiting so far", "{count} conversations waiting so far", count)
    said = _(
        "{events}, {tasks}, {waiting}.",
        events=plural("{count} event", "{count} events", len(found)),
        tasks=plural("{count} task due", "{count} tasks due", len(due)),
        waiting=plural("{count} conversation waiting", "{count} conversations waiting", count)
        if gaps.of_inbox(desk.connection) is None
        else held_so_far,
    )
    return Done(
        said,
        value={
            "events": [
                {
                    "id": o.event,
                    "title": Own(events.title_words(o)) if o.calendar == OWN else events.title_words(o),
                    "start": o.start.isoformat(),
                    "end": o.end.isoformat(),
                    "all_day": o.all_day,
                }
                for o in found
            ],
            "tasks": [
                {"id": t.id, "title": Own(t.title) if t.own else t.title, "due": rows.due_text(t.due)} for t in due
            ],
            "needs": [row_value(r) for r in needs],
        },
        text="\n".join([f"**{said}**", "", *(f"- {line}" for line in _lines(found, due, needs, desk.now))]),
    )


def _lines(found: Sequence[Occurrence], due: Sequence[Task], needs: Sequence[ThreadRow], now: datetime) -> list[str]:
    """A day in lines of Markdown; what others wrote is shown as plain words."""
    lines = [
        _(
            "{time}: {title}",
            time=_("all day") if o.all_day else clocks(o.start, o.end),
            title=plain(events.title_words(o)),
        )
        for o in found
    ]
    lines += [_("{title}, due {day}", title=plain(t.title), day=due_words(t.due, now)) for t in due]
    return lines + [
        _(
            "{people}: {subject} ({reason})",
            people=plain(spoken.people(r.people)),
            subject=plain(r.subject),
            reason=plain(spoken.reason(r.reason)),
        )
        for r in needs
    ]


@command("talk.find", N_("Search what we said"), writes=False, icon="text-search")
def find_talk(desk: Desk, words: Annotated[str, "words that were said"]) -> Done:
    """Find what we said to each other."""
    wanted = " ".join(f'"{word}"' for word in re.findall(r"\w+", words))
    turns = talk.find(desk.connection, wanted, MOST_TURNS) if wanted else []
    lines = []
    for turn in turns:
        when = datetime.fromtimestamp(turn.said_at, desk.now.tzinfo)
        at = day_and_clock(date_long(when, desk.now.date()), when)
        who = _("you") if turn.speaker is Speaker.PERSON else _("me")
        lines.append("- " + _("{when}, {who}: {words}", when=at, who=who, words=plain(turn.text)[:200]))
    said = plural("We said it once.", "We said it {count} times.", len(turns))
    if not turns:
        said = _("We didn't talk about “{words}”.", words=words)
    return Done(
        said,
        value=[{"at": t.said_at, "who": Own(t.speaker.value), "text": _whose(t)} for t in turns],
        text="\n".join([f"**{said}**", "", *lines]),
    )


def _whose(turn: Turn) -> str:
    """The words of a turn, as a mind may hear them: an answer out of the store quotes mail, and is not for it."""
    if turn.speaker is Speaker.PERSON:
        return Own(turn.text)
    return Recalled(turn.text) if turn.origin.startswith("mind:") else turn.text


def row_value(row: ThreadRow) -> dict[str, object]:
    """A conversation as values; its words are others'."""
    return {"thread": row.id, "people": row.people, "subject": row.subject, "unread": row.unread, "reason": row.reason}
