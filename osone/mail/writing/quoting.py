"""The message that is answered or passed on, as it stands beneath what is written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from osone.mail.writing.reduced import MORE
from osone.model.drafts import Block, Relation, Run
from osone.model.mail import Address, Header
from osone.text.catalogue import _

LONGEST = 200_000
"""Letters of it that are quoted."""


def quoted(header: Header, words: Sequence[Block], relation: Relation, day: str) -> tuple[Block, ...]:
    """Its words with a line that says whose they are. ``day`` is when it was written, as a person reads it."""
    if relation is Relation.FORWARD:
        head = [_("---------- Forwarded message ----------"), *_facts(header, day), ""]
        return (*map(_line, head), *words)
    who = _("On {day}, {name} wrote:", day=day, name=header.sender.shown)
    return (_line(who), *(replace(block, quoted=block.quoted + 1) for block in words))


def lines_of(text: str) -> tuple[Block, ...]:
    """Plain text line by line as it was written, so that a table or a patch in it stays one."""
    lines = text[:LONGEST].rstrip().split("\n")
    return tuple(map(_deeper, [*lines, MORE] if len(text) > LONGEST else lines))


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
    """A line as deep as its marks say: ``> a`` was a quotation already."""
    depth = 0
    while line[:1] == ">":
        depth, line = depth + 1, line[1:]
    words = line.removeprefix(" ") if depth else line
    return Block((Run(words),) if words else (), quoted=depth)
