"""What a person asks in words: who somebody is, when something is, who wrote, and which conversations are meant."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

import apsw

from osone.calendar import planned
from osone.calendar.planned import EventMark, Planned
from osone.mail.evidence import is_robot
from osone.mail.people import is_me
from osone.mail.snippet import own_words
from osone.model.calendar import Occurrence
from osone.model.ids import SECOND_SHIFT, MessageId
from osone.model.mail import Address, Box, Kind, MessageRow, Role, ThreadRow
from osone.model.tasks import Task
from osone.queries import day, gaps, search
from osone.queries.conversation import Message
from osone.queries.gaps import Gap
from osone.queries.marking import folded
from osone.queries.query import Query, parse
from osone.store import accounts, listing, messages, tasks
from osone.store import people as rows

AHEAD = timedelta(days=366)
"""How far ahead something is looked for that was named without its day."""
BACK = timedelta(days=60)
"""How far back, where nothing of that name is to come."""
MOST_MEANT = 20_000
"""Conversations that one sentence may be about."""
MOST_HEARD = 1_000
"""Messages of a span of days that are asked who wrote them."""
PEOPLE_KNOWN = 3
"""So many people of one name are told apart."""
MOST_SENTENCES, LONGEST_SENTENCE = 60, 400
"""So many sentences of a message are read for a time, and none longer than this."""
_ANSWER = re.compile(r"^(?:\s*(?:re|aw|sv|fwd?|wg|tr)\s*(?:\[\d+\])?\s*:)+", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"[^\W_]+")
_EMPTY_WORDS = """
a an the my our your his her their its with of for to at in on and or about some any next this that meeting
appointment event thing again s"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words of a question that name nothing, as long as others do."""


_ALSO = {
    "dentist": ("tandlakare", "zahnarzt", "dentist", "tandarts", "tannlege", "tandlaege", "hammaslaakari"),
    "doctor": ("dr", "lakare", "arzt", "medecin", "medico", "lege", "laege", "dokter", "lekarz"),
    "mum": ("mamma", "mama", "mom", "mother"), "mom": ("mamma", "mama", "mum", "mother"),
    "mother": ("mamma", "mama", "mum", "mom"), "dad": ("pappa", "papa", "father"), "father": ("pappa", "papa", "dad"),
    "haircut": ("hairdresser", "barber", "frisor", "coiffeur"), "rent": ("hyra", "miete", "loyer"),
}  # fmt: skip
"""What people ask for in English and may have written down in their own tongue."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom the mail knows."""

    address: Address
    heard: int
    """Messages from them among the newest."""
    written: int
    """Messages to them among those that were sent."""
    newest: MessageRow | None
    """The newest from them; None where there is none, or it was thrown away."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Who wrote within a span of days."""

    people: tuple[tuple[Address, ThreadRow], ...]
    """Each with the conversation they wrote in last, the newest first."""
    others: int
    """Messages of newsletters, notifications and the like."""
    gap: Gap | None


def fold(word: str) -> str:
    """A word without its case and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", folded(word)) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class MailPlan:
    """What a message is about that takes place at a time."""

    planned: Planned
    """Called as the message is; neither place nor people are taken from its words."""
    words: str
    """The sentence that says so."""


def plan_in(letter: Message, zone: tzinfo | None) -> MailPlan | None:
    """The first time that a message's own words name, an hour before a day; None where they name none.

    Days are meant as they were on the day it was written.
    """
    written = datetime.fromtimestamp(letter.row.date, zone)
    title = _ANSWER.sub("", letter.row.subject).strip()
    sentences = [letter.row.subject]
    sentences += [one for line in own_words(letter.text).split("\n") for one in _SENTENCE.split(line)]
    found: MailPlan | None = None
    for said in sentences[:MOST_SENTENCES]:
        event = planned.parse(said, written) if len(said) <= LONGEST_SENTENCE else None
        if event is None or event.rule or event.start < written - timedelta(days=1):
            continue
        called = Planned(title or event.title, event.start, event.end, event.all_day, "", "", (), ())
        plan = MailPlan(called, " ".join(said.split()))
        when = "".join(said[mark.start : mark.end] for mark in event.marks if mark.mark is EventMark.WHEN)
        if not event.all_day and any(sign.isdigit() for sign in when):
            return plan  # an hour that was said, and not only that of a meal or an evening
        if found is None or (found.planned.all_day and not event.all_day):
            found = plan
    return found


def words_of(named: str) -> list[str]:
    """The words that something is found by: those that name nothing go, unless there are no others."""
    found = [fold(word) for word in _WORD.findall(named)]
    return [word for word in found if word not in _EMPTY] or found


def holds(text: str, wanted: Sequence[str]) -> bool:
    """Whether each of these words begins a word of the text."""
    there = [fold(word) for word in _WORD.findall(text)]
    return bool(wanted) and all(
        any(word.startswith(one) or word in _ALSO.get(one, ()) for word in there) for one in wanted
    )


def happenings(
    connection: apsw.Connection, named: str, now: datetime, within: tuple[datetime, datetime] | None = None
) -> list[Occurrence]:
    """What of this name is on the calendar from now on, or within a span; where nothing is to come, what was last."""
    wanted = words_of(named)
    since, until = within or (now, now + AHEAD)
    found = [one for one in day.occurrences(connection, since, until) if not named or _is(one, wanted)]
    if found or within is not None or not named:
        return [one for one in found if within is not None or one.end > now]
    return [one for one in day.occurrences(connection, now - BACK, now) if _is(one, wanted)][::-1]


def _is(one: Occurrence, wanted: Sequence[str]) -> bool:
    return holds(f"{one.title} {one.location}", wanted)


def open_tasks(connection: apsw.Connection, named: str) -> list[Task]:
    """Open tasks that hold these words; all of them where there are none."""
    return [task for task in tasks.every_open(connection) if not named or holds(task.title, words_of(named))]


def people(connection: apsw.Connection, name: str) -> list[KnownPerson]:
    """Whom a name or an address may mean, who wrote or was written to most first. Needs a reader connection."""
    me = accounts.mine(connection)
    wanted = [fold(word) for word in _WORD.findall(name)]
    scores: dict[str, list[int]] = {}
    names: dict[str, Address] = {}
    for place, some in enumerate((rows.writers(connection), rows.written_to(connection))):
        for one in some:
            low = one.email.lower()
            if low in me or not _fits(one, name, wanted):
                continue
            scores.setdefault(low, [0, 0])[place] += 1
            if low not in names or (one.name and not names[low].name):
                names[low] = one
    likeliest = sorted(scores, key=lambda low: -(scores[low][0] + 8 * scores[low][1]))[:PEOPLE_KNOWN]
    return [
        KnownPerson(names[low], scores[low][0], scores[low][1], _newest_from(connection, names[low]))
        for low in likeliest
    ]


def _fits(one: Address, name: str, wanted: Sequence[str]) -> bool:
    if "@" in name:
        return one.email.casefold() == name.casefold()
    there = [fold(word) for word in _WORD.findall(one.name or one.email.partition("@")[0])]
    return bool(wanted) and all(word in there for word in wanted)


def _newest_from(connection: apsw.Connection, one: Address) -> MessageRow | None:
    found = search.find(connection, parse(f"from:{one.email}", today=date.today()), 1)
    return next(iter(messages.some(connection, found)), None)


def newest_to(connection: apsw.Connection, one: Address) -> MessageRow | None:
    """The newest message that the person sent to somebody. Needs a reader connection."""
    found = search.find(connection, parse(f"to:{one.email} in:sent", today=date.today()), 1)
    return next(iter(messages.some(connection, found)), None)


def likely_names(connection: apsw.Connection, most: int) -> list[str]:
    """First names of people who wrote lately, the newest first: somebody who is there, to be offered by name."""
    me = accounts.mine(connection)
    shown = listing.rows(connection, [thread for _newest, thread in listing.ids(connection, Box.PEOPLE, 20)])
    found: dict[str, None] = {}
    for row in messages.some(connection, [row.newest for row in shown]):
        first = row.sender.name.split()
        if first and first[0].isalpha() and not is_me(row.sender, me) and not is_robot(row.sender):
            found[first[0]] = None
    return list(found)[:most]


def heard(connection: apsw.Connection, since: datetime, until: datetime) -> Heard:
    """Who wrote to the person from one moment to another. Needs a reader connection."""
    me = accounts.mine(connection)
    low, high = (int(at.timestamp()) << SECOND_SHIFT for at in (since, until))
    found = messages.newest(connection, MOST_HEARD, low, high - 1)
    away = (Role.TRASH, Role.JUNK, Role.SENT, Role.DRAFTS)
    came = {m for m, role, _folder, _flags in messages.standing(connection, found) if role not in away}
    letters = [row for row in messages.some(connection, found) if row.id in came and not is_me(row.sender, me)]
    threads = {row.id: row for row in listing.rows(connection, list(dict.fromkeys(row.thread for row in letters)))}
    people: dict[str, tuple[Address, ThreadRow]] = {}
    others = 0
    for row in letters:
        thread = threads.get(row.thread)
        if thread is None or thread.kind not in (Kind.PERSON, Kind.INVITATION) or is_robot(row.sender):
            others += 1
        elif row.sender.email.lower() not in people:
            people[row.sender.email.lower()] = (row.sender, thread)
    return Heard(tuple(people.values()), others, gaps.of_inbox(connection))


def conversations(connection: apsw.Connection, query: Query, box: Box) -> list[int]:
    """The conversations of a list that a query fits, newest first: all of the list where it asks for nothing."""
    plain = replace(query, unread=None) == Query()
    unread = bool(query.unread) and plain
    there = [thread for _newest, thread in listing.ids(connection, box, MOST_MEANT, unread=unread)]
    if plain and query.unread is not False:
        return there
    if plain:
        seen = {thread for _newest, thread in listing.ids(connection, box, MOST_MEANT, unread=True)}
        return [thread for thread in there if thread not in seen]
    found: list[MessageId] = search.find(connection, query, MOST_MEANT)
    fitting = set(messages.threads_of(connection, found).values())
    return [thread for thread in there if thread in fitting]


def subjects(connection: apsw.Connection, threads: Sequence[int]) -> list[str]:
    """What some conversations are called."""
    return [row.subject for row in listing.rows(connection, threads)]
