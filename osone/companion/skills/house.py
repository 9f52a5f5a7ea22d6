"""What skills may ask of the house: the store's facts and the verbs, behind one small protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from osone.companion.skills.intents import FindMail
from osone.companion.skills.spoken import NamedLast
from osone.model.calendar import Occurrence
from osone.model.drafts import Draft
from osone.model.ids import ThreadId
from osone.model.mail import Address, MessageRow, ThreadRow
from osone.model.tasks import Task
from osone.queries.asking import Heard, KnownPerson, MailPlan
from osone.queries.conversation import Message
from osone.queries.day import DaySummary, Needs
from osone.queries.gaps import Gap
from osone.queries.promises import PromiseMade
from osone.queries.search import SearchResult


@dataclass(frozen=True, slots=True)
class MailSet:
    """Conversations that a sentence means."""

    threads: tuple[ThreadId, ...]
    """All of them, newest first."""
    subjects: tuple[str, ...]
    """What the newest few are called; others wrote that."""


class House(Protocol):
    """The facts and the verbs. Errors are :class:`osone.model.errors.OsOneError`."""

    spoken: NamedLast
    """What the talk named last."""

    def now(self) -> datetime:
        """The hour, aware, in the person's zone."""

    def chosen(self) -> tuple[ThreadId, ...]:
        """The threads that a key would act on now: the selection, or the open one."""

    def pointed(self) -> tuple[ThreadId, ...]:
        """The threads that the words were said about, as their line showed; empty where it showed none."""

    def show(self, noun: tuple[str, int]) -> bool:
        """Open a conversation or a task before the person; False where there is no window for it."""

    def show_event(self, one: Occurrence) -> bool:
        """Show an event on its day; False where there is no window for it."""

    async def rows(self, threads: Sequence[ThreadId]) -> tuple[ThreadRow, ...]:
        """These conversations as lists show them; those that no longer exist are left out."""

    async def letter_of(self, thread: ThreadId) -> Message | None:
        """The newest message of a conversation."""

    async def day(self, since: date, until: date) -> DaySummary:
        """What is on from one day to another, the second exclusive."""

    async def find(self, query: FindMail) -> SearchResult:
        """Search mail, newest first."""

    async def newest(self, *, unread: bool) -> Message | None:
        """The newest message of the inbox."""

    async def gap(self) -> Gap | None:
        """Why the inbox may hold more than is known of it."""

    async def shown(self) -> Message | None:
        """The message that is before the person."""

    async def needs(self) -> Needs:
        """What needs the person, at most five of each."""

    async def happenings(self, named: str, within: tuple[datetime, datetime] | None = None) -> tuple[Occurrence, ...]:
        """What of this name is on the calendar from now on, or within a span, earliest first; empty names all of it."""

    async def tasks(self, named: str) -> tuple[Task, ...]:
        """Open tasks that hold these words; all of them where there are none."""

    async def people(self, name: str) -> tuple[KnownPerson, ...]:
        """Whom a name or an address may mean among those of the mail, the likeliest first."""

    async def names(self) -> tuple[str, ...]:
        """First names of people who wrote lately."""

    async def written_to(self, one: Address) -> MessageRow | None:
        """The newest message that the person sent to somebody."""

    async def heard(self, since: datetime, until: datetime) -> Heard:
        """Who wrote from one moment to another."""

    async def message(self, number: int) -> Message | None:
        """One message with its words."""

    async def threads(self, query: FindMail) -> MailSet:
        """All conversations of a set."""

    async def plan(self, letter: Message) -> MailPlan | None:
        """When what a message is about takes place; None where it names no time."""

    async def take(self, thread: ThreadId) -> str:
        """Put what a conversation invites to, or names a time for, on the calendar; empty where there is neither."""

    async def begin_draft(self, to: Address | None, words: str = "", thread: ThreadId | None = None) -> bool:
        """Open a message of its own to somebody, or one that passes on a conversation, with these words.

        Where there is no address, To stays empty. False where there is no window for it.
        """

    async def draft(self) -> Draft | None:
        """The draft that is open before the person, or None."""

    async def promises(self, one: Address) -> tuple[PromiseMade, ...]:
        """What the person promised somebody in what they sent, the newest first."""

    def made(self) -> tuple[tuple[str, int], ...]:
        """The nouns that the last :meth:`act` made, by kind and id."""

    async def begin_reply(self, thread: ThreadId, words: str) -> bool:
        """Open an answer with these words before the person; False where there is no window for it."""

    async def act(self, command: str, arguments: Mapping[str, object]) -> str:
        """Run a verb for the person; the sentence that says what was done. CommandError where it cannot be."""

    async def take_back(self) -> str:
        """Take back what was done last by :meth:`act`; empty where there is nothing. CommandError where it is gone."""
