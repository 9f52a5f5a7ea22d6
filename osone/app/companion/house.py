"""The house as the companion sees it: facts out of the store, and verbs through the registry."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol, TypeVar

import apsw

from osone.commands import tools
from osone.commands.everything import REGISTRY
from osone.commands.registry import Properties
from osone.commands.running import Outcome
from osone.commands.undo import UNDO_ENTRY
from osone.companion.minds.protocol import ToolSpec
from osone.companion.others import heard
from osone.companion.ports import Result
from osone.companion.skills.house import MailSet
from osone.companion.skills.intents import FindMail
from osone.companion.skills.origins import others_in
from osone.companion.skills.spoken import NamedLast
from osone.host import here
from osone.model.calendar import Occurrence
from osone.model.drafts import Block, Draft, DraftId, Recipients, Relation, Run
from osone.model.errors import CommandError
from osone.model.ids import ThreadId, TurnId
from osone.model.mail import Address, Box, MessageRow, ThreadRow
from osone.model.talk import Speaker, Turn
from osone.model.tasks import Task
from osone.queries import answering, asking, conversation, day, gaps, invited, near, search
from osone.queries.asking import Heard, KnownPerson, MailPlan
from osone.queries.conversation import Message
from osone.queries.day import DaySummary, Needs
from osone.queries.gaps import Gap
from osone.queries.promises import PromiseMade, made_to
from osone.queries.query import Query
from osone.queries.search import SearchResult
from osone.store import drafts, journal, listing, talk
from osone.store import tasks as task_rows
from osone.store.journal import COMPANION, PERSON
from osone.store.writing import transaction
from osone.text.catalogue import _, plural

T = TypeVar("T")
NAMED = 3
"""Conversations or tasks that a card names one by one."""
LISTS = {"events": ("event", "id"), "tasks": ("task", "id"), "needs": ("thread", "thread")}
"""Which nouns the lists hold that a verb finds, and under which name their ids."""
LONGEST = 400
"""Letters of one argument on a card."""
BOXES = {"newsletters": Box.NEWSLETTERS, "people": Box.PEOPLE, "rest": Box.REST}
"""The list that a sort of mail is in; all else that is spoken of as a whole is in the inbox."""


class StoreAccess(Protocol):
    """Reading and writing without holding up the window."""

    async def read(self, question: Callable[[apsw.Connection], T]) -> T:
        """Ask the store."""

    async def write(self, work: Callable[[apsw.Connection], T]) -> T:
        """Write to the store outside of verbs (the transcript)."""

    async def act(self, command: str, arguments: Mapping[str, object], by: str) -> Outcome:
        """Run a verb. Raises OsOneError where it cannot be done."""


@dataclass(slots=True)
class StoreHouse:
    """Facts and verbs for skills (``companion.skills.house.House``)."""

    store: StoreAccess
    chosen_now: Callable[[], Sequence[int]] = field(default=lambda: ())
    """The threads that a key would act on now."""
    said_about: Callable[[], Sequence[int]] = field(default=lambda: ())
    """The threads that the words are about, as their line showed."""
    open_noun: Callable[[tuple[str, int]], None] | None = None
    """Shows a draft, a conversation or a task; None where there is no window."""
    open_event: Callable[[Occurrence], object] | None = None
    open_draft: Callable[[], int] = field(default=lambda: 0)
    """The draft that is open in the window; 0 for none."""
    did: Callable[[Outcome], None] = field(default=lambda _outcome: None)
    """Hears what a verb came to, for the person."""
    spoken: NamedLast = field(default=NamedLast())
    entry: int | None = None
    """What was done last for the person in this talk, in the journal."""
    new: tuple[tuple[str, int], ...] = ()
    """What it made."""

    def now(self) -> datetime:
        """The hour, in this machine's zone."""
        return here.now()

    def chosen(self) -> tuple[ThreadId, ...]:
        """The selection, or the open thread."""
        return tuple(ThreadId(t) for t in self.chosen_now())

    def pointed(self) -> tuple[ThreadId, ...]:
        """What the line of the talk showed that the words are about."""
        return tuple(ThreadId(t) for t in self.said_about())

    def show(self, noun: tuple[str, int]) -> bool:
        """Open it in the window."""
        if self.open_noun is None:
            return False
        self.open_noun(noun)
        return True

    def show_event(self, one: Occurrence) -> bool:
        """Show it on its day in the window."""
        if self.open_event is None:
            return False
        self.open_event(one)
        return True

    async def rows(self, threads: Sequence[ThreadId]) -> tuple[ThreadRow, ...]:
        """These conversations as lists show them."""
        return tuple(await self.store.read(lambda connection: listing.rows(connection, threads)))

    async def letter_of(self, thread: ThreadId) -> Message | None:
        """The newest message of a conversation."""
        return await self.store.read(lambda connection: conversation.newest_of(connection, thread))

    async def day(self, since: date, until: date) -> DaySummary:
        """What is on from one day to another, the second exclusive."""
        now = self.now()
        return await self.store.read(lambda connection: day.between(connection, since, until, now))

    async def find(self, query: FindMail) -> SearchResult:
        """Search mail, newest first."""
        words, now = _words(query), self.now()

        def found(connection: apsw.Connection) -> SearchResult:
            result = search.conversations(
                connection, search.asked(connection, words, today=now.date(), zone=now.tzinfo)
            )
            if result.threads or not (wider := near.beginnings(words)):
                return result
            return search.conversations(connection, search.asked(connection, wider, today=now.date(), zone=now.tzinfo))

        return await self.store.read(found)

    async def newest(self, *, unread: bool) -> Message | None:
        """The newest message of the inbox."""
        return await self.store.read(lambda connection: conversation.newest(connection, unread=unread))

    async def gap(self) -> Gap | None:
        """Why the inbox may hold more than is known of it."""
        return await self.store.read(gaps.of_inbox)

    async def shown(self) -> Message | None:
        """The newest message of what is before the person."""
        chosen = self.chosen()
        if not chosen:
            return None
        return await self.store.read(lambda connection: conversation.newest_of(connection, chosen[0]))

    async def needs(self) -> Needs:
        """What needs the person, a few of each."""
        now = self.now()
        return await self.store.read(lambda connection: day.needs(connection, now))

    async def happenings(self, named: str, within: tuple[datetime, datetime] | None = None) -> tuple[Occurrence, ...]:
        """What of this name is on the calendar."""
        now = self.now()
        return tuple(await self.store.read(lambda connection: asking.happenings(connection, named, now, within)))

    async def tasks(self, named: str) -> tuple[Task, ...]:
        """Open tasks of this name."""
        return tuple(await self.store.read(lambda connection: asking.open_tasks(connection, named)))

    async def people(self, name: str) -> tuple[KnownPerson, ...]:
        """Whom a name may mean."""
        return tuple(await self.store.read(lambda connection: asking.people(connection, name)))

    async def names(self) -> tuple[str, ...]:
        """First names of people who wrote lately."""
        return tuple(await self.store.read(lambda connection: asking.likely_names(connection, NAMED)))

    async def written_to(self, one: Address) -> MessageRow | None:
        """The newest message to somebody."""
        return await self.store.read(lambda connection: asking.newest_to(connection, one))

    async def heard(self, since: datetime, until: datetime) -> Heard:
        """Who wrote from one moment to another."""
        return await self.store.read(lambda connection: asking.heard(connection, since, until))

    async def message(self, number: int) -> Message | None:
        """One message with its words."""
        return await self.store.read(lambda connection: conversation.message(connection, number))

    async def threads(self, query: FindMail) -> MailSet:
        """All conversations of a set."""
        now = self.now()
        words = _words(query)

        def found(connection: apsw.Connection) -> MailSet:
            parsed = search.asked(connection, words, today=now.date(), zone=now.tzinfo) if words else Query()
            threads = asking.conversations(connection, parsed, BOXES.get(query.sort, Box.INBOX))
            names = asking.subjects(connection, threads[:NAMED])
            return MailSet(tuple(ThreadId(thread) for thread in threads), tuple(names))

        return await self.store.read(found)

    async def plan(self, letter: Message) -> MailPlan | None:
        """When what a message is about takes place."""
        zone = self.now().tzinfo

        def found(connection: apsw.Connection) -> MailPlan | None:
            asked = invited.of_thread(connection, letter.row.thread, zone)
            return invited.as_plan(asked) if asked is not None else asking.plan_in(letter, zone)

        return await self.store.read(found)

    async def take(self, thread: ThreadId) -> str:
        """Put what a conversation is about on the calendar."""
        now = self.now()
        found = await self.store.read(lambda connection: invited.to_keep(connection, thread, now))
        return await self.act("event.bring", {"ics": found.ics, "method": found.method}) if found else ""

    async def begin_draft(self, to: Address | None, words: str = "", thread: ThreadId | None = None) -> bool:
        """Open a message of its own, or one that passes a conversation on, kept as a draft; it is not sent."""
        if self.open_noun is None:
            return False
        relation = Relation.NEW if thread is None else Relation.FORWARD
        begun = await self.store.read(lambda connection: answering.begun(connection, relation, thread or 0))
        return await self._keep(replace(begun.draft, recipients=Recipients((to,) if to else ())), words)

    async def draft(self) -> Draft | None:
        """The draft that is open, as it is kept."""
        number = DraftId(self.open_draft())
        return await self.store.read(lambda connection: drafts.one(connection, number)) if number else None

    async def promises(self, one: Address) -> tuple[PromiseMade, ...]:
        """What was promised to somebody."""
        return tuple(await self.store.read(lambda connection: made_to(connection, one)))

    def made(self) -> tuple[tuple[str, int], ...]:
        """What the last verb made."""
        return self.new

    async def begin_reply(self, thread: ThreadId, words: str) -> bool:
        """Open an answer with these words in the window, kept as a draft; it is not sent."""
        if self.open_noun is None:
            return False
        begun = await self.store.read(lambda connection: answering.begun(connection, Relation.REPLY, thread))
        return await self._keep(begun.draft, words)

    async def _keep(self, begun: Draft, words: str) -> bool:
        # What was asked for stands above the signature.
        blocks = (Block((Run(words),)) if words else Block(), *begun.blocks[1:])
        draft = replace(begun, blocks=blocks, changed=int(self.now().timestamp()))
        await self.store.act("draft.keep", {"draft": draft.id, "written": drafts.row(draft)}, PERSON)
        return self.show(("draft", draft.id))

    async def act(self, command: str, arguments: Mapping[str, object]) -> str:
        """Run a verb for the person, who asked for it in words."""
        outcome = await self.store.act(command, arguments, PERSON)
        self.entry, self.new = outcome.journal, outcome.made
        self.did(outcome)
        return outcome.said

    async def take_back(self) -> str:
        """Take back what was done last, and only that."""
        entry, self.entry = self.entry, None
        return "" if entry is None else (await self.store.act(UNDO_ENTRY, {"entry": entry}, PERSON)).said


@dataclass(slots=True)
class RegistryTools:
    """The verbs as a mind's tools (``companion.ports.Tools``)."""

    store: StoreAccess
    facts: Callable[[], frozenset[str]]
    did: Callable[[Outcome], None] = field(default=lambda _outcome: None)
    """Hears what a verb came to, for the person."""
    deeds: list[int] = field(default_factory=list)
    """The journal's entries of what was done for the mind in this talk, newest last."""

    def fresh(self) -> None:
        """A new talk begins."""
        self.deeds.clear()

    def specs(self) -> Sequence[ToolSpec]:
        """All verbs that a model is offered, in a fixed order."""
        everything = frozenset({"focus:thread", "focus:task", "focus:event", "reading"})
        return [ToolSpec(t.id, t.sentence, t.parameters, REGISTRY[t.id].title) for t in tools.tools(everything)]

    def properties(self, command: str) -> Properties:
        """What carrying out a verb means."""
        return REGISTRY[command].properties

    def ready(self, command: str) -> bool:
        """Whether its condition holds now; verbs that are given their ids need nothing to be selected."""
        verb = REGISTRY[command]
        return bool(verb.piecewise) or verb.when.holds(self.facts())

    async def run(self, command: str, arguments: Mapping[str, object]) -> Result:
        """Run it for the companion; what it takes back is the newest of its own deeds in this talk."""
        verb = REGISTRY[command]
        if verb.turns == "back":
            command, arguments = UNDO_ENTRY, {"entry": await self.store.read(self._newest_deed)}
        outcome = await self.store.act(command, arguments, COMPANION)
        if outcome.journal is not None:
            self.deeds.append(outcome.journal)
        self.did(outcome)
        found, others = heard(outcome.value)
        if verb.properties.undoable:
            told: dict[str, object] = {"changed": outcome.changed}
            if outcome.more:
                told["under_way"] = True
            found = {**told, **(found if isinstance(found, dict) else {})}
        return Result(json.dumps(found, ensure_ascii=False), others, (*outcome.made, *_named(outcome.value)))

    def _newest_deed(self, connection: apsw.Connection) -> int:
        for deed in reversed(self.deeds):
            entry = journal.one(connection, deed)
            if entry is not None and entry.state in journal.STANDING:
                return deed
        raise CommandError(
            _("Nothing that the companion did in this talk is left to undo."),
            remedy=_("What you did yourself, you undo with z."),
        )


@dataclass(slots=True)
class StoreTranscript:
    """What was said, kept in the store (``companion.ports.Transcript``)."""

    store: StoreAccess

    async def add(self, speaker: Speaker, text: str, origin: str, threads: tuple[ThreadId, ...] = ()) -> TurnId:
        """Keep a turn, with the mail that it speaks of: it goes with that."""
        at = int(datetime.now().timestamp())
        unknown = speaker is Speaker.COMPANION and not threads and others_in(origin)

        def write(connection: apsw.Connection) -> TurnId:
            with transaction(connection) as tx:
                turn = talk.say(tx, speaker, text, origin, at)
                talk.speaks_of(tx, turn, threads, unknown=unknown)
                return turn

        return await self.store.write(write)

    async def behind(self, turn: TurnId) -> Turn | None:
        """The companion's turn that this one is, or that answers it."""
        return await self.store.read(lambda connection: talk.behind(connection, turn))

    async def update(self, turn: TurnId, text: str, *, stopped: bool) -> None:
        """Put the words that have come by now."""

        def write(connection: apsw.Connection) -> None:
            with transaction(connection) as tx:
                talk.mend(tx, turn, text, stopped=stopped)

        await self.store.write(write)


def _named(value: object) -> list[tuple[str, int]]:
    """The nouns that are listed in what a verb found."""
    listed = value.items() if isinstance(value, Mapping) else ()
    return [
        (noun, one[key])
        for name, several in listed
        if name in LISTS and isinstance(several, list)
        for noun, key in (LISTS[name],)
        for one in several
        if isinstance(one, Mapping) and isinstance(one.get(key), int)
    ]


def about_what(connection: apsw.Connection, arguments: Mapping[str, object]) -> str:
    """What a call is about, for who is to say yes to it: which conversations and tasks, and all else that it says."""
    parts: list[str] = []
    for name, value in arguments.items():
        ids = [i for i in value if isinstance(i, int)] if isinstance(value, list) else []
        if name == "threads":
            found = [row.subject or _("(no subject)") for row in listing.rows(connection, ids[:NAMED])]
        elif name == "tasks":
            found = [task.title for task in (task_rows.one(connection, i) for i in ids[:NAMED]) if task is not None]
        else:
            parts.append(f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
            continue
        named = ", ".join(f"“{words}”" for words in found)
        if not found:
            named = _("something that no longer exists")
        elif len(ids) > NAMED:
            named = plural("{names} and {count} more", "{names} and {count} more", len(ids) - NAMED, names=named)
        parts.append(named)
    return ". ".join(part[:LONGEST] for part in parts) + "." if parts else ""


def _words(asked: FindMail) -> str:
    words = [f"from:{word}" for word in asked.sender.split()] + asked.about.split()
    words += ["is:unread"] * asked.unread + ["is:starred"] * asked.starred + ["has:attachment"] * asked.attachments
    words += [f"after:{asked.since.isoformat()}"] if asked.since else []
    words += [f"before:{asked.until.isoformat()}"] if asked.until else []
    return " ".join(words)
