"""What an IMAP server might say, good and bad, and a connection on which it has all been said already."""

import os
import re
from collections.abc import Iterable
from socket import socket
from typing import cast

from hypothesis import strategies as st

from osone.accounts.connect import Connection
from osone.accounts.line import ServerLine
from osone.model.errors import NetworkError
from osone.model.services import Security, Server
from osone.sync.imap.wire import Wire, WireLine

SERVER = Server("localhost", 143, Security.NONE)
READY = os.open("/dev/null", os.O_RDONLY)


class Replay:
    """A socket on which all has come that will come, in pieces that end at these places."""

    def __init__(self, data: bytes, cuts: Iterable[int] = ()) -> None:
        self.data, self.at = data, 0
        self.ends = sorted({len(data), *(cut % (len(data) + 1) for cut in cuts)}, reverse=True)

    def recv(self, size: int) -> bytes:
        """What came next."""
        while self.ends[-1] <= self.at < len(self.data):
            self.ends.pop()
        begin, self.at = self.at, min(self.at + size, self.ends[-1])
        return self.data[begin : self.at]

    def recv_into(self, buffer: memoryview) -> int:
        """The same, put there."""
        piece = self.recv(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def sendall(self, _data: bytes) -> None:
        """Whatever is said, the answers are these."""

    def settimeout(self, _seconds: float | None) -> None:
        """Nothing is waited for."""

    def gettimeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    def fileno(self) -> int:
        """Something can always be read, if only the end."""
        return READY

    def close(self) -> None:
        """Nothing is held."""


def connected(data: bytes, cuts: Iterable[int] = ()) -> Connection:
    """A connection whose server says this."""
    line = ServerLine(cast(socket, Replay(data, cuts)), SERVER)
    return Connection(line, SERVER)


def wired(data: bytes, cuts: Iterable[int] = (), capabilities: Iterable[str] = ()) -> Wire:
    """The same, signed in."""
    return Wire(connected(data, cuts), frozenset(capabilities))


def lines(data: bytes, cuts: Iterable[int] = ()) -> list[WireLine]:
    """The responses until the line breaks, as it must."""
    wire, found = wired(data, cuts), []
    try:
        while True:
            found.append(wire.line())
    except NetworkError:
        return found


def quoted(text: bytes) -> bytes:
    """A quoted string."""
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def literal(text: bytes) -> bytes:
    """A literal."""
    return b"{%d}\r\n%b" % (len(text), text)


WORDS = st.sampled_from(
    [
        b"FETCH", b"EXISTS", b"EXPUNGE", b"RECENT", b"VANISHED (EARLIER)", b"LIST", b"XLIST", b"STATUS", b"SEARCH",
        b"ESEARCH", b'(TAG "o1")', b"UID ALL", b"NAMESPACE", b"CAPABILITY", b"IDLE", b"CONDSTORE", b"SPECIAL-USE",
        b"BYE", b"OK", b"NO", b"BAD", b"UID", b"FLAGS", b"MODSEQ", b"INTERNALDATE", b"RFC822.SIZE", b"BODY[]",
        b"BODY[HEADER.FIELDS (FROM)]", b'BODY[HEADER.FIELDS ("RECEIVED")]<0>', b"X-GM-MSGID", b"EMAILID (M1)", b"NIL",
        b"ENVELOPE", b"UIDVALIDITY", b"UIDNEXT", b"HIGHESTMODSEQ", b"MESSAGES", b"(\\HasNoChildren \\Sent)", b"\\Seen",
        b'"30-Nov-2026 09:00:00 +0100"', b'"99-Xyz-0000 99:99:99 -9999"', b"INBOX", b'"INBOX/a"', b'"/"', b'"', b"\\",
        b"[COPYUID 1 1:3 4:6]", b"[COPYUID 1 1:4294967295 1]", b"[UIDVALIDITY 1]", b"[", b"]", b"(", b")",
        b"{", b"}", b"{}",
        b"{3}", b"{3+}\r\nabc", b"~{3}\r\nabc", b"{2}\r\nabc", b"{0}\r\n", b"{999999999999}\r\n", b"{-1}\r\n", b"1:*,2",
        b"&AOk-", b"&ZeVnLIqe-", b"&", b"&-", b"&2D0-", b"\xc3\xa9", b"\xe9", b"\0", b"\r", b"\n", b"\r\n", b"+ ",
        b"*", b"",
    ]
)  # fmt: skip
STARTS = st.sampled_from(
    [b"* ", b"* ", b"* 1 FETCH (", b"* LIST () ", b"* STATUS x (", b"* OK ", b"* SEARCH ", b"+ ", b""]
    + [b"o%d %b " % (tag, word) for tag in range(1, 5) for word in (b"OK", b"NO", b"BAD", b"OK [READ-ONLY]")]
)
BREAKS = st.sampled_from([b"\r\n", b"\r\n", b")\r\n", b")\r\n", b"\n", b""])
DIGITS = st.sampled_from([1, 2, 9, 10, 18, 20, 4000, 9000])
CUTS = st.lists(st.integers(0, 5000), max_size=9)


AGAIN = re.compile(rb"(.{1,60}?)\1{99,}", re.S)


class Said(bytes):
    """What a server says, shown in few words where it says the same again and again."""

    def __repr__(self) -> str:
        return f"Said({AGAIN.sub(self._times, self)[:9000]!r})"

    @staticmethod
    def _times(found: re.Match[bytes]) -> bytes:
        return b"<%d times %b>" % (len(found[0]) // len(found[1]), found[1])


@st.composite
def tokens(draw: st.DrawFn) -> bytes:
    """A word of an answer, or some that belong together, or one again and again."""
    match draw(st.integers(0, 8)):
        case 0:
            return draw(st.sampled_from([b"0", b"1", b"9"])) * draw(DIGITS)
        case 1:
            return quoted(draw(st.binary(max_size=8)))
        case 2:
            return literal(draw(st.binary(max_size=8)))
        case 3:
            return draw(WORDS) + b" %d" % draw(st.integers(0, 1 << 33))
        case 4:
            return b"(%b)" % b" ".join(draw(st.lists(WORDS, max_size=3)))
        case 5:
            return b"".join(draw(st.lists(WORDS, max_size=3))) * draw(st.sampled_from([1, 3, 20_000]))
        case 6:
            return draw(st.binary(max_size=8))
        case _:
            return draw(WORDS)


@st.composite
def streams(draw: st.DrawFn) -> Said:
    """What a server says to a few questions."""
    said: list[bytes] = []
    for tag in range(1, draw(st.integers(1, 5))):
        for start, words, end in draw(st.lists(st.tuples(STARTS, st.lists(tokens(), max_size=9), BREAKS), max_size=6)):
            said += [start, b" ".join(words), end]
        said.append(b"o%d OK done\r\n" % tag)
    return Said(b"".join(said))
