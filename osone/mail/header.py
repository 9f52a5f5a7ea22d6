"""The head of a message: the fast path of a first sync."""

import re
from functools import lru_cache

from osone.mail.addresses import addresses
from osone.mail.charsets import decode
from osone.mail.dates import moment
from osone.mail.heads import HEAD_LIMIT, opened
from osone.mail.message_ids import message_ids
from osone.mail.words import decode_words
from osone.model.mail import Address, Header
from osone.text.lines import clean

HEADER_FIELDS: tuple[str, ...] = (
    *("Date", "From", "Sender", "Reply-To", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References"),
    *("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "Precedence", "Content-Type"),
    *("MIME-Version", "Authentication-Results", "X-Priority", "Importance"),
)
"""The fields that a sync asks a server for."""

REFERENCES_KEPT = 50

WANTED = frozenset(name.lower() for name in HEADER_FIELDS)
"""Their names in lower case."""

_SEVERAL = frozenset(("to", "cc"))
NAMES_KEPT, NAME_LIMIT = 4096, 80
TYPE_LIMIT = 256
"""Letters of a media type that are read; RFC 6838, section 4.2, allows 127 on each side."""


class _Names(dict[str, str]):
    """Field names as they were written, and as they are looked up: mailers write few, in few ways."""

    def __missing__(self, written: str) -> str:
        # A few old mailers put blanks before the colon.
        name = written.rstrip(" \t").lower()
        if len(self) < NAMES_KEPT and len(written) <= NAME_LIMIT:
            self[written] = name
        return name


_NAMES = _Names()
# Each field, unfolded. A line that is no field is passed over.
_FIELD = re.compile(r"^([!-9;-~]{1,80})[ \t]*:[ \t]*(.*)", re.MULTILINE)
_TYPE = re.compile(r"(?:\s|\([^()]*\)|[\"'])*([A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+)")
_NOBODY = Address("", "")
_BULK = frozenset({"bulk", "junk", "auto_reply"})
"""``list`` is none of them: people write to each other over lists."""


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
    auto = get("auto-submitted", "")
    return Header(
        ids[0] if ids else "",
        message_ids(found["in-reply-to"]) if "in-reply-to" in found else (),
        references[-REFERENCES_KEPT:],
        subject_text(get("subject", "")),
        senders[0] if senders else _NOBODY,
        addresses(found["reply-to"]) if "reply-to" in found else (),
        addresses(get("to", "")),
        addresses(found["cc"]) if "cc" in found else (),
        moment(get("date", "")),
        list_id(found["list-id"]) if "list-id" in found else "",
        clean(found["list-unsubscribe"]) if "list-unsubscribe" in found else "",
        (bool(auto) and not auto.lower().startswith("no"))
        or ("precedence" in found and found["precedence"].strip().lower() in _BULK),
        media_type(get("content-type", "")),
    )


def head_of(raw: bytes) -> bytes:
    """The header fields alone, lines ended by LF, without a mbox line before them."""
    end = raw.find(b"\n\r\n", 0, HEAD_LIMIT)
    if 0 <= end == len(raw) - 3 and b"\n\n" not in raw and raw[:5] != b"From ":
        # Nothing but a head: it is what a server gave as one.
        head = raw[:-2]
    else:
        tidy, end, _ = opened(raw)
        head = tidy[:end]
    return head.replace(b"\r\n", b"\n") if b"\r" in head else head


def fields(raw: bytes) -> list[tuple[str, str]]:
    """Every field in order: its name as written, its value unfolded but not yet decoded."""
    return _FIELD.findall(_unfolded(head_of(raw)))


def wanted_fields(head: bytes, wanted: frozenset[str], again: dict[str, str] | None = None) -> dict[str, str]:
    """The first field of each of these names (in lower case) in a head from ``head_of``.

    Recipients may stand in several fields (RFC 5322, section 4.5.3). Of what else comes more than once, the last is
    put into ``again``.
    """
    found: dict[str, str] = {}
    several: dict[str, list[str]] | None = None
    for line in _unfolded(head).split("\n"):
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
    if several is not None:
        found.update((name, ", ".join(values)) for name, values in several.items())
    return found


def _unfolded(head: bytes) -> str:
    """A head as text, each field on a line of its own."""
    try:
        # Where it is ASCII with shifts, as Japanese mailers once wrote it, it is that.
        text = decode(head, "iso-2022-jp") if b"\x1b" in head and b"\x1b$" in head else head.decode()
    except UnicodeDecodeError:
        # Each line by itself, so that one field in a legacy charset does not spoil another in UTF-8.
        charset = _declared_charset(head)
        text = "\n".join(decode(line, charset if not _is_utf8(line) else "utf-8") for line in head.split(b"\n"))
    return text.replace("\n ", " ").replace("\n\t", "\t")


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
