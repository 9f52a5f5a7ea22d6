"""The head of a message: the fast path of a first sync."""

import re
from functools import lru_cache
from typing import NamedTuple

from osone.mail.addresses import addresses
from osone.mail.charsets import codec_of, decode
from osone.mail.dates import moment
from osone.mail.heads import HEAD_LIMIT, blank_line, opened
from osone.mail.list_names import FIELDS, is_closed, list_name
from osone.mail.message_ids import message_ids
from osone.mail.words import decode_words
from osone.model.mail import Address, Header
from osone.text.lines import clean

HEADER_FIELDS: tuple[str, ...] = (
    *("Date", "From", "Sender", "Reply-To", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References"),
    *("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "Precedence", "Content-Type"),
    *("MIME-Version", "Authentication-Results", "X-Priority", "Importance"),
)
"""The fields that a sync asks a server for. They name a message (``filing.identity``), so they stay what they are."""

REFERENCES_KEPT = 50

WANTED = frozenset(name.lower() for name in (*HEADER_FIELDS, *FIELDS))
"""The names of all that is read, in lower case: a whole message has more than a server was asked for."""

MIME_FIELDS = frozenset(
    {"content-type", "content-transfer-encoding", "content-disposition", "content-id", "content-location"}
)
_ALL = WANTED | MIME_FIELDS
_SEVERAL = frozenset(("to", "cc"))
NAMES_KEPT, NAME_LIMIT = 4096, 80
TYPE_LIMIT = 256
"""Letters of a media type that are read; RFC 6838, section 4.2, allows 127 on each side."""


class _Names(dict[str, str]):
    """Field names as they were written, and as they are looked up: mailers write few, in few ways.

    What cannot be the name of a field is looked up as nothing.
    """

    def __missing__(self, written: str) -> str:
        # A few old mailers put blanks before the colon.
        name = written.rstrip(" \t").lower() if _NAME.fullmatch(written) is not None else ""
        if len(written) <= NAME_LIMIT:
            if len(self) >= NAMES_KEPT:
                self.clear()
            self[written] = name
        return name


_NAME = re.compile(r"(?!--)[!-9;-~]+[ \t]*")
_NAMES = _Names()
_FOLD = re.compile(r"\n(?=[ \t]++[^ \t\n\r\v\f])")
_ANY_FOLD = re.compile(r"\n(?=[ \t])")
# Each field, unfolded. A line that is no field is passed over.
_FIELD = re.compile(r"^([!-9;-~]{1,80})[ \t]*:[ \t]*(.*)", re.MULTILINE)
_TYPE = re.compile(r"(?:\s|\([^()]*\)|[\"'])*([A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+)")
_NOBODY = Address("", "")
_PROGRAMS = frozenset({"junk", "auto_reply"})
"""What a Precedence says of mail that a program wrote. ``list`` is none of them: people write to each other over lists;
and so they do where a list calls all that it passes on ``bulk``."""


def parse_header(raw: bytes) -> Header:
    """What the head says, from a block of header fields or the beginning of a whole message.

    Never raises and takes linear time. Where a field is there twice the first counts.
    """
    return header_of(wanted_fields(head_of(raw), WANTED))


def header_of(found: dict[str, str]) -> Header:
    """The same from its fields (``wanted_fields``)."""
    get = found.get
    senders = addresses(get("from", "")) or addresses(get("sender", ""))
    ids = message_ids(get("message-id", ""))
    references = message_ids(found["references"]) if "references" in found else ()
    auto, precedence = get("auto-submitted", ""), get("precedence", "").strip().lower()
    to, cc = addresses(get("to", "")), addresses(found["cc"]) if "cc" in found else ()
    listed = list_id(found["list-id"]) if "list-id" in found else list_name(found, (*to, *cc))
    return Header(
        ids[0] if ids else "",
        message_ids(found["in-reply-to"]) if "in-reply-to" in found else (),
        references[-REFERENCES_KEPT:],
        subject_text(get("subject", "")),
        senders[0] if senders else _NOBODY,
        addresses(found["reply-to"]) if "reply-to" in found else (),
        to,
        cc,
        moment(get("date", "")),
        listed,
        clean(found["list-unsubscribe"]) if "list-unsubscribe" in found else "",
        (bool(auto) and not auto.lower().startswith("no"))
        or precedence in _PROGRAMS
        or (precedence == "bulk" and not listed),
        media_type(get("content-type", "")),
        bool(listed) and is_closed(found),
    )


def head_of(raw: bytes, known: "MessageHead | None" = None) -> bytes:
    """The header fields alone, lines ended by LF, without a mbox line before them.

    ``known`` is what ``message_head`` says of the message, where that was asked.
    """
    alone = raw.endswith(b"\n\r\n") and raw.find(b"\n\r\n", 0, HEAD_LIMIT) == len(raw) - 3
    if alone and b"\n\n" not in raw and raw[:5] != b"From ":
        # Nothing but a head: it is what a server gave as one.
        head = raw[:-2]
    else:
        tidy, end = (known.raw, known.end) if known is not None else opened(raw)[:2]
        head = tidy[:end]
    return head.replace(b"\r\n", b"\n") if b"\r" in head else head


class MessageHead(NamedTuple):
    """A message whose head was looked at."""

    raw: bytes
    """The message without a mbox line, its line ends as they should be (``heads.opened``)."""
    end: int
    """Where its fields end."""
    body: int
    """Where its body begins."""
    found: dict[str, str]
    """The first of each field that the reading of a message asks for, by names in lower case."""
    again: dict[str, str]
    """The last of each that comes more than once."""
    foreign: bool = False
    """Whether letters stand in it whose charset it does not say."""


def message_head(raw: bytes) -> MessageHead:
    """The head of a whole message. Never raises."""
    return _usual_head(raw) or _any_head(raw)


def _any_head(raw: bytes) -> MessageHead:
    again: dict[str, str] = {}
    tidy, end, body = opened(raw)
    head = tidy[:end].replace(b"\r\n", b"\n")
    foreign = not head.isascii() and not _is_utf8(head) and codec_of(_declared_charset(head)) is None
    return MessageHead(tidy, end, body, wanted_fields(head, _ALL, again), again, foreign)


def read_as(head: MessageHead, charset: str) -> dict[str, str]:
    """The fields of a head whose letters are in a charset that something else says."""
    return _gathered(_unfolded(_decoded(head.raw[: head.end].replace(b"\r\n", b"\n"), charset)), _ALL, None)[0]


def _usual_head(raw: bytes) -> MessageHead | None:
    """The same in one look at each line, where the head is ASCII and nothing but fields; None of any other."""
    ends = blank_line(raw, 0, HEAD_LIMIT)
    head = raw[: ends[0] - 1] if ends is not None else b""
    if ends is None or not head.isascii() or b"\x1b" in head:
        return None
    # A line of blanks, which may end a head, stays a line.
    lines = _FOLD.sub("", head.replace(b"\r\n", b"\n").decode("ascii").removesuffix("\r"))
    again: dict[str, str] = {}
    found, odd = _gathered(lines, _ALL, again)
    return None if odd else MessageHead(raw, *ends, found, again)


def fields(raw: bytes) -> list[tuple[str, str]]:
    """Every field in order: its name as written, its value unfolded but not yet decoded."""
    return _FIELD.findall(_unfolded(_decoded(head_of(raw))))


def wanted_fields(head: bytes, wanted: frozenset[str], again: dict[str, str] | None = None) -> dict[str, str]:
    """The first field of each of these names (in lower case) in a head from ``head_of``.

    Recipients may stand in several fields (RFC 5322, section 4.5.3). Of what else comes more than once, the last is
    put into ``again``.
    """
    return _gathered(_unfolded(_decoded(head)), wanted, again)[0]


def _gathered(text: str, wanted: frozenset[str], again: dict[str, str] | None) -> tuple[dict[str, str], bool]:
    """The same of a head as text, unfolded, and whether any line in it is no field."""
    found: dict[str, str] = {}
    several: dict[str, list[str]] | None = None
    odd = False
    for line in text.removesuffix("\n").split("\n"):
        written, colon, value = line.partition(":")
        name = _NAMES[written]
        if name in wanted and colon:
            if name not in found:
                found[name] = value.lstrip(" \t")
            elif name in _SEVERAL:
                several = several if several is not None else {}
                several.setdefault(name, [found[name]]).append(value.strip())
            elif again is not None:
                again[name] = value.lstrip(" \t")
        elif not (name and colon):
            odd = True
    if several is not None:
        found.update((name, ", ".join(values)) for name, values in several.items())
    return found, odd


def _decoded(head: bytes, charset: str = "") -> str:
    """A head as text, in a charset that is known, or that it says itself."""
    try:
        # Where it is ASCII with shifts, as Japanese mailers once wrote it, it is that.
        return decode(head, "iso-2022-jp") if b"\x1b" in head and b"\x1b$" in head else head.decode()
    except UnicodeDecodeError:
        # Each line by itself, so that one field in a legacy charset does not spoil another in UTF-8.
        charset = charset or _declared_charset(head)
        return "\n".join(decode(line, charset if not _is_utf8(line) else "utf-8") for line in head.split(b"\n"))


def _unfolded(text: str) -> str:
    """The text of a head, each field on a line of its own."""
    return _ANY_FOLD.sub("", text)


def subject_text(value: str) -> str:
    """A field of free text (RFC 5322, section 3.6.5), decoded, on one line."""
    return clean(decode_words(value) if "=?" in value else value)


def media_type(value: str) -> str:
    """The ``type/subtype`` of a Content-Type field in lower case; ``text/plain`` where there is none."""
    # Parameters are left away before it is looked up: a boundary is another every time.
    return _type(value.partition(";")[0][:TYPE_LIMIT])


@lru_cache(maxsize=1024)
def _type(value: str) -> str:
    match = _TYPE.match(value)
    return match[1].lower() if match else "text/plain"


def list_id(value: str) -> str:
    """The identifier of a List-Id field (RFC 2919) without its brackets and phrase."""
    if not value:
        return ""
    start, end = value.rfind("<"), value.rfind(">")
    return clean(value[start + 1 : end] if 0 <= start < end else value)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _declared_charset(head: bytes) -> str:
    match = re.search(rb"charset\s*=\s*\"?([A-Za-z0-9._-]{2,40})", head, re.IGNORECASE)
    return match[1].decode("ascii") if match else ""
