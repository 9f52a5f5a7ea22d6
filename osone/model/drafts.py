"""A message while it is being written: blocks of words with their marks, whom it is to, and what it answers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from osone.model.ids import AccountId, MessageId
from osone.model.mail import Address

DraftId = NewType("DraftId", int)
DEEPEST = 8
"""Of lists and of quotations; what is deeper stands as deep as this."""
HIGHEST = 99_999
"""The number of an item at most."""
LOOKS = ("bold", "italic", "underline", "struck", "code")
"""What a run can be, as its fields are called."""
MARKS = (*LOOKS, "link", "picture")


class Relation(StrEnum):
    """How a draft stands to the message that it is about."""

    NEW = ""
    REPLY = "reply"
    REPLY_ALL = "reply all"
    FORWARD = "forward"
    ACCEPTED = "accepted"
    """It answers the invitation in that message, as its PARTSTAT says it (RFC 5545); so do the next two."""
    TENTATIVE = "tentative"
    DECLINED = "declined"

    @property
    def answer(self) -> str:
        """The PARTSTAT that it answers an invitation with; empty where it answers none."""
        return self.value.upper() if self in (Relation.ACCEPTED, Relation.TENTATIVE, Relation.DECLINED) else ""


class Stage(StrEnum):
    """How far a draft is on its way."""

    WRITING = ""
    QUEUED = "queued"
    """It waits in the outbox: for its hold to end, for the time it is to leave at, or for a network."""
    SENT = "sent"
    """A server has taken it; the copy in Sent may be yet to be filed."""


class Shape(StrEnum):
    """What a block is."""

    TEXT = ""
    BULLET = "bullet"
    NUMBER = "number"
    HEADING = "heading"
    CODE = "code"
    """Lines whose blanks are kept."""
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. The words of a picture say what it shows."""

    words: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    """http, https or mailto."""
    picture: str = ""
    """The content id of a picture that is enclosed."""
    underline: bool = False
    struck: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph, one item of a list, a heading, or a rule across."""

    runs: tuple[Run, ...] = ()
    shape: Shape = Shape.TEXT
    indent: int = 0
    """Of an item: how deep its list stands in others, from 0; of a heading: its level, from 1."""
    quoted: int = 0
    """How deeply it is quoted."""
    number: int = 0
    """Of a numbered item: its number, where that is not one more than the one before it."""

    @property
    def words(self) -> str:
        """Its words without their look."""
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom a message is to."""

    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    """Never written into what leaves."""

    @property
    def everyone(self) -> tuple[Address, ...]:
        """All of them, each address once."""
        return tuple({one.email.lower(): one for one in (*self.to, *self.cc, *self.bcc)}.values())


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """A file or picture of a draft; its bytes are in the store."""

    id: int
    name: str
    media_type: str
    size: int
    content_id: str = ""
    """Of a picture that the text shows; empty for a file."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that is being written, or is on its way."""

    id: DraftId
    account: AccountId
    sender: Address
    recipients: Recipients
    subject: str
    blocks: tuple[Block, ...]
    relation: Relation = Relation.NEW
    answers: MessageId | None = None
    """The message it replies to or forwards."""
    quotes: bool = True
    """Whether that message is quoted beneath what is written."""
    files: Sequence[EnclosedFile] = ()
    stage: Stage = Stage.WRITING
    message_id: str = ""
    """Given when it is queued, and kept on every try; without angle brackets."""
    changed: int = 0
    """Unix seconds."""
    left_out: frozenset[str] = frozenset()
    """Files that do not go along, by their keys: of those that were enclosed and of the message that is passed on."""
    remind: str = ""
    """When the person is reminded if nobody answers, in words that count from when it leaves; empty for never."""

    def passes_on(self, part: int) -> bool:
        """Whether a file of the message that it is about goes along, by its place there."""
        return self.relation is Relation.FORWARD and self.quotes and part_key(part) not in self.left_out


def part_key(part: int) -> str:
    """What a file of the message that is passed on is called by, of those that are left out."""
    return f"part {part}"


def file_key(file: int) -> str:
    """What an enclosed file is called by there."""
    return f"file {file}"


def encode(blocks: Sequence[Block]) -> str:
    """As JSON, leaving out what is as usual."""
    return json.dumps([_block_kept(block) for block in blocks], ensure_ascii=False)


def decode(kept: str) -> tuple[Block, ...]:
    """What ``encode`` wrote; what cannot be understood is words."""
    try:
        blocks = json.loads(kept)
    except ValueError:
        return (Block((Run(kept),)),)
    return tuple(_block(one) for one in blocks if isinstance(one, dict)) if isinstance(blocks, list) else ()


def _block_kept(block: Block) -> Mapping[str, object]:
    kept: dict[str, object] = {"runs": [_run_kept(run) for run in block.runs]}
    kept |= {name: value for name in ("shape", "indent", "quoted", "number") if (value := getattr(block, name))}
    return kept


def _run_kept(run: Run) -> Mapping[str, object]:
    named = {name: value for name in MARKS if (value := getattr(run, name))}
    return {"words": run.words, **named}


def _block(kept: Mapping[str, object]) -> Block:
    runs = kept.get("runs")
    shape = kept.get("shape", "")
    return Block(
        tuple(_run(one) for one in _mappings(runs)),
        Shape(shape) if isinstance(shape, str) and shape in set(Shape) else Shape.TEXT,
        _number(kept.get("indent")),
        _number(kept.get("quoted")),
        _number(kept.get("number"), HIGHEST),
    )


def _mappings(value: object) -> Iterable[Mapping[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _run(kept: Mapping[str, object]) -> Run:
    words, link, picture = (str(kept.get(name) or "") for name in ("words", "link", "picture"))
    return Run(words, link=link, picture=picture, **{name: bool(kept.get(name)) for name in LOOKS})


def _number(value: object, most: int = DEEPEST) -> int:
    return max(0, min(value, most)) if isinstance(value, int) else 0
