"""The nouns of work: tasks."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from osone.model.ids import TaskId


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do."""

    id: TaskId
    title: str
    notes: str
    project: str
    priority: int
    """1 is highest, 4 is none."""
    due: date | datetime | None
    """A date, or an aware time where an hour was named."""
    done_at: int | None
    """Unix seconds UTC."""
    position: float
    """Order within the list, smallest first."""
    created: int
    uid: str = ""
    """Its iCalendar UID where it was brought in: its words are others' then."""

    @property
    def own(self) -> bool:
        """Whether the person wrote it here."""
        return not self.uid

    def due_on(self, zone: tzinfo | None) -> date | None:
        """The day it is due for somebody in ``zone``: an hour late at night may be tomorrow where they are now."""
        return self.due.astimezone(zone).date() if isinstance(self.due, datetime) else self.due
