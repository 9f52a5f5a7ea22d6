"""A house that a test furnishes, for what is answered from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from osone.companion.skills.answer import Answer, answer
from osone.companion.skills.intents import FindMail
from osone.companion.skills.recognise import recognise
from osone.model.calendar import OWN, Occurrence
from osone.model.errors import CommandError
from osone.model.ids import EventId, MessageId, ThreadId
from osone.model.mail import Kind, ThreadRow
from osone.model.tasks import Task
from osone.queries.conversation import Message
from osone.queries.day import DaySummary, Needs
from osone.queries.gaps import Gap
from osone.queries.search import SearchResult

TODAY = date(2026, 11, 23)
"""A Monday."""
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@dataclass
class Rooms:
    """A house that a test furnishes."""

    occurrences: tuple[Occurrence, ...] = ()
    tasks: tuple[Task, ...] = ()
    threads: tuple[ThreadRow, ...] = ()
    letter: Message | None = None
    selected: tuple[ThreadId, ...] = ()
    broken: bool = False
    unknown: Gap | None = None
    acts: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    asked: list[FindMail] = field(default_factory=list)

    def now(self) -> datetime:
        return NOW

    def chosen(self) -> tuple[ThreadId, ...]:
        return self.selected

    async def day(self, since: date, until: date) -> DaySummary:
        return DaySummary(self.occurrences, self.tasks)

    async def find(self, query: FindMail) -> SearchResult:
        self.asked.append(query)
        return SearchResult(self.threads, len(self.threads), gap=self.unknown)

    async def newest(self, *, unread: bool) -> Message | None:
        return self.letter

    async def gap(self) -> Gap | None:
        return self.unknown

    async def shown(self) -> Message | None:
        return self.letter

    async def needs(self) -> Needs:
        return Needs(self.threads, self.tasks, gap=self.unknown)

    async def act(self, command: str, arguments: Mapping[str, object]) -> str:
        if self.broken:
            raise CommandError("There is nothing to undo.", remedy="Do something first.")
        self.acts.append((command, dict(arguments)))
        return "Archived one conversation."


def occurrence(title: str, hour: int) -> Occurrence:
    start = NOW.replace(hour=hour, minute=0)
    return Occurrence(EventId(1), title, "", OWN, start, start + timedelta(hours=1), all_day=False, tentative=False)


def thread(subject: str, people: str = "Amy", reason: str = "") -> ThreadRow:
    newest = MessageId(int(NOW.timestamp()) << 8)
    return ThreadRow(ThreadId(7), newest, people, subject, "", 1, True, False, False, Kind.PERSON, reason)


async def said(words: str, house: Rooms) -> Answer:
    intent = recognise(words, TODAY, "Iris")
    assert intent is not None
    return await answer(intent, house, name="Iris", person="Theodore")
