"""A logged-in IMAP connection read as a stream: commands may be pipelined, and large FETCHes cost little.

The response parsers of imaplib and IMAPClient hold a whole answer and take it apart slowly; here each untagged line is
given out as it comes, literals attached (RFC 9051, section 4.3).
"""

import contextlib
import re
import select
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from osone.accounts.connect import Connection
from osone.model.errors import NetworkError
from osone.sync import source
from osone.text.catalogue import _

ANSWER = re.compile(
    r"(?:NO|BAD)\b\s*(?:\[(?P<code>[A-Z-]+)[^\]]*\])?\s*(?P<words>.*?)\s*(?:\([\d. +]+secs\)\.?)?", re.I | re.S
)
"""A refusal: its code, and its words without the seconds that some servers tell."""
MOST_WORDS = 200
MOST_ANSWER = 2_000
"""Bytes of a refusal that are read for its code and its words."""
MIB = 1024 * 1024
MAX_LITERAL = 256 * MIB
"""A literal that is announced larger is not even read past."""
MAX_LINE = 16 * MIB
"""The text of one response: a SEARCH may name a million messages."""
MAX_LITERALS = 64
"""Of one response."""
KEPT = 8 * MIB
"""So much of the literals of one response is kept; what is beyond is read and let go."""
PIECE = 256 * 1024
UNBOUNDED = 1 << 62
MOST_TAG = 20
"""Letters of a tag of ours, and the blank behind it."""
LINE_COST = 200
"""Bytes that a line takes here beside its text."""


class WireLine(NamedTuple):
    """One response: its text with every literal taken out (``{}`` stands in its place), and the literals in order."""

    text: bytes
    literals: tuple[bytes, ...]
    cut: bool = False
    """Whether there was more of a literal than may be kept."""


class EndlessError(NetworkError):
    """The server says more than anything that was asked can need."""


def endless() -> EndlessError:
    """The error, with its sentence."""
    return EndlessError(
        _("The mail server keeps talking and does not come to an end."), remedy=_("OS One will try again later.")
    )


@dataclass(slots=True)
class Budget:
    """What the answer to one command may cost: whoever says more is hung up on."""

    lines: int = 50_000
    octets: int = 48 * MIB
    """Of text and literals, with what each line takes here."""
    seconds: float = 300.0
    literal: int = KEPT
    """Bytes of literals that are kept of one response."""

    @classmethod
    def of_rows(cls, rows: int, literal: int) -> "Budget":
        """For so many FETCH responses that are not held all at once, and as many again that nobody asked for."""
        return cls(2 * rows + 10_000, UNBOUNDED, float("inf"), literal)


LASTING = frozenset({"OVERQUOTA", "NOPERM", "READ-ONLY", "CANNOT", "NONEXISTENT", "LIMIT", "TOOBIG"})
"""Codes of RFC 5530, RFC 9051 and RFC 4469 that asking again does not mend: a wish is taken back at once."""


PASSING = frozenset({"UNAVAILABLE", "INUSE", "SERVERBUG", "EXPUNGEISSUED"})
"""Codes of RFC 5530 that say that it may work later."""


class CommandRefusedError(source.RefusedError):
    """The server understood and said NO or BAD."""

    @classmethod
    def of(cls, answer: bytes) -> "CommandRefusedError":
        """Of the answer to a command, without its tag."""
        return cls(answer[:MOST_ANSWER].decode("utf-8", "replace"))

    @property
    def code(self) -> str:
        """The response code that says why (RFC 5530), or empty."""
        found = ANSWER.fullmatch(str(self))
        return (found["code"] or "").upper() if found else ""

    @property
    def words(self) -> str:
        """What the server said for people."""
        found = ANSWER.fullmatch(str(self))
        return " ".join((found["words"] if found else str(self)).split())[:MOST_WORDS]

    @property
    def lasting(self) -> bool:
        """Whether asking again would not mend it, by its code."""
        return self.code in LASTING

    @property
    def passing(self) -> bool:
        """Whether the server says that it may work later, by its code."""
        return self.code in PASSING


@dataclass(slots=True, eq=False)
class Wire:
    """An authenticated connection, taken over once the login is done."""

    connection: Connection
    capabilities: frozenset[str]
    tags: int = 0
    opened: bytes = b""
    """The folder that is open, by its own name."""
    ended: dict[bytes, WireLine] = field(default_factory=dict)
    """How commands ended that did so before another that was sent earlier, by their tags."""

    @property
    def socket(self) -> socket.socket:
        """The socket, for waiting on it and for time-outs."""
        return self.connection.sock

    def has(self, capability: str) -> bool:
        """Whether the server offers a capability."""
        return capability in self.capabilities

    def send(self, command: str | bytes) -> bytes:
        """Send a command without waiting, and return its tag."""
        self.tags += 1
        tag = b"o%d" % self.tags
        data = command.encode() if isinstance(command, str) else command
        try:
            self.socket.sendall(tag + b" " + data + b"\r\n")
        except OSError as error:
            raise NetworkError(_("The connection to the mail server was lost.")) from error
        return tag

    def raw(self, data: bytes) -> None:
        """Send bytes as they are (the end of an IDLE)."""
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise NetworkError(_("The connection to the mail server was lost.")) from error

    def line(self, keep: int = KEPT) -> WireLine:
        """Read the next response line with its literals, of which so many bytes are kept."""
        pieces: list[bytes] = []
        literals: list[bytes] = []
        spent, cut = 0, False
        reader = self.connection.reader
        read, readline = reader.read, reader.readline
        try:
            while True:
                piece = readline(MAX_LINE)
                spent += len(piece)
                if spent > MAX_LINE or len(literals) > MAX_LITERALS:
                    raise endless()
                if (
                    piece[-3:] != b"}\r\n"
                    or (at := piece.rfind(b"{")) < 0
                    or not (digits := piece[at + 1 : -3]).isdigit()
                ):
                    if piece[-2:] != b"\r\n":
                        raise (
                            endless()
                            if len(piece) == MAX_LINE
                            else NetworkError(_("The mail server stopped in the middle of an answer."))
                        )
                    pieces.append(piece[:-2])
                    return WireLine(b"".join(pieces), tuple(literals), cut)
                size = int(digits) if len(digits) < 12 else MAX_LITERAL + 1
                if size > MAX_LITERAL:
                    raise NetworkError(_("The mail server announced a message that is too large."))
                taken = size if size <= keep else keep
                literal = read(taken)
                if len(literal) != taken:
                    raise NetworkError(_("The mail server stopped in the middle of a message."))
                keep -= taken
                if taken < size:
                    self._let_go(size - taken)
                    cut = True
                literals.append(literal)
                pieces.append(piece[:at] + b"{}")
        except OSError as error:
            raise NetworkError(_("The mail server stopped answering.")) from error

    def _let_go(self, size: int) -> None:
        """Read past what is too much to be kept."""
        while size:
            came = len(self.connection.reader.read(min(size, PIECE)))
            if not came:
                raise NetworkError(_("The mail server stopped in the middle of a message."))
            size -= came

    def until(self, tag: bytes, budget: Budget | None = None) -> Iterator[WireLine]:
        """Give out untagged lines until the command is answered. Raises RefusedError for NO and BAD.

        EndlessError where more comes than the budget allows, NetworkError where the server goes. Of several commands
        that are on their way (RFC 9051, section 5.5) a later one may end first, and what is said for it comes among
        the lines of the earlier.
        """
        may = budget or Budget()
        lines, octets, end, size = may.lines, may.octets, time.monotonic() + may.seconds, len(tag) + 1
        while True:
            line = self.ended.pop(tag) if tag in self.ended else self.line(may.literal)
            text = line.text
            lines -= 1
            if octets < UNBOUNDED:
                octets -= len(text) + LINE_COST
                for literal in line.literals:
                    octets -= len(literal)
            if lines < 0 or octets < 0 or time.monotonic() > end:
                raise endless()
            if text.startswith(b"* "):
                if text[2:6].upper() in (b"BYE ", b"BYE"):
                    raise NetworkError(_("The mail server closed the connection."))
                yield line
            elif text[:size].lower() == tag + b" ":
                yield line
                answer = text[size:]
                if not answer[:2].upper() == b"OK":
                    raise CommandRefusedError.of(answer)
                return
            elif text.startswith(b"+"):
                yield line
            elif (other := self._later(text, tag)) is not None:
                self.ended[other] = line

    def _later(self, text: bytes, tag: bytes) -> bytes | None:
        """The tag that a line begins with, where that was sent after another."""
        other = text[:MOST_TAG].partition(b" ")[0].lower()
        if other[:1] != b"o" or not other[1:].isdigit():
            return None
        return other if int(tag[1:]) < int(other[1:]) <= self.tags else None

    def waiting(self, seconds: float) -> bool:
        """Whether something can be read within so many seconds, without reading it.

        What was read ahead, into our buffer or into that of TLS, is not seen by ``select``, so it is looked at first.
        """
        if self._read_ahead():
            return True
        readable = select.select([self.socket], [], [], seconds)[0]
        return bool(readable)

    def _read_ahead(self) -> bool:
        timeout = self.socket.gettimeout()
        self.socket.settimeout(0)
        try:
            return bool(self.connection.reader.peek(1))
        except (ssl.SSLWantReadError, BlockingIOError):
            return False
        except OSError as error:
            raise NetworkError(_("The connection to the mail server was lost.")) from error
        finally:
            self.socket.settimeout(timeout)

    def hang_up(self) -> None:
        """Break the line from another thread: whoever reads from it stops at once."""
        self.connection.hang_up()

    def call(self, command: str | bytes, budget: Budget | None = None) -> list[WireLine]:
        """Send a command and wait: its untagged lines, and the tagged one last."""
        return list(self.until(self.send(command), budget))

    def learn(self) -> None:
        """Ask what the server can do, now that one is in."""
        for line in self.call("CAPABILITY"):
            if line.text[:13].upper() == b"* CAPABILITY ":
                self.capabilities = frozenset(line.text[13:].decode("ascii", "replace").upper().split())

    def close(self) -> None:
        """Say goodbye without waiting for the answer."""
        with contextlib.suppress(NetworkError, OSError):
            self.socket.settimeout(1.0)
            self.send("LOGOUT")
        with contextlib.suppress(OSError):
            self.connection.shutdown()
