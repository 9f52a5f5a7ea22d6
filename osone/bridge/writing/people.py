"""Whom a line of addresses is to: as it is written, who may be meant by what is typed, and what is no address."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from osone.host.later import later
from osone.model.mail import Address
from osone.text.catalogue import _, plural

if TYPE_CHECKING:
    from osone.mail import addresses
    from osone.mail.writing import fields
else:
    # Once somebody writes.
    addresses, fields = later("osone.mail.addresses"), later("osone.mail.writing.fields")

SUGGESTED = 6
PARTS = ",;\n"
"""What stands between two addresses."""
LONGEST_NAME = 200
"""Letters of a name that are written: one without end is read as words that may be addresses."""
_ODD = re.compile(r'[\s"(),:;<>@\[\\\]]')
"""What may stand before the ``@`` of an address in quotes alone (RFC 5322, section 3.4.1)."""
_ESCAPED = re.compile(r'(["\\])')
SHUT = {'"': '"', "<": ">", "(": ")"}
"""What ends what begins so, and is no address of its own until then."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words of a line, ``line[start:end]``, that name no address."""

    start: int
    end: int
    words: str
    among: tuple[Address, ...]
    """Those whom they may mean, the likeliest first."""

    @property
    def said(self) -> str:
        """What is wrong, in a sentence."""
        if not self.among:
            return _("“{words}” isn't an address.", words=self.words)
        if len(self.among) == 1:
            return _("{words}: do you mean {person}?", words=self.words, person=written(self.among[0]))
        return plural(
            "{words}: which of {number}?", "{words}: which of {number}?", len(self.among), words=self.words
        )  # fmt: skip


def written(person: Address) -> str:
    """An address as one writes it on a line: whatever its name is, it is read as this address and as no other."""
    if not person.email:
        return person.name
    local, _at, domain = person.email.rpartition("@")
    quoted = local[:1] == local[-1:] == '"' and len(local) > 1
    email = person.email
    if local and not quoted and _ODD.search(local):
        email = '"' + _ESCAPED.sub(r"\\\1", local) + f'"@{domain}'
    # What mail that came calls somebody is anybody's words: a quote in it would end the name, and others could follow.
    name = person.name[:LONGEST_NAME].replace('"', "'").replace("\\", "/")
    if any(mark in name for mark in ",;:<>@()"):
        name = f'"{name}"'
    return f"{name} <{email}>".strip() if name or email != person.email else email


def line(people: Iterable[Address]) -> str:
    """Several of them."""
    return ", ".join(map(written, people))


def parts(words: str) -> Iterator[tuple[int, int]]:
    """Where each address of a line stands: ``words[start:end]``, without the blanks about it."""
    start, shut = 0, ""
    for at, sign in enumerate(words):
        if shut:
            shut = "" if sign == shut else shut
        elif sign in SHUT:
            shut = SHUT[sign]
        elif sign in PARTS:
            yield from _trimmed(words, start, at)
            start = at + 1
    yield from _trimmed(words, start, len(words))


def _trimmed(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = words[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def at_caret(words: str, caret: int) -> tuple[int, int]:
    """Where the address stands that the caret is in; where it is in none, the caret's own place twice."""
    return next(((start, end) for start, end in parts(words) if start <= caret <= end), (caret, caret))


def meant(people: Iterable[Address], words: str, caret: int) -> list[Address]:
    """Who may be meant by the name at the caret, the likeliest first; nobody who stands there.

    Whose name or address begins so comes before who has another word that does; else they stay as ``people`` are.
    """
    start, end = at_caret(words, caret)
    begun = words[start:end].casefold()
    first: list[Address] = []
    others: list[Address] = []
    for one in people:
        if begun not in ("", one.email) and _begins(one, begun):
            ahead = one.name.casefold().startswith(begun) or one.email.startswith(begun)
            (first if ahead else others).append(one)
            if len(first) == SUGGESTED:
                break
    return [*first, *others][:SUGGESTED]


def completed(words: str, caret: int, person: Address) -> tuple[str, int]:
    """A line with somebody in the place of the name at the caret, ready for the next, and where the caret is then."""
    start, end = at_caret(words, caret)
    before, after = words[:start], words[end:]
    if not after.lstrip().startswith((",", ";")):
        after = f", {after.lstrip()}"
    found = f"{before}{written(person)}{after}"
    return found, len(before) + len(written(person)) + len(after) - len(after.lstrip(",; "))


def unclear(words: str, known: Sequence[Address]) -> list[Unclear]:
    """What of a line is no address, and who may be meant by it."""
    found = []
    for start, end in parts(words):
        part = words[start:end]
        if not _reaches(part):
            name = part.casefold()
            begun = [one for one in known if _begins(one, name)]
            exact = [one for one in begun if name in (one.name.casefold(), *one.name.casefold().split())]
            found.append(Unclear(start, end, part, tuple(exact or begun)))
    return found


def shown(people: Sequence[Address]) -> list[dict[str, object]]:
    """People as QML lists them."""
    return [{"name": one.shown, "email": one.email if one.name else ""} for one in people]


def _begins(person: Address, begun: str) -> bool:
    """Whether a name or address has a word that begins so."""
    name = person.name.casefold()
    return name.startswith(begun) or any(word.startswith(begun) for word in (*name.split(), person.email))


@lru_cache(maxsize=1024)
def _reaches(part: str) -> bool:
    """Whether mail can be sent to what is written."""
    found = addresses.addresses(part)
    if '"' not in part and any(_ODD.search(one.email.rpartition("@")[0]) for one in found):
        return False  # who means an odd address writes it in quotes; "bo@@rope.example" is a slip
    try:
        return bool(found) and all(fields.spec(one.email, utf8=True) for one in found)
    except fields.UnsendableError:
        return False
