"""Mail servers in memory: what is said to them, and what they say, can break, be refused or come late at any moment.

The mailboxes are those of ``mailboxes``, honest but for the one thing that a test plans. Nothing waits: a server that
says nothing more has gone, and a command is carried out when its answer is looked for, not when it was sent.
"""

import base64
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol
from unittest import mock

from osone.accounts.connect import Connection
from osone.accounts.line import ServerLine
from osone.model.services import Server
from tests.parts.mailboxes import Folder, Mailboxes, Visit
from tests.parts.smtp import Sent

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LITERAL = re.compile(rb"\{(\d+)(\+?)\}$")


class KilledError(BaseException):
    """The process that spoke is no more. Nothing in it may catch that, nor write anything because of it."""


class Fault(StrEnum):
    """What may become of one thing that a client says."""

    UNHEARD = "the line is cut before it is heard"
    UNANSWERED = "the line is cut before it is answered"
    HALF_ANSWERED = "the line is cut in the middle of the answer"
    KILLED_BEFORE = "the client is killed before it is heard"
    KILLED_AFTER = "the client is killed before it is answered"
    LATER = "it is refused for now"
    NEVER = "it is refused for good"
    OVERTAKEN = "what was said after it is answered first"


REFUSALS: Mapping[Fault, str] = {
    Fault.LATER: "NO [UNAVAILABLE] Not now",
    Fault.NEVER: "NO [CANNOT] Not here",
}
REPLIES: Mapping[Fault, str] = {Fault.LATER: "450 4.3.2 Not now", Fault.NEVER: "550 5.7.1 Not here"}


@dataclass
class Planned:
    """What is to go otherwise, and when: ``at`` counts what the client says from now on."""

    at: int
    fault: Fault | None = None
    meanwhile: Callable[[], None] | None = None
    """What somebody does at that moment…"""
    late: bool = False
    """… or once it is done, but before the answer arrives."""


class Talk(Protocol):
    """One side of a line, as a server holds it."""

    out: bytearray

    def hear(self, data: bytes) -> None:
        """Take in what the client says."""

    def more(self) -> bool:
        """Answer the next thing that was said; False where there is none."""


@dataclass(eq=False)
class Cable:
    """A socket as far as our program uses one, to a server that is called and not connected to."""

    net: "Net"
    talk: Talk = field(init=False)
    cut: bool = False

    def sendall(self, data: bytes) -> None:
        """Say something."""
        if self.cut:
            raise BrokenPipeError
        self.talk.hear(bytes(data))
        if self.cut:
            raise BrokenPipeError

    def recv(self, count: int, _flags: int = 0) -> bytes:
        """What was said, or nothing where the line is cut. TimeoutError where nothing ever will be."""
        out = self.talk.out
        while not out and not self.cut:
            if not self.talk.more():
                raise TimeoutError
        data = bytes(out[:count])
        del out[:count]
        return data

    def recv_into(self, buffer: "WriteableBuffer") -> int:
        """The same into a buffer."""
        view = memoryview(buffer)
        data = self.recv(len(view))
        view[: len(data)] = data
        return len(data)

    def settimeout(self, _seconds: float | None) -> None:
        """Nobody waits here."""

    def close(self) -> None:
        """Close it."""
        self.cut = True
        self.net.cables.discard(self)


class MemoryLine(ServerLine):
    """A line that needs no TLS to be secret."""

    def secure(self, ca: object) -> None:
        """It is."""


@dataclass(eq=False)
class ImapTalk:
    """One session of an IMAP client."""

    cable: Cable
    visit: Visit
    out: bytearray = field(default_factory=bytearray)
    heard: bytearray = field(default_factory=bytearray)
    text: bytes = b""
    """The beginning of a command whose literal is on its way."""
    literals: list[bytes] = field(default_factory=list)
    wanted: int = -1
    """Bytes that a literal lacks; less than nothing outside of one."""
    asked: deque[tuple[bytes, str, tuple[bytes, ...]]] = field(default_factory=deque)

    def hear(self, data: bytes) -> None:
        """Take in what the client says; a literal is asked for at once."""
        self.heard += data
        while self._next():
            pass

    def _next(self) -> bool:
        if self.wanted >= 0:
            if len(self.heard) < self.wanted:
                return False
            self.literals.append(bytes(self.heard[: self.wanted]))
            del self.heard[: self.wanted]
            self.wanted = -1
            return True
        line, end, rest = bytes(self.heard).partition(b"\r\n")
        if not end:
            return False
        self.heard = bytearray(rest)
        announced = LITERAL.search(line)
        if announced is not None:
            self.text += line[: announced.start()] + b"{}"
            self.wanted = int(announced[1])
            net = self.cable.net
            fault = net.moment()
            if fault in (Fault.KILLED_BEFORE, Fault.KILLED_AFTER):
                raise KilledError
            if fault in (Fault.UNHEARD, Fault.UNANSWERED, Fault.HALF_ANSWERED):
                self.cable.cut = True
                return False
            self.out += b"+ go on\r\n"
            return True
        tag, _space, said = (self.text + line).partition(b" ")
        self.asked.append((tag, said.decode("utf-8", "surrogateescape"), tuple(self.literals)))
        self.text, self.literals = b"", []
        return True

    def more(self) -> bool:
        """Carry out the next command, and answer it."""
        if not self.asked:
            return False
        net = self.cable.net
        fault = net.moment() if not self.asked[0][0].startswith(b"a") else None
        tag, text, literals = self.asked.pop() if fault is Fault.OVERTAKEN else self.asked.popleft()
        net.asked.append(text)
        if net.undone(self.cable, fault):
            return True
        if fault is not None and fault in REFUSALS and "[HEADER" not in text:
            self.out += tag + b" " + REFUSALS[fault].encode() + b"\r\n"
            return True
        word = text.partition(" ")[0].upper()
        answer = [tag + b" OK In"] if word in ("LOGIN", "AUTHENTICATE") else self.visit.answer(tag, text, literals)
        net.say(self, b"".join(line + b"\r\n" for line in answer), fault)
        return True


@dataclass(eq=False)
class SmtpTalk:
    """One session of a client that hands over mail."""

    cable: Cable
    post: "Post"
    out: bytearray = field(default_factory=bytearray)
    heard: bytearray = field(default_factory=bytearray)
    inside: bool = False
    """Whether the bytes of a message come."""
    begun: bool = False
    """Whether some of them have."""
    sender: str = ""
    recipients: list[str] = field(default_factory=list)

    def hear(self, data: bytes) -> None:
        """Take in what the client says."""
        self.heard += data
        if self.inside and not self.begun:
            self.begun = True
            fault = self.cable.net.moment()
            if fault in (Fault.KILLED_BEFORE, Fault.KILLED_AFTER):
                raise KilledError
            if fault in (Fault.UNHEARD, Fault.UNANSWERED, Fault.HALF_ANSWERED):
                self.cable.cut = True

    def more(self) -> bool:
        """Carry out the next command, or take the message, and answer."""
        data, end, rest = bytes(self.heard).partition(b"\r\n.\r\n" if self.inside else b"\r\n")
        if not end:
            return False
        self.heard = bytearray(rest)
        word = b"." if self.inside else data[:4].upper()
        net = self.cable.net
        fault = net.moment() if word not in (b"EHLO", b"AUTH", b"QUIT", b"RSET") else None
        net.asked.append("." if self.inside else data.decode("utf-8", "replace"))
        self.inside = self.begun = False
        if net.undone(self.cable, fault):
            return True
        refused = REPLIES.get(fault) if fault is not None else None
        net.say(self, (refused or self._reply(word, data)).encode() + b"\r\n", fault)
        return True

    def _reply(self, word: bytes, data: bytes) -> str:
        match word:
            case b"EHLO":
                return "250-memory\r\n250-SIZE 100000000\r\n250 AUTH PLAIN"
            case b"AUTH":
                return "235 In" if base64.b64decode(data.split()[-1]).count(b"\0") == 2 else "535 No"
            case b"MAIL":
                self.sender, self.recipients = data[11:].partition(b">")[0].decode(), []
            case b"RCPT":
                self.recipients.append(data[9:].partition(b">")[0].decode())
            case b"DATA":
                self.inside = True
                return "354 Go on"
            case b".":
                self.post.take(Sent(self.sender, tuple(self.recipients), data.replace(b"\r\n..", b"\r\n.") + b"\r\n"))
        return "221 Bye" if word == b"QUIT" else "250 Good"


@dataclass
class Post:
    """What a server that takes mail has taken, and what it does with it."""

    folder: Folder
    """Where copies go, where it keeps any itself."""
    keeps_copies: bool = False
    sent: list[Sent] = field(default_factory=list)
    copies: list[bytes] = field(default_factory=list)
    """Which it has yet to put there."""

    def take(self, one: Sent) -> None:
        """Take a message."""
        self.sent.append(one)
        if self.keeps_copies:
            self.copies.append(one.raw)

    def file(self) -> None:
        """Put the copies where they belong."""
        self.folder.put(*self.copies, flags="\\Seen")
        self.copies.clear()


@dataclass
class Net:
    """All the servers there are, and what becomes of what is said to them."""

    mail: Mailboxes
    post: Post
    ports: Mapping[int, str] = field(default_factory=lambda: {993: "imap", 465: "smtp"})
    planned: Planned | None = None
    count: int = 0
    asked: list[str] = field(default_factory=list)
    """Every command so far, of all lines."""
    cables: set[Cable] = field(default_factory=set)

    def plan(self, planned: Planned | None) -> None:
        """Let one thing go otherwise from here on."""
        self.planned, self.count = planned, 0

    def moment(self) -> Fault | None:
        """Something was said: whether this is what was planned for."""
        planned = self.planned
        if planned is None:
            return None
        self.count += 1
        if self.count <= planned.at:
            return None
        if planned.late:
            return None
        self.planned = None
        if planned.meanwhile is not None:
            planned.meanwhile()
        return planned.fault

    def undone(self, cable: Cable, fault: Fault | None) -> bool:
        """Whether what was said is never carried out, because nobody heard it."""
        if fault is Fault.KILLED_BEFORE:
            raise KilledError
        if fault is Fault.UNHEARD:
            cable.cut = True
        return fault is Fault.UNHEARD or cable.cut

    def say(self, talk: ImapTalk | SmtpTalk, answer: bytes, fault: Fault | None) -> None:
        """Answer what was carried out, as far as that is planned."""
        if self.planned is not None and self.planned.late and self.count > self.planned.at:
            planned, self.planned = self.planned, None
            if planned.meanwhile is not None:
                planned.meanwhile()
            fault = fault or planned.fault
        if fault is Fault.KILLED_AFTER:
            raise KilledError
        if fault in (Fault.UNANSWERED, Fault.HALF_ANSWERED):
            answer = answer[: len(answer) // 2] if fault is Fault.HALF_ANSWERED else b""
            talk.cable.cut = True
        talk.out += answer

    def dial(self, server: Server, timeout: float, source: object = None) -> ServerLine:
        """A line to one of the servers, in place of ``accounts.line.dial``."""
        cable = Cable(self)
        if self.ports[server.port] == "imap":
            cable.talk = ImapTalk(cable, Visit(self.mail), bytearray(b"* OK Here\r\n"))
        else:
            cable.talk = SmtpTalk(cable, self.post, bytearray(b"220 Here\r\n"))
        self.cables.add(cable)
        socket: Any = cable
        return MemoryLine(socket, server)

    def drop(self) -> None:
        """Break every line there is."""
        for cable in list(self.cables):
            cable.cut = True

    @contextmanager
    def plugged(self) -> Iterator[None]:
        """Whoever dials reaches these servers, until left."""
        with ExitStack() as stack:
            for of in ("connect", "submission"):
                stack.enter_context(mock.patch(f"osone.accounts.{of}.dial", self.dial))
            # A real socket is shut beneath its TLS; here is neither.
            stack.enter_context(mock.patch.object(Connection, "hang_up", lambda one: one.sock.close()))
            yield
