"""The message that is answered or passed on, as it stands beneath what is written."""

from collections.abc import Iterator

from osone.model.drafts import Block, Relation, Run
from osone.model.mail import Address, Header
from osone.text.catalogue import _

LONGEST = 200_000
"""Letters of it that are quoted."""


def quoted(header: Header, text: str, relation: Relation, day: str) -> tuple[Block, ...]:
    """Its words with a line that says whose they are. ``day`` is when it was written, as a person reads it."""
    lines = text[:LONGEST].rstrip().split("\n")
    if relation is Relation.FORWARD:
        head = [_("---------- Forwarded message ----------"), *_facts(header, day), ""]
        return tuple(map(_line, (*head, *lines)))
    who = _("On {day}, {name} wrote:", day=day, name=header.sender.shown)
    return (_line(who), *(_deeper(line) for line in lines))


def _facts(header: Header, day: str) -> Iterator[str]:
    yield _("From: {name}", name=_named(header.sender))
    yield _("Date: {day}", day=day)
    yield _("Subject: {subject}", subject=header.subject)
    if header.to:
        yield _("To: {names}", names=", ".join(map(_named, header.to[:20])))
    if header.cc:
        yield _("Cc: {names}", names=", ".join(map(_named, header.cc[:20])))


def _named(person: Address) -> str:
    return f"{person.name} <{person.email}>" if person.name else person.email


def _line(words: str) -> Block:
    return Block((Run(words),) if words else ())


def _deeper(line: str) -> Block:
    """A line one deeper than it stood: ``> a`` was a quotation already."""
    depth = 1
    while line[:1] == ">":
        depth, line = depth + 1, line[1:]
    words = line.removeprefix(" ") if depth > 1 else line
    return Block((Run(words),) if words else (), quoted=depth)
