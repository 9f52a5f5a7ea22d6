"""A scripted IMAP server for one test: honest over folders in memory, but for the answers that a test writes down.

with Scripted({"INBOX": [letter(1), letter(2)]}) as server:
    server.when("IDLE", "TAG BAD IDLE not allowed now")
    server.when("LIST", "TAG NO [UNAVAILABLE] Not now", times=1)
    server.when("UID FETCH", lambda asked: [NO] if 2 in asked.uids() else asked.honest())
"""

import re
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

import trustme

from tests.parts.mailboxes import Folder, Mailboxes, Visit, uid_set

HOST = "127.0.0.1"
CAPABILITIES = "IMAP4rev1 IDLE NAMESPACE UIDPLUS MOVE SPECIAL-USE UNSELECT ID"
OK, NO, BAD = "TAG OK Done", "TAG NO Not so", "TAG BAD What?"
LITERAL = re.compile(rb"\{(\d+)(\+?)\}$")
PAUSE_S = 0.02


@dataclass(frozen=True)
class Wait:
    """Say nothing for so long."""

    seconds: float


@dataclass(frozen=True)
class Raw:
    """Bytes as they are, without an end of line; ``every`` seconds a byte, where that is given."""

    data: bytes
    every: float = 0.0


@dataclass(frozen=True)
class Endless:
    """The same line again and again (``#`` counts), until the other side is gone or so many were said."""

    line: str | bytes
    most: int = 1 << 60


@dataclass(frozen=True)
class Drop:
    """Close the line."""


Piece = str | bytes | Wait | Raw | Endless | Drop
"""A part of an answer. Text is a line in which ``TAG`` stands for the command's tag; bytes are a line as it is."""


@dataclass(frozen=True)
class Asked:
    """A command as it came."""

    tag: bytes
    text: str
    """Without tag and literals."""
    literals: tuple[bytes, ...]
    session: "Session"

    def honest(self) -> list[bytes]:
        """What an honest server answers, a response each, the tagged one last. It also does what was asked."""
        with self.session.server.lock:
            return self.session.visit.answer(self.tag, self.text, self.literals)

    def uids(self) -> list[int]:
        """The UIDs that the command names, of those that are in the open folder."""
        folder, named = self.session.visit.folder, re.match(r"UID \w+ (?:UID )?([\d:*,]+)", self.text, re.I)
        return [u for u in uid_set(named[1], folder) if folder.at(u) is not None] if folder and named else []


Answer = Callable[[Asked], Iterable[Piece]]


@dataclass
class Rule:
    """One row of the table."""

    question: re.Pattern[str]
    answer: Answer
    left: int


@dataclass(eq=False)
class Session:
    """One connection, at work on a thread of its own."""

    server: "Scripted"
    number: int
    sock: socket.socket
    visit: Visit
    inside: bool = False
    """Logged in."""
    reader: BinaryIO = field(init=False)

    def serve(self) -> None:
        """Greet, then answer until the line is closed."""
        server = self.server
        try:
            if server.tls == "tls":
                self._secure()
            self.reader = cast(BinaryIO, self.sock.makefile("rb"))
            full = server.limit_at == "greeting" and not server.admits(self)
            if not self.say(b"", [server.full if full else server.greeting]) or full:
                return
            while (asked := self._next()) is not None and self._answer(asked):
                pass
        except (OSError, ValueError):
            return
        finally:
            server.sessions.discard(self)
            with suppress(OSError, AttributeError):
                self.reader.close()
            self.sock.close()

    def say(self, tag: bytes, pieces: Iterable[Piece]) -> bool:
        """Say an answer; False once the line is closed."""
        for piece in pieces:
            match piece:
                case Drop():
                    return False
                case Wait(seconds):
                    if self.server.stopping.wait(seconds):
                        return False
                case Raw(data, every) if every:
                    for byte in data:
                        self.sock.sendall(bytes([byte]))
                        if self.server.stopping.wait(every):
                            return False
                case Raw(data, _every):
                    self.sock.sendall(data)
                case Endless(line, most):
                    said = line.encode() if isinstance(line, str) else line
                    for count in range(0, most, 64):
                        lines = [said.replace(b"#", b"%d" % n) for n in range(count, min(count + 64, most))]
                        self.sock.sendall(b"\r\n".join(lines) + b"\r\n")
                        if self.server.stopping.is_set():
                            return False
                case str():
                    self.sock.sendall(self.server.spelled(piece.encode().replace(b"TAG", tag)) + b"\r\n")
                case _:
                    self.sock.sendall(self.server.spelled(piece) + b"\r\n")
        return True

    def _secure(self) -> None:
        self.sock = self.server.context.wrap_socket(self.sock, server_side=True)

    def _next(self) -> Asked | None:
        text, literals = b"", []
        while True:
            line = self.reader.readline()
            if not line.endswith(b"\n"):
                return None
            line = line.rstrip(b"\r\n")
            announced = LITERAL.search(line)
            if announced is None:
                break
            if not announced[2]:
                self.sock.sendall(b"+ go on\r\n")
            literals.append(self.reader.read(int(announced[1])))
            text += line[: announced.start()] + b"{}"
        tag, _space, said = (text + line).partition(b" ")
        command = said.decode("utf-8", "surrogateescape")
        self.server.asked.append(command)
        return Asked(tag, command, tuple(literals), self)

    def _answer(self, asked: Asked) -> bool:
        rule = self.server.rule(asked.text)
        if rule is not None:
            return self.say(asked.tag, rule.answer(asked))
        word = asked.text.partition(" ")[0].upper()
        if word == "LOGIN":
            return self._login(asked)
        if word == "AUTHENTICATE":
            self.sock.sendall(b"+ \r\n")
            return bool(self.reader.readline()) and self._login(asked)
        if word == "STARTTLS" and self.server.tls == "starttls":
            self.sock.sendall(asked.tag + b" OK Begin\r\n")
            self._secure()
            self.reader = cast(BinaryIO, self.sock.makefile("rb"))
            return True
        if word == "IDLE" and "IDLE" in self.server.capabilities.upper().split():
            return self._idle(asked.tag)
        return self.say(asked.tag, asked.honest()) and word != "LOGOUT"

    def _login(self, asked: Asked) -> bool:
        if self.server.limit_at == "login" and not self.server.admits(self):
            return self.say(asked.tag, ["TAG " + self.server.full.partition(" ")[2]])
        self.inside = True
        return self.say(asked.tag, [OK])

    def _idle(self, tag: bytes) -> bool:
        self.sock.sendall(b"+ idling\r\n")
        while not self.server.stopping.is_set():
            with self.server.lock:
                news = self.visit.news()
            self.say(tag, news)
            if self._heard(PAUSE_S):
                line = self.reader.readline()
                return line.strip().upper() == b"DONE" and self.say(tag, [OK])
        return False

    def _heard(self, seconds: float) -> bool:
        pending = isinstance(self.sock, ssl.SSLSocket) and self.sock.pending()
        return bool(pending) or bool(select.select([self.sock], [], [], seconds)[0])


class Scripted:
    """The running server. ``folders`` are names as they stand on the wire, each with its letters, UIDs from 1.

    ``limit`` connections are let in at once; the next one hears ``full``, as its greeting or, with ``limit_at``
    "login", when it logs in. ``tls`` is "no" (loopback alone), "tls" or "starttls"; ``ca`` is then the authority's
    file in ``folder``. ``spelling`` is applied to whatever is neither quoted nor a literal: ``bytes.lower``.
    """

    def __init__(
        self,
        folders: Mapping[str, Sequence[bytes]] | None = None,
        *,
        capabilities: str = CAPABILITIES,
        greeting: str = "* OK Scripted",
        limit: int = 1 << 30,
        limit_at: str = "login",
        full: str = "* NO [LIMIT] Too many connections",
        tls: str = "no",
        folder: Path | None = None,
        spelling: Callable[[bytes], bytes] | None = None,
    ) -> None:
        self.host, self.greeting, self.limit, self.full, self.tls = HOST, greeting, limit, full, tls
        self.limit_at, self.spelling = limit_at, spelling
        self.lock, self.stopping = threading.RLock(), threading.Event()
        self.mail = Mailboxes(capabilities)
        for name, letters in ({"INBOX": [], **(folders or {})}).items():
            self.mail.make(name).put(*letters)
        self.rules: list[Rule] = []
        self.asked: list[str] = []
        """Every command so far, of all connections, without its tag."""
        self.sessions: set[Session] = set()
        self.connections = 0
        """How many there have been."""
        self.ca: Path | None = None
        if tls != "no":
            assert folder is not None
            authority = trustme.CA()
            self.ca = folder / "scripted-ca.pem"
            authority.cert_pem.write_to_path(str(self.ca))
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("localhost", HOST).configure_cert(self.context)
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._accept, name="scripted", daemon=True)
        self._all: list[threading.Thread] = []

    def __enter__(self) -> "Scripted":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.drop()
        for thread in (self._thread, *self._all):
            thread.join(5)

    def __getitem__(self, name: str) -> Folder:
        """A folder by its name on the wire, to put letters into or to take them out of."""
        return self.mail.folders[name]

    @property
    def capabilities(self) -> str:
        """What the server says it can do."""
        return self.mail.capabilities

    def when(self, question: str, *answer: Piece | Answer, times: int = 1 << 30) -> None:
        """Write a row of the table: how a command that begins so (a regular expression, any case) is answered.

        The newest row that fits wins, ``times`` times; then the next, and at last an honest answer. Without an answer
        nothing is ever said. A function is given what was asked, and gives the pieces.
        """
        pattern = re.compile(question, re.I)

        def pieces(asked: Asked) -> Iterable[Piece]:
            for one in answer:
                yield from one(asked) if callable(one) else (one,)

        self.rules.insert(0, Rule(pattern, pieces, times))

    def rule(self, text: str) -> Rule | None:
        """The row that answers a command; each counts when it is used."""
        with self.lock:
            for rule in self.rules:
                if rule.left > 0 and rule.question.match(text):
                    rule.left -= 1
                    return rule
        return None

    def count(self, question: str) -> int:
        """How many commands so far begin so."""
        return sum(re.match(question, text, re.I) is not None for text in list(self.asked))

    def admits(self, session: Session) -> bool:
        """Whether one more connection is within the limit."""
        others = [s for s in list(self.sessions) if s is not session and (s.inside or self.limit_at == "greeting")]
        return len(others) < self.limit

    def drop(self) -> None:
        """Break every connection there is."""
        for session in list(self.sessions):
            with suppress(OSError):
                socket.socket.shutdown(session.sock, socket.SHUT_RDWR)

    def spelled(self, line: bytes) -> bytes:
        """A response in the server's own spelling."""
        if self.spelling is None:
            return line
        parts = re.split(rb'("(?:[^"\\]|\\.)*"|\{\d+\}\r\n.*\Z)', line, flags=re.S)
        # A literal is as long as it says: what follows it in the same response stays as it is, too.
        return b"".join(part if n % 2 else self.spelling(part) for n, part in enumerate(parts))

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                sock, _address = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            session = Session(self, self.connections, sock, Visit(self.mail))
            self.sessions.add(session)
            thread = threading.Thread(target=session.serve, name=f"scripted-{self.connections}", daemon=True)
            self._all.append(thread)
            thread.start()


def until(holds: Callable[[], object], what: str, seconds: float = 20) -> None:
    """Wait until something holds; the test fails where it does not within so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(PAUSE_S)
