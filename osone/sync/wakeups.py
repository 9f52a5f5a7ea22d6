"""The local line between engine, shell and command line: messages over loopback that say "look again", and how far.

Who may join is told by a token in a file that only the person can read; what comes in from another process can ask the
engine to look, to stop, to call the window to the front, or hand it a password for this session, and nothing else.
"""

import asyncio
import hmac
import json
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from osone.sync import known
from osone.sync.known import Known
from osone.sync.messages import PROTOCOL, Beat, Hello, Join, Message, ShowWindow, Stop, decode, encode

ADDRESS = "engine.json"
BEAT_S = 5.0
LONGEST_LINE = 64 * 1024
JOIN_S = 2.0
GOODBYE_S = 0.2
ALWAYS = (Hello, Beat, ShowWindow, Stop)
"""What every protocol has: all that is said to a guest, and heard of one, whose number is not ours."""

Heard = Callable[[Message], None]


@dataclass(slots=True)
class Hub:
    """The engine's end."""

    folder: Path
    heard: Heard
    watched: Callable[[bool], None]
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    writers: dict[asyncio.StreamWriter, int] = field(default_factory=dict)
    """The guests, each with its protocol."""
    guests: set[asyncio.Task[None]] = field(default_factory=set)
    known: Known = field(default_factory=dict)
    """How everything stands, for those who join later."""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Listen on loopback and say where in ``engine.json``, until left."""
        server = await asyncio.start_server(self._welcome, "127.0.0.1", 0, limit=LONGEST_LINE)
        port = server.sockets[0].getsockname()[1]
        path = self.folder / ADDRESS
        new = path.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(json.dumps({"port": port, "token": self.token}), "utf-8")
        new.replace(path)
        beat = asyncio.create_task(self._beat())
        try:
            yield
        finally:
            beat.cancel()
            path.unlink(missing_ok=True)
            for writer in list(self.writers):
                writer.close()
            server.close()
            # Those who are being listened to see the end of their line; cancelling them would be logged as a fault.
            if self.guests:
                await asyncio.wait(self.guests, timeout=GOODBYE_S)

    def tell(self, what: Message) -> None:
        """Send a message to everyone who understands it; how things stand is also kept for those who join later."""
        self.known = known.fold(self.known, what)
        line = encode(what)
        for writer, protocol in list(self.writers.items()):
            understood = protocol == PROTOCOL or isinstance(what, ALWAYS)
            if understood and writer.transport.get_write_buffer_size() < LONGEST_LINE * 16:
                writer.write(line)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            self.tell(Beat())

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guest = asyncio.current_task()
        if guest is not None:
            self.guests.add(guest)
            guest.add_done_callback(self.guests.discard)
        try:
            first = json.loads(await asyncio.wait_for(reader.readline(), JOIN_S))
            if not hmac.compare_digest(str(first["token"]).encode(), self.token.encode()):
                return
            protocol = int(first.get("protocol", 0))
            writer.write(encode(Hello(PROTOCOL)))
            self.writers[writer] = protocol
            self.watched(True)
            for what in known.replay(self.known) if protocol == PROTOCOL else ():
                writer.write(encode(what))
            while line := await reader.readline():
                said = decode(line)
                if said is not None and (protocol == PROTOCOL or isinstance(said, ALWAYS)):
                    self.heard(said)
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return
        finally:
            self.writers.pop(writer, None)
            self.watched(bool(self.writers))
            writer.close()


@dataclass(slots=True)
class LocalLine:
    """The other end: what the shell or the command line holds."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def tell(self, what: Message) -> None:
        """Send the engine a message."""
        self.writer.write(encode(what))

    async def news(self) -> AsyncGenerator[Message | None, None]:
        """What the engine says, until it goes; None for what is not understood, which shows that it lives."""
        while line := await self.reader.readline():
            yield decode(line)

    def close(self) -> None:
        """Leave."""
        self.writer.close()


async def join(folder: Path) -> LocalLine | None:
    """Join the engine of a profile; None where none is running."""
    try:
        address = json.loads((folder / ADDRESS).read_text("utf-8"))
        token = str(address["token"])
        reader, writer = await asyncio.wait_for(
            asyncio.open_connection("127.0.0.1", int(address["port"]), limit=LONGEST_LINE), JOIN_S
        )
    except (OSError, ValueError, KeyError, TypeError, TimeoutError):
        return None
    line = LocalLine(reader, writer)
    line.tell(Join(token, PROTOCOL))
    return line
