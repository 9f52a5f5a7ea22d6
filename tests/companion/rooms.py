"""A house that a test furnishes, for what is answered from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from osone.companion.skills.answer import answer
from osone.companion.skills.house import MailSet
from osone.companion.skills.intents import FindMail
from osone.companion.skills.recognise import recognise
from osone.companion.skills.spoken import NamedLast
from osone.companion.skills.telling import Answer
from osone.model.calendar import OWN, Occurrence
from osone.model.drafts import Draft
from osone.model.errors import CommandError
from osone.model.ids import EventId, MessageId, ThreadId
from osone.model.mail import Address, Kind, MessageRow, ThreadRow
from osone.model.tasks import Task
from osone.queries.asking import Heard, KnownPerson, MailPlan, holds, plan_in, words_of
from osone.queries.conversation import Message
from osone.queries.day import DaySummary, Needs
from osone.queries.gaps import Gap
from osone.queries.promises import PromiseMade
from osone.queries.search import SearchResult

TODAY = date(2026, 11, 23)
"""A Monday."""
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@dataclass
class Rooms:
    """A house that a test furnishes."""

    occurrences: tuple[Occurrence, ...] = ()
    todo: tuple[Task, ...] = ()
    mail: tuple[ThreadRow, ...] = ()
    known: tuple[KnownPerson, ...] = ()
    mine: MessageRow | None = None
    window: bool = True
    drafts: list[tuple[ThreadId, str]] = field(default_factory=list)
    letter: Message | None = None
    selected: tuple[ThreadId, ...] = ()
    chip: tuple[ThreadId, ...] = ()
    spoken: NamedLast = field(default=NamedLast())
    begun: list[tuple[str, str, ThreadId | None]] = field(default_factory=list)
    writing: Draft | None = None
    promised: tuple[PromiseMade, ...] = ()
    new: tuple[tuple[str, int], ...] = ()
    opened: list[tuple[str, int]] = field(default_factory=list)
    broken: bool = False
    unknown: Gap | None = None
    acts: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    asked: list[FindMail] = field(default_factory=list)

    def now(self) -> datetime:
        return NOW

    def chosen(self) -> tuple[ThreadId, ...]:
        return self.selected

    def pointed(self) -> tuple[ThreadId, ...]:
        return self.chip

    def show(self, noun: tuple[str, int]) -> bool:
        self.opened.append(noun)
        return self.window

    def show_event(self, one: Occurrence) -> bool:
        return self.show(("event", one.event))

    async def rows(self, threads: Sequence[ThreadId]) -> tuple[ThreadRow, ...]:
        there = {row.id: row for row in self.mail}
        return tuple(there.get(one) or thread("The lease", number=one) for one in threads)

    async def letter_of(self, thread: ThreadId) -> Message | None:
        return self.letter

    async def take_back(self) -> str:
        self.acts.append(("undo.entry", {}))
        return "Undone."

    async def day(self, since: date, until: date) -> DaySummary:
        return DaySummary(self.occurrences, self.todo)

    async def find(self, query: FindMail) -> SearchResult:
        self.asked.append(query)
        return SearchResult(self.mail, len(self.mail), gap=self.unknown)

    async def newest(self, *, unread: bool) -> Message | None:
        return self.letter

    async def gap(self) -> Gap | None:
        return self.unknown

    async def shown(self) -> Message | None:
        return self.letter

    async def needs(self) -> Needs:
        return Needs(self.mail, self.todo, gap=self.unknown)

    async def happenings(self, named: str, within: tuple[datetime, datetime] | None = None) -> tuple[Occurrence, ...]:
        since, until = within or (NOW, NOW + timedelta(days=366))
        found = [one for one in self.occurrences if one.start < until and (one.end > since)]
        return tuple(one for one in found if not named or holds(f"{one.title} {one.location}", words_of(named)))

    async def tasks(self, named: str) -> tuple[Task, ...]:
        return tuple(one for one in self.todo if not named or holds(one.title, words_of(named)))

    async def people(self, name: str) -> tuple[KnownPerson, ...]:
        return tuple(one for one in self.known if holds(f"{one.address.name} {one.address.email}", words_of(name)))

    async def names(self) -> tuple[str, ...]:
        return tuple(one.address.name.split()[0] for one in self.known)

    async def written_to(self, one: Address) -> MessageRow | None:
        return self.mine

    async def heard(self, since: datetime, until: datetime) -> Heard:
        return Heard(
            tuple((one.address, row) for one, row in zip(self.known, self.mail, strict=False)), 0, self.unknown
        )

    async def message(self, number: int) -> Message | None:
        return self.letter

    async def threads(self, query: FindMail) -> MailSet:
        self.asked.append(query)
        return MailSet(tuple(row.id for row in self.mail), tuple(row.subject for row in self.mail))

    async def plan(self, letter: Message) -> MailPlan | None:
        return plan_in(letter, UTC)

    async def take(self, thread: ThreadId) -> str:
        self.acts.append(("event.bring", {"thread": thread}))
        return "Added."

    async def begin_draft(self, to: Address | None, words: str = "", thread: ThreadId | None = None) -> bool:
        self.begun.append((to.email if to else "", words, thread))
        return self.window

    async def promises(self, one: Address) -> tuple[PromiseMade, ...]:
        return self.promised

    async def draft(self) -> Draft | None:
        return self.writing

    def made(self) -> tuple[tuple[str, int], ...]:
        return self.new

    async def begin_reply(self, thread: ThreadId, words: str) -> bool:
        self.drafts.append((thread, words))
        return self.window

    async def act(self, command: str, arguments: Mapping[str, object]) -> str:
        if self.broken:
            raise CommandError("There is nothing to undo.", remedy="Do something first.")
        self.acts.append((command, dict(arguments)))
        return "Archived one conversation."


def occurrence(title: str, hour: int) -> Occurrence:
    start = NOW.replace(hour=hour, minute=0)
    return Occurrence(EventId(1), title, "", OWN, start, start + timedelta(hours=1), all_day=False, tentative=False)


def thread(subject: str, people: str = "Amy", reason: str = "", number: int = 7) -> ThreadRow:
    newest = MessageId(int(NOW.timestamp()) << 8)
    return ThreadRow(ThreadId(number), newest, people, subject, "", 1, True, False, False, Kind.PERSON, reason)


async def said(words: str, house: Rooms) -> Answer:
    intent = recognise(words, NOW, "Iris")
    assert intent is not None
    return await answer(intent, house, name="Iris", person="Theodore")
