"""The verbs that only look: what is on, what there is, what needs the person."""

from datetime import datetime, time, timedelta
from typing import Annotated

import apsw

from osone.calendar.recurrence import occurrences
from osone.commands.registry import Desk, Done, Risk, command
from osone.model.calendar import Occurrence
from osone.model.mail import Box, ThreadRow
from osone.store import events, listing
from osone.store import tasks as rows

MOST = 5


@command("today", risk=Risk.READ, icon="sun")
def today(desk: Desk, days: Annotated[int, "how many days from today on"] = 1) -> Done:
    """Say what is on: events, tasks that are due, and who waits for an answer."""
    start = datetime.combine(desk.now.date(), time(), desk.now.tzinfo)
    end = start + timedelta(days=max(1, min(days, 366)))
    found = happening(desk.connection, start, end)
    due = [t for t in rows.every_open(desk.connection) if t.due is not None and _day(t.due) < end.date().isoformat()]
    needs = listing.rows(desk.connection, [t for _, t in listing.ids(desk.connection, Box.NEEDS, MOST)], Box.NEEDS)
    said = f"{len(found)} on the calendar, {len(due)} due, {len(needs)} waiting for you."
    return Done(
        said,
        value={
            "events": [
                {"title": o.title, "start": o.start.isoformat(), "end": o.end.isoformat(), "all_day": o.all_day}
                for o in found
            ],
            "tasks": [{"id": t.id, "title": t.title, "due": rows.due_text(t.due)} for t in due],
            "needs": [row_value(r) for r in needs],
        },
    )


def _day(due: object) -> str:
    return str(due)[:10]


def happening(connection: apsw.Connection, since: datetime, until: datetime) -> list[Occurrence]:
    """All happenings that touch a span of aware times, in the zone of ``since``, earliest first."""
    if since.tzinfo is None:
        raise ValueError("the span needs aware times")
    found: list[Occurrence] = []
    for event in events.within(connection, int(since.timestamp()), int(until.timestamp())):
        found += occurrences(event, since, until, since.tzinfo)
    return sorted(found, key=lambda o: (o.start, not o.all_day, o.end, o.title))


def row_value(row: ThreadRow) -> dict[str, object]:
    """A conversation as values."""
    return {"thread": row.id, "people": row.people, "subject": row.subject, "unread": row.unread, "reason": row.reason}
