"""What skills may ask of the house: the store's facts and the verbs, behind one small protocol."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from osone.companion.skills.intents import FindMail
from osone.model.ids import ThreadId
from osone.queries.conversation import Message
from osone.queries.day import DaySummary, Needs
from osone.queries.gaps import Gap
from osone.queries.search import SearchResult


class House(Protocol):
    """The facts and the verbs. Errors are :class:`osone.model.errors.OsOneError`."""

    def now(self) -> datetime:
        """The hour, aware, in the person's zone."""

    def chosen(self) -> tuple[ThreadId, ...]:
        """The threads that a key would act on now: the selection, or the open one."""

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

    async def act(self, command: str, arguments: Mapping[str, object]) -> str:
        """Run a verb for the person; the sentence that says what was done. CommandError where it cannot be."""
