"""What can still be asked of a search: the operators there are, and how one that is begun goes on."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import apsw

from osone.model.mail import Address
from osone.queries.marking import folded
from osone.queries.query import LEAST
from osone.store import messages, search
from osone.text.catalogue import N_, _

OPERATORS: tuple[tuple[str, str], ...] = (
    ("from:", N_("who sent it, like from:ann")),
    ("to:", N_("who received it")),
    ("subject:", N_("words in the subject")),
    ("has:attachment", N_("with a file")),
    ("is:unread", N_("not read yet")),
    ("is:starred", N_("starred")),
    ("in:archive", N_("in Archive, Sent, Trash …")),
    ("before:", N_("before a day, like before:may")),
    ("after:", N_("since a day, like after:monday")),
)
"""Each operator that is taught, and what it asks for."""
MORE: tuple[tuple[str, str], ...] = (
    ("cc:", N_("who received a copy")),
    ("with:", N_("sent by or to someone")),
    ("body:", N_("words in the text")),
    ("filename:", N_("words in a file's name, like filename:contract")),
    ("on:", N_("on a day, like on:friday")),
    ("larger:", N_("of so many bytes or more, like larger:2MB")),
    ("smaller:", N_("of so many bytes or fewer, like smaller:100k")),
)
"""Those that are completed and not taught."""
VALUES: dict[str, tuple[tuple[str, str], ...]] = {
    "is": (
        ("unread", N_("not read yet")), ("read", N_("read already")), ("starred", N_("starred")),
        ("muted", N_("muted")),
    ),
    "has": (("attachment", N_("with a file")),),
    "in": (
        ("inbox", N_("in the inbox")), ("archive", N_("in the archive")), ("sent", N_("sent by you")),
        ("drafts", N_("not sent yet")), ("trash", N_("deleted")), ("spam", N_("junk")),
        ("snoozed", N_("put off until later")),
        ("anywhere", N_("everywhere, deleted and junk too")),
    ),
    "from": (("me", N_("sent by you")),),
    **dict.fromkeys(("before", "after", "on"), (
        ("today", N_("today")), ("yesterday", N_("yesterday")), ("last week", N_("last week")),
        ("last month", N_("last month")), ("last year", N_("last year")),
    )),
}  # fmt: skip
"""What an operator may be told, and what that asks for."""
PEOPLE = {"from": "sender", "to": "recipients", "cc": "recipients", "with": "sender recipients"}
"""The operators that ask for a person, and the columns of the index where those stand."""
LOOKED_AT = 200
"""So many of the newest messages are asked who somebody is."""
OFFERED = 5
"""So many people are offered."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way on from what was typed."""

    operator: str
    """The operator as it will stand there, whole."""
    sentence: str
    words: str
    """All that was typed, with the operator in the place of its beginning."""


def completions(words: str) -> list[Completion]:
    """How the last word goes on, where it begins an operator; where nothing is typed, every operator that is taught."""
    before, minus, last = _last(words)
    if not words.strip():
        return [Completion(operator, _(sentence), operator) for operator, sentence in OPERATORS]
    field, colon, value = last.lower().partition(":")
    if colon:
        found = [
            (f"{field}:{whole}", sentence)
            for whole, sentence in VALUES.get(field, ())
            if whole.startswith(value) and whole != value
        ]
    else:
        known = [*OPERATORS, *MORE]
        found = [pair for pair in known if len(field) >= LEAST and pair[0].startswith(field)]
    return [Completion(operator, _(sentence), before + minus + operator) for operator, sentence in found]


def people(connection: apsw.Connection, words: str) -> list[Address]:
    """Whom the last word may mean where it asks for a person: who wrote, or was written to, most often of late first.

    Looks at a bounded number of messages. Needs a reader connection.
    """
    field, value = _asked(words)
    if field not in PEOPLE:
        return []
    begins = search.phrase(value, beginning=True)
    if len(value) < LEAST or not begins:
        found = messages.newest(connection, LOOKED_AT, 0, search.HIGHEST)
    else:
        found = search.newest(connection, f"{{{PEOPLE[field]}}} : {begins}", LOOKED_AT)
    counted: dict[str, tuple[int, Address]] = {}
    fits: dict[Address, bool] = {}
    for sender, others in messages.people_of(connection, found, recipients=field != "from"):
        for one in (sender,) if field == "from" else others if field != "with" else (sender, *others):
            # The same few wrote most of them.
            if one not in fits:
                fits[one] = bool(one.email) and _fits(one, value)
            if fits[one]:
                count, newest = counted.get(one.email.lower(), (0, one))
                counted[one.email.lower()] = (count + 1, newest if newest.name else one)
    return [one for _count, one in sorted(counted.values(), key=lambda pair: -pair[0])]


def of_folders(words: str, known: Mapping[str, str]) -> list[Completion]:
    """How the last word goes on to one of the person's own folders: ``known`` as ``search.folders_for`` has them."""
    field, value = _asked(words)
    if field != "in" or not value:
        return []
    before, minus, _word = _last(words)
    fitting = [
        path
        for path in dict.fromkeys(known.values())
        if path.casefold() != value and any(one.casefold().startswith(value) for one in (path, *_WORD.findall(path)))
    ]
    if value in known and len(fitting) < 2:
        return []  # it stands there whole
    return [
        Completion(f"in:{path}", "", f'{before}{minus}in:"{path}" ' if " " in path else f"{before}{minus}in:{path} ")
        for path in fitting[:OFFERED]
    ]


def of_people(words: str, known: Iterable[Address]) -> list[Completion]:
    """How the last word goes on to one of these people, where it asks for a person and they fit what is typed."""
    field, value = _asked(words)
    if field not in PEOPLE:
        return []
    before, minus, _word = _last(words)
    fitting = [one for one in known if _fits(one, value) and one.email.lower() != value]
    return [
        Completion(one.name or one.email, one.email if one.name else "", f"{before}{minus}{field}:{one.email} ")
        for one in fitting[:OFFERED]
    ]


def _asked(words: str) -> tuple[str, str]:
    """The operator of the last word and what it is told so far, both small; two empty ones where it is none."""
    field, colon, value = _last(words)[2].lower().partition(":")
    return (field, value) if colon else ("", "")


def _fits(person: Address, value: str) -> bool:
    """Whether a name or an address, or a word of either, begins so."""
    wanted = _bare(value)
    return person.email.lower().startswith(value) or any(
        _bare(word).startswith(wanted) for word in _WORD.findall(f"{person.name} {person.email.rpartition('.')[0]}")
    )


def _bare(word: str) -> str:
    """A word without its accents, as the index compares it too."""
    return "".join(c for c in unicodedata.normalize("NFD", folded(word)) if not unicodedata.combining(c))


_WORD = re.compile(r"[^\W_]+")


def _last(words: str) -> tuple[str, str, str]:
    """All before the last word, its minus, and the word itself; an open quotation is no beginning of an operator."""
    if words.count('"') % 2:
        return words, "", ""
    before, blank, last = words.rpartition(" ")
    minus = last[:1] if last[:1] in ("-", "–") else ""
    return before + blank, minus, last[len(minus) :]
