"""The local line between engine, shell and command line: JSON lines over loopback that say "look again", and how far.

Pokes carry no data. Who may join is told by a token in a file that only the person can read; what comes in from
another process can ask the engine to look, to stop, to call the window to the front, or hand it a password for this
session, and nothing else.
"""

import asyncio
import hmac
import json
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ADDRESS = "engine.json"
BEAT_S = 5.0
LONGEST_LINE = 64 * 1024
JOIN_S = 2.0
GOODBYE_S = 0.2

Heard = Callable[[Mapping[str, object]], None]


@dataclass(slots=True)
class Hub:
    """The engine's end."""

    folder: Path
    heard: Heard
    watched: Callable[[bool], None]
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    writers: set[asyncio.StreamWriter] = field(default_factory=set)
    guests: set[asyncio.Task[None]] = field(default_factory=set)
    state: dict[str, Mapping[str, object]] = field(default_factory=dict)
    """The last word on each thing under way, for those who join later."""

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

    def tell(self, what: Mapping[str, object], *, key: str = "") -> None:
        """Send a line to everyone; with a key it is also kept for those who join later."""
        if key:
            self.state[key] = what
        line = (json.dumps(what) + "\n").encode()
        for writer in list(self.writers):
            if writer.transport.get_write_buffer_size() < LONGEST_LINE * 16:
                writer.write(line)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            self.tell({"beat": True})

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guest = asyncio.current_task()
        if guest is not None:
            self.guests.add(guest)
            guest.add_done_callback(self.guests.discard)
        try:
            first = json.loads(await asyncio.wait_for(reader.readline(), JOIN_S))
            if not hmac.compare_digest(str(first.get("token", "")), self.token):
                return
            self.writers.add(writer)
            self.watched(True)
            for what in self.state.values():
                writer.write((json.dumps(what) + "\n").encode())
            while line := await reader.readline():
                said = json.loads(line)
                if isinstance(said, dict):
                    self.heard(said)
        except (OSError, ValueError, TimeoutError, AttributeError, asyncio.IncompleteReadError):
            return
        finally:
            self.writers.discard(writer)
            self.watched(bool(self.writers))
            writer.close()


@dataclass(slots=True)
class Line:
    """The other end: what the shell or the command line holds."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def tell(self, **what: object) -> None:
        """Send the engine a line: ``look=True``, ``stop=True``, ``window="raise"`` or ``password={…}``."""
        self.writer.write((json.dumps(what) + "\n").encode())

    async def news(self) -> AsyncGenerator[Mapping[str, object], None]:
        """What the engine says, until it goes."""
        while line := await self.reader.readline():
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if isinstance(said, dict):
                yield said

    def close(self) -> None:
        """Leave."""
        self.writer.close()


async def join(folder: Path) -> Line | None:
    """Join the engine of a profile; None where none is running."""
    try:
        address = json.loads((folder / ADDRESS).read_text("utf-8"))
        reader, writer = await asyncio.wait_for(
            asyncio.open_connection("127.0.0.1", int(address["port"]), limit=LONGEST_LINE), JOIN_S
        )
    except (OSError, ValueError, KeyError, TypeError, TimeoutError):
        return None
    writer.write((json.dumps({"token": address["token"]}) + "\n").encode())
    return Line(reader, writer)
