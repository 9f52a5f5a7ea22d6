"""What one look at the store gives of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import apsw

from osone.bridge.drawing.shapes import calendar_hues
from osone.model.calendar import Occurrence
from osone.model.mail import ThreadRow
from osone.model.tasks import Task
from osone.queries import gaps
from osone.queries.counts import MailCounts, mail_counts
from osone.queries.day import today, waiting
from osone.queries.gaps import Gap
from osone.store import accounts, calendars


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What one look at the store gives of a day."""

    needs: Sequence[ThreadRow]
    counts: MailCounts
    hours: Sequence[Occurrence]
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
    return DayFacts(
        needs,
        mail_counts(connection),
        held.occurrences,
        calendar_hues(calendars.in_use(connection)),
        held.due,
        len(accounts.every(connection)),
        None if needs else gaps.of_needs(connection),
    )
