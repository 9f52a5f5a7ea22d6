"""What skills may ask of the house: the store's facts and the verbs, behind one small protocol."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from osone.companion.skills.intents import FindMail
from osone.model.calendar import Occurrence
from osone.model.ids import ThreadId
from osone.model.mail import MessageRow, ThreadRow
from osone.model.tasks import Task


@dataclass(frozen=True, slots=True)
class Day:
    """What is on in a span of days."""

    occurrences: tuple[Occurrence, ...]
    """By start."""
    tasks: tuple[Task, ...]
    """Open ones, due within the span, overdue ones among them where the span begins today."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to."""

    threads: tuple[ThreadRow, ...]
    """The newest few."""
    total: int
    """How many in all; the number of threads where it was not counted further."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message with its words."""

    row: MessageRow
    text: str
    """The safe plain text; empty while the body has not come."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What needs the person, each with its reason."""

    threads: tuple[ThreadRow, ...]
    tasks: tuple[Task, ...]
    """Due today or overdue."""


class House(Protocol):
    """The facts and the verbs. Errors are :class:`osone.model.errors.OsOneError`."""

    def now(self) -> datetime:
        """The hour, aware, in the person's zone."""

    def chosen(self) -> tuple[ThreadId, ...]:
        """The threads that a key would act on now: the selection, or the open one."""

    async def day(self, since: date, until: date) -> Day:
        """What is on from one day to another, the second exclusive."""

    async def find(self, query: FindMail) -> Found:
        """Search mail, newest first."""

    async def newest(self, *, unread: bool) -> Letter | None:
        """The newest message of the inbox."""

    async def shown(self) -> Letter | None:
        """The message that is before the person."""

    async def needs(self) -> Needs:
        """What needs the person, at most five of each."""

    async def act(self, command: str, arguments: Mapping[str, object]) -> str:
        """Run a verb for the person; the sentence that says what was done. CommandError where it cannot be."""
