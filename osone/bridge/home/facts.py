"""What one look at the store gives of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import apsw

from osone.bridge.drawing.shapes import calendar_hues
from osone.model.calendar import Occurrence
from osone.model.mail import ThreadRow
from osone.model.tasks import Task
from osone.queries import gaps
from osone.queries.counts import MailCounts, mail_counts
from osone.queries.day import occurrences, today, waiting
from osone.queries.gaps import Gap
from osone.store import accounts, calendars

EVENING = 18
"""From this hour on the next day is looked at too: what is left of this one is short."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What one look at the store gives of a day."""

    needs: Sequence[ThreadRow]
    counts: MailCounts
    hours: Sequence[Occurrence]
    """Of this day, and in the evening of the next one."""
    hues: Mapping[int, str]
    """Of the calendars."""
    due: Sequence[Task]
    mailboxes: int
    gap: Gap | None
    """Why somebody may wait unseen; not asked where somebody waits."""


def facts(connection: apsw.Connection, now: datetime) -> DayFacts:
    """Read a day."""
    held = today(connection, now)
    needs = waiting(connection)
    hours = held.occurrences
    if now.hour >= EVENING:
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        seen = set(hours)
        next_day = occurrences(connection, midnight, midnight + timedelta(days=1))
        hours += tuple(one for one in next_day if one not in seen)
    return DayFacts(
        needs,
        mail_counts(connection),
        hours,
        calendar_hues(calendars.in_use(connection)),
        held.due,
        len(accounts.every(connection)),
        None if needs else gaps.of_needs(connection),
    )
