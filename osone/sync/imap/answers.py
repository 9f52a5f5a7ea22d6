"""What the lines of an IMAP answer say: FETCH, SELECT, STATUS and the response codes (RFC 9051, RFC 7162, RFC 4315)."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from osone.model.mail import Flag
from osone.sync.imap.wire import WireLine

# Keywords come in any case, and a number has as many digits as it can have: a longer one is none.
UID = re.compile(rb"\bUID (\d{1,10})(?!\d)", re.I)
FLAGS = re.compile(rb"\bFLAGS \(([^()]*)\)", re.I)
SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,18})(?!\d)", re.I)
WHEN = re.compile(rb'\bINTERNALDATE "([ \d]\d-\w{3}-\d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4})"', re.I)
GMAIL_ID = re.compile(rb"\bX-GM-MSGID (\d{1,20})(?!\d)", re.I)
EMAIL_ID = re.compile(rb"\bEMAILID \(([^)]{1,255})\)", re.I)
FETCH = re.compile(rb"\* \d+ FETCH \(", re.I)
# The answer to what a first sync asks, in the order in which it was asked; ``fetched`` takes any.
IN_ORDER = re.compile(
    rb'\* \d+ FETCH \(UID (\d{1,10}) FLAGS \(([^)]*)\) INTERNALDATE "([ \d]\d-\w{3}-\d{4}) (\d\d):(\d\d):(\d\d)'
    rb' ([+-]\d{4})" RFC822\.SIZE (\d{1,18}) BODY\[HEADER\.FIELDS \([^()]*\)\] \{\}'
    rb"( BODY\[HEADER\.FIELDS \([^()]*\)\]<0> \{\})?\)"
)
NUMBER = re.compile(rb"\* (\d{1,10}) (EXISTS|EXPUNGE|RECENT)", re.I)
CODE = re.compile(rb"\[(UIDVALIDITY|UIDNEXT|HIGHESTMODSEQ) (\d{1,4000})\]", re.I)
READ_ONLY = re.compile(rb"\S+ OK \[READ-ONLY\]", re.I)
STATUS = re.compile(rb"\b(UIDVALIDITY|UIDNEXT|HIGHESTMODSEQ|MESSAGES) (\d{1,4000})(?!\d)", re.I)
COPYUID = re.compile(rb"\[COPYUID (\d{1,20}) ([\d:,]+) ([\d:,]+)\]", re.I)
# What goes on to the end is one too: looked for again from each of its signs, a line of them would take for ever.
STRING = re.compile(rb'"((?:[^"\\]++|\\.)*+)\\?"?', re.S)
SECTION = re.compile(rb'\bBODY\[([^\[\]]*)\](?:<\d+>)? (?:(\{\})|NIL\b|"([^"]*)")', re.S | re.I)
DATED = re.compile(rb'\bINTERNALDATE(?= ")', re.I)
LARGEST_UID = (1 << 32) - 1
LARGEST_SIZE = 1 << 40
LARGEST = (1 << 63) - 1
"""The largest number that can be kept, and MODSEQ's (RFC 7162)."""
MONTHS = {m: i for i, m in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
# Whole numbers: what an IntFlag touches becomes one, and its operators are slow all the way into the store.
FLAG_NAMES = {
    b"\\seen": int(Flag.SEEN),
    b"\\answered": int(Flag.ANSWERED),
    b"\\flagged": int(Flag.FLAGGED),
    b"\\deleted": int(Flag.DELETED),
    b"\\draft": int(Flag.DRAFT),
}
_flag_cache: dict[bytes, int] = {}
_day_cache: dict[tuple[bytes, bytes], int] = {}


class Fetched(NamedTuple):
    """One FETCH response; what was not in it is None."""

    uid: int
    flags: int | None
    size: int
    received: int
    """INTERNALDATE, Unix seconds; 0 where it was not asked for."""
    server_id: str
    """X-GM-MSGID or EMAILID (RFC 8474), or empty."""
    literal: bytes | None
    """The header fields or the whole message; None where they were not in it."""
    relayed: bytes | None = None
    """The Received fields, or the beginning of them; None where they were not in it."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What SELECT or STATUS tells of a mailbox; 0 where it says nothing."""

    uidvalidity: int
    uidnext: int
    modseq: int
    total: int
    read_only: bool = False
    """True where nothing may be changed, though it was opened for writing."""


def flags_of(text: bytes) -> int:
    """System flags as one integer; keywords are left out."""
    known = _flag_cache.get(text)
    if known is None:
        known = 0
        for word in text.lower().split():
            known |= FLAG_NAMES.get(word, 0)
        if len(_flag_cache) < 4096:  # keywords are the server's, so the table is bounded
            _flag_cache[text] = known
    return known


def fetched(line: WireLine) -> Fetched | None:
    """Read a FETCH response; None for any other line, or one without a UID that can be one."""
    usual = IN_ORDER.fullmatch(line.text)
    if usual is not None and len(line.literals) == 1 + (usual[9] is not None):
        uid, flags, day, hour, minute, second, zone, size, _way = usual.groups()
        if 0 < (number := int(uid)) <= LARGEST_UID and (weight := int(size)) <= LARGEST_SIZE:
            received = _second(day, hour, minute, second, zone)
            return Fetched(number, flags_of(flags), weight, received, "", *line.literals)
    return in_any_order(line)


def in_any_order(line: WireLine) -> Fetched | None:
    """The same of a response in whatever order and case it comes."""
    text = line.text
    if not FETCH.match(text):
        return None
    plain = _without_strings(text)
    flags = FLAGS.search(plain)
    named = plain
    if flags and plain.upper().count(b"UID ") > 1:
        # A keyword may be called "UID".
        named = plain[: flags.start()] + plain[flags.end() :]
    uid = UID.search(named)
    if uid is None or not 0 < int(uid[1]) <= LARGEST_UID:
        return None
    dated = DATED.search(plain)
    size, when = SIZE.search(plain), WHEN.match(text, dated.start()) if dated else None
    server_id = b""
    if gmail := GMAIL_ID.search(plain):
        server_id = b"g" + gmail[1]
    elif email_id := EMAIL_ID.search(plain):
        server_id = b"e" + email_id[1]
    return Fetched(
        int(uid[1]),
        flags_of(flags[1]) if flags else None,
        min(int(size[1]), LARGEST_SIZE) if size else 0,
        _second(*when.groups()) if when else 0,
        server_id.decode("ascii", "replace"),
        *_sections(text, plain, line.literals),
    )


def _without_strings(text: bytes) -> bytes:
    """The response with nothing in its quoted strings: what stands in one says nothing of the message."""
    if text.count(b'"') <= 2 and WHEN.search(text):
        return text
    return STRING.sub(lambda found: b'"' + b"_" * len(found[1]) + found[0][1 + len(found[1]) :], text)


def _sections(text: bytes, plain: bytes, literals: Sequence[bytes]) -> tuple[bytes | None, bytes | None]:
    """What was asked for of a message, and its Received fields; ``plain`` is the text without what its strings hold.

    Either may come as a literal or as a quoted string, as a short one may, or as NIL, which is an empty one (RFC 9051,
    sections 4.3 and 4.5), in any order, and with literals of other items between them.
    """
    body, received, at, last = None, None, 0, 0
    for match in SECTION.finditer(plain):
        if match[2]:
            at, last = at + plain.count(b"{}", last, match.start(2)), match.start(2)
            value = literals[at] if at < len(literals) else b""
        else:
            value = re.sub(rb"\\(.)", rb"\1", text[slice(*match.span(3))], flags=re.S) if match[3] else b""
        if b"(RECEIVED)" in text[slice(*match.span(1))].upper().replace(b'"', b""):
            received = value
        else:
            body = value
    return (literals[-1] if body is None and literals and received is None else body), received


def _second(day: bytes, hour: bytes, minute: bytes, second: bytes, zone: bytes) -> int:
    """INTERNALDATE as Unix seconds; 0, which is no time, where it is none that a calendar has."""
    midnight = _day_cache.get((day, zone))
    if midnight is None:
        number, month, year = day.split(b"-")
        east = (int(zone[1:3]) * 60 + int(zone[3:])) * 60
        if not int(year):
            return 0
        midnight = calendar.timegm((int(year), MONTHS.get(month.lower(), 1), int(number), 0, 0, 0))
        midnight += -east if zone[:1] == b"+" else east
        if len(_day_cache) < 65536:
            _day_cache[day, zone] = midnight
    return midnight + int(hour) * 3600 + int(minute) * 60 + int(second)


def selected(lines: list[WireLine]) -> Selected:
    """What the answer to SELECT or EXAMINE says."""
    found = {"UIDVALIDITY": 0, "UIDNEXT": 0, "HIGHESTMODSEQ": 0}
    total = 0
    read_only = bool(lines) and READ_ONLY.match(lines[-1].text) is not None
    for line in lines:
        if number := NUMBER.match(line.text):
            if number[2].upper() == b"EXISTS":
                total = int(number[1])
        elif code := CODE.search(line.text):
            found[code[1].decode().upper()] = int(code[2])
    return _kept(found["UIDVALIDITY"], found["UIDNEXT"], found["HIGHESTMODSEQ"], total, read_only=read_only)


def _kept(uidvalidity: int, uidnext: int, modseq: int, total: int, *, read_only: bool = False) -> Selected:
    """The numbers as they can be kept, whatever a server counts up to."""
    return Selected(
        uidvalidity if uidvalidity <= LARGEST else uidvalidity % LARGEST,  # it only has to be the same each time
        min(uidnext, LARGEST_UID + 1),
        modseq if modseq <= LARGEST else 0,  # as if it had none
        min(total, LARGEST_UID),
        read_only,
    )


def status(lines: list[WireLine]) -> Selected:
    """What the answer to STATUS says."""
    found = {b"UIDVALIDITY": 0, b"UIDNEXT": 0, b"HIGHESTMODSEQ": 0, b"MESSAGES": 0}
    for line in lines:
        if line.text[:9].upper() == b"* STATUS ":
            # The numbers stand in the last parentheses; a mailbox may be called "(UIDNEXT 3)".
            for name, number in STATUS.findall(line.text[line.text.rfind(b"(") :]):
                found[name.upper()] = int(number)
    return _kept(found[b"UIDVALIDITY"], found[b"UIDNEXT"], found[b"HIGHESTMODSEQ"], found[b"MESSAGES"])


def copied(lines: list[WireLine], uidvalidity: int, asked: Sequence[int]) -> dict[int, int]:
    """COPYUID (RFC 4315): the new UID of each old one; nothing where the UIDs are not of the folder as we know it.

    MOVE may tell it in pieces (RFC 6851, section 4.3). What was not ``asked`` for is nobody's.
    """
    found: dict[int, int] = {}
    wanted = set(asked)
    for line in lines:
        code = COPYUID.search(line.text)
        if code and int(code[1]) == uidvalidity:
            old, new = uid_set(code[2], len(wanted)), uid_set(code[3], len(wanted))
            if len(old) == len(new):
                found.update((o, n) for o, n in zip(old, new, strict=True) if o in wanted)
    return found


def uid_set(text: bytes, most: int) -> list[int]:
    """The UIDs of a sequence set, in order. Counted before it is spread: none where there are more than ``most``."""
    ranges: list[tuple[int, int]] = []
    count = 0
    for part in text.split(b",", most):
        low, colon, high = part.partition(b":")
        ends = (low, high) if colon else (low, low)
        if not all(end.isdigit() and len(end) <= 10 and 0 < int(end) <= LARGEST_UID for end in ends):
            return []
        a, b = sorted(map(int, ends))
        count += b - a + 1
        if count > most:
            return []
        ranges.append((a, b))
    return [uid for a, b in ranges for uid in range(a, b + 1)]


def as_set(uids: list[int]) -> str:
    """UIDs as a short sequence set."""
    ordered = sorted(set(uids))
    parts: list[str] = []
    start = last = None
    for uid in [*ordered, None]:
        if start is not None and last is not None and uid != last + 1:
            parts.append(str(start) if start == last else f"{start}:{last}")
            start = uid
        elif start is None:
            start = uid
        last = uid
    return ",".join(parts)
