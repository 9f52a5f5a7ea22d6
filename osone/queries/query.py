"""The language of search: words, phrases, fields, places and dates."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum

from osone.model.ids import SECOND_SHIFT
from osone.queries.spans import OPENERS, span
from osone.store import search

WORDS_LIMIT = 40
"""Terms that are read; more are passed over."""
MOST_BYTES = 1 << 62
"""More than any message has, and no more than the store can be asked for."""
LEAST = 2
"""Letters that must stand there before they are taken for the beginning of what an operator may be told."""


class SearchPlace(StrEnum):
    """Where ``in:`` looks."""

    INBOX = "inbox"
    ARCHIVE = "archive"
    SENT = "sent"
    DRAFTS = "drafts"
    TRASH = "trash"
    SPAM = "spam"
    SNOOZED = "snoozed"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. An empty field asks for nothing."""

    match: str = ""
    """An FTS5 expression over the columns subject, sender, recipients and body; always valid. Empty: no words."""
    former: str = ""
    """The same for messages that are not read again yet, where it is another (``search.former_phrase``)."""
    excluded: str = ""
    """An FTS5 expression of what must not be there, where ``match`` is empty and cannot say it."""
    after: int | None = None
    """Unix seconds, from this moment on."""
    before: int | None = None
    """Unix seconds, up to but not including this moment."""
    unread: bool | None = None
    starred: bool | None = None
    muted: bool | None = None
    attachments: bool | None = None
    smallest: int = 0
    """Bytes that a message has at least."""
    largest: int = MOST_BYTES
    """Bytes that it has at most."""
    places: tuple[SearchPlace, ...] = ()
    """Any of these. Empty: everywhere but trash and spam."""
    not_places: tuple[SearchPlace, ...] = ()
    folders: tuple[str, ...] = ()
    """Folders of the person's own that it may be in as well, by name or path in small letters."""
    not_folders: tuple[str, ...] = ()

    @property
    def first_id(self) -> int:
        """The smallest message id within the dates."""
        return max(self.after, 0) << SECOND_SHIFT if self.after is not None else 0

    @property
    def last_id(self) -> int | None:
        """The message id at which the dates are over (exclusive); None: they go on."""
        return max(self.before, 0) << SECOND_SHIFT if self.before is not None else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return self == Query()


_TERM = re.compile(r'([-–])?(?:([A-Za-z_]{2,12}):)?("[^"]*"?|[^\s"]+)?')
_COLUMNS = {
    **{"from": "sender", "to": "recipients", "cc": "recipients", "subject": "subject", "body": "body"},
    **{"sender": "sender", "recipient": "recipients", "with": "sender recipients"},
}
_PLACES = {
    **{place.value: place for place in SearchPlace},
    **{
        "junk": SearchPlace.SPAM,
        "bin": SearchPlace.TRASH,
        "deleted": SearchPlace.TRASH,
        "all": SearchPlace.ANYWHERE,
        "draft": SearchPlace.DRAFTS,
    },
}
_NAMES = ("filename", "file", "attachment")
"""What asks for words of the name of a file."""
_DATES = ("before", "until", "older", "after", "since", "newer", "on", "date", "during")
_SIZES = ("larger", "bigger", "smaller")
_SIZE = re.compile(r"(\d{1,9})(?:[.,](\d{1,3}))?(k|m|g)?i?b?", re.IGNORECASE)
_UNIT = {"": 0, "k": 1, "m": 2, "g": 3}
_STATES = {
    **{"unread": ("unread", True), "read": ("unread", False)},
    "muted": ("muted", True),
    **{"starred": ("starred", True), "flagged": ("starred", True), "unstarred": ("starred", False)},
}
"""What ``is:`` may be told, and the fact that it asks for."""
_FILES = ("attachment", "attachments", "file", "files")
_TOLD = {"in": tuple(_PLACES), "is": tuple(_STATES), "has": _FILES}
KNOWN = frozenset((*_COLUMNS, *_NAMES, *_DATES, *_SIZES, "in", "is", "has"))
"""Every operator."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A word as the index is asked for it, and as it was before."""

    match: str
    former: str


@dataclass(frozen=True, slots=True)
class _Word:
    negative: bool
    field: str
    text: str
    quoted: bool


def parse(
    text: str, *, today: date, typing: bool = False, zone: tzinfo | None = None, folders: Collection[str] = ()
) -> Query:
    """What a person asks. Never fails: what is no known field is searched for as it stands.

    ``folders`` are the person's own, by name and path in small letters, which ``in:`` knows besides its places.
    With ``typing`` the last word is taken as the beginning of one. Days begin in ``zone``, else in this machine's.
    ``after:`` includes the day it names, ``before:`` does not. OR joins the words beside it and binds before all else.
    """
    words = _words(text)
    filters: dict[str, object] = {}
    places: list[SearchPlace] = []
    not_places: list[SearchPlace] = []
    own: dict[bool, list[str]] = {False: [], True: []}
    wanted: list[_Term] = []
    unwanted: list[_Term] = []
    joins = False
    at = 0
    while at < len(words):
        word = words[at]
        last = at == len(words) - 1
        at += 1
        if word.text in ("OR", "|") and not word.field and not word.quoted and not word.negative:
            joins = bool(wanted) and not last
            continue
        if word.field in _DATES:
            value = word.text
            if value.lower() in OPENERS and at < len(words) and not words[at].field:
                value = f"{value} {words[at].text}"
                at += 1
            elif value.isdigit() and len(value) < 4 and at < len(words) and words[at].text.lower()[:3] in _UNITS:
                value = f"{value} {words[at].text}"
                at += 1
                at += at < len(words) and words[at].text.lower() == "ago"
            found = span(value, today)
            if found is not None and not word.negative:
                _narrow(filters, word.field, found, zone)
                continue
        elif word.field in _SIZES and (size := _bytes(word.text)) is not None:
            limit = "smallest" if (word.field != "smaller") != word.negative else "largest"
            filters[limit] = size
            continue
        elif word.field == "in" and (place := _begun(word.text, (*_TOLD["in"], *folders))):
            if place in _PLACES:
                (not_places if word.negative else places).append(_PLACES[place])
            else:
                own[word.negative].append(place)
            continue
        elif word.field == "is" and (state := _begun(word.text, _TOLD["is"])):
            name, wants = _STATES[state]
            filters[name] = wants != word.negative
            continue
        elif word.field == "has" and _begun(word.text, _TOLD["has"]):
            filters["attachments"] = not word.negative
            continue
        elif word.field == "from" and word.text.lower() == "me":
            (not_places if word.negative else places).append(SearchPlace.SENT)
            continue
        prefix = typing and last and not word.negative and not text[-1:].isspace() and not text.endswith('"')
        term = _term(word, prefix)
        if term is None:
            continue
        if word.negative:
            unwanted.append(term)
        elif joins:
            wanted[-1] = _Term(f"{wanted[-1].match} OR {term.match}", f"{wanted[-1].former} OR {term.former}")
        else:
            wanted.append(term)
        joins = False
    match = _all_of((term.match for term in wanted), (term.match for term in unwanted))
    former = _all_of((term.former for term in wanted), (term.former for term in unwanted))
    return Query(
        match=match,
        former=former if former != match else "",
        excluded=" OR ".join(term.match for term in unwanted) if not wanted else "",
        places=tuple(dict.fromkeys(places)),
        not_places=tuple(dict.fromkeys(not_places)),
        folders=tuple(dict.fromkeys(own[False])),
        not_folders=tuple(dict.fromkeys(own[True])),
        **filters,  # type: ignore[arg-type]
    )


def strangers(text: str, *, today: date, folders: Collection[str] = ()) -> tuple[str, ...]:
    """What is written as an operator asks to be, and is none or is told what it cannot know: ``size:``, ``is:blue``.

    ``folders`` are those that ``in:`` knows besides its places.
    """
    found: list[str] = []
    for term in _TERM.finditer(text[:2000]):
        field, value = (term[2] or "").lower(), (term[3] or "").strip('"')
        if not field or not value or value.startswith("//") or field == "mailto":
            continue
        if field not in KNOWN:
            found.append(f"{field}:")
        elif not _knows(field, value, today, folders):
            found.append(f"{field}:{value}")
    return tuple(dict.fromkeys(found))


def _knows(field: str, value: str, today: date, folders: Collection[str]) -> bool:
    """Whether an operator can be told that."""
    if field == "in" and _begun(value, folders):
        return True
    if field in _TOLD:
        return bool(_begun(value, _TOLD[field]))
    if field in _SIZES:
        return _bytes(value) is not None
    return field not in _DATES or value.isdigit() or value.lower() in OPENERS or span(value, today) is not None


def _begun(value: str, known: Iterable[str]) -> str:
    """The one that a value names, or else the first that it begins; empty where there is none."""
    value = value.casefold()
    names = tuple(known)
    if value in names:
        return value
    return next((name for name in names if len(value) >= LEAST and name.startswith(value)), "")


def _bytes(value: str) -> int | None:
    """A size as people write it: 100k, 2MB, 1.5 m without its blank, or bytes."""
    written = _SIZE.fullmatch(value)
    if written is None:
        return None
    number = float(f"{written[1]}.{written[2] or 0}")
    return min(int(number * 1024 ** _UNIT[(written[3] or "").lower()]), MOST_BYTES)


_UNITS = ("day", "wee", "mon", "yea")


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    # What no tokeniser keeps would only end strings early inside SQLite.
    text = "".join(sign if sign.isprintable() else " " for sign in text[:2000])
    for term in _TERM.finditer(text):
        minus, field, value = term[1], (term[2] or "").lower(), term[3] or ""
        if not value:
            # "from:" while the name is still to come asks for nothing.
            continue
        quoted = value.startswith('"')
        value = value.strip('"')
        if field and field not in KNOWN:
            value, field = f"{field}:{value}", ""
        found.append(_Word(minus is not None, field, value, quoted))
        if len(found) >= WORDS_LIMIT:
            break
    return found


def _all_of(wanted: Iterable[str], unwanted: Iterable[str]) -> str:
    match = " AND ".join(f"({term})" if " OR " in term else term for term in wanted)
    out = " OR ".join(unwanted)
    return f"({match}) NOT ({out})" if match and out else match


def _term(word: _Word, prefix: bool) -> _Term | None:
    text = word.text
    if text.endswith("*") and not word.quoted:
        text, prefix = text.rstrip("*"), True
    if word.field in _NAMES:
        # Names were not looked at before: what is not read again yet is not found by them.
        match = search.name_phrase(text, beginning=prefix)
        return _Term(match, match) if match else None
    match = search.phrase(text, beginning=prefix)
    if not match:
        return None
    former = search.former_phrase(text, beginning=prefix)
    before = ""
    if word.field in _COLUMNS:
        before = f"{{{_COLUMNS[word.field]}}} : "
    elif word.field:
        before = f'"{word.field}" AND '
    return _Term(before + match, before + former)


def _narrow(filters: dict[str, object], field: str, found: tuple[date, date], zone: tzinfo | None) -> None:
    start, end = (_seconds(day, zone) for day in found)
    if field in ("before", "until", "older"):
        lower, upper = None, start
    elif field in ("after", "since", "newer"):
        lower, upper = start, None
    else:
        lower, upper = start, end
    known_after, known_before = filters.get("after"), filters.get("before")
    if lower is not None:
        filters["after"] = max(lower, known_after) if isinstance(known_after, int) else lower
    if upper is not None:
        filters["before"] = min(upper, known_before) if isinstance(known_before, int) else upper


def _seconds(day: date, zone: tzinfo | None) -> int:
    try:
        return int(datetime.combine(day, time.min, zone).timestamp())
    except (OverflowError, ValueError, OSError):
        return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86400
