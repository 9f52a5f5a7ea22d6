"""A TCP proxy that cuts: after the n-th request of the client, or before it arrives, or before the n-th reply."""

import asyncio
import re
import socket
import ssl
import threading
from collections.abc import Callable
from enum import StrEnum
from types import TracebackType

import trustme

_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n\Z")
_CHUNK = 1 << 16


class Cut(StrEnum):
    """Where the line is cut."""

    BEFORE_REQUEST = "before request"
    """The n-th request never reaches the server."""
    AFTER_REQUEST = "after request"
    """The server gets the n-th request whole and acts; no reply to it reaches the client."""
    BEFORE_REPLY = "before reply"
    """The client gets every reply before the n-th, and nothing of that one."""


class Proxy:
    """Stands between a client and ``target`` on a port of its own, and cuts once when told to.

    A request is what the client sends up to the end of a line, its IMAP literals included; a reply is one response of
    the server likewise (untagged, tagged or "+"). They are counted from 1 over all connections since ``cut``;
    once cut, later connections pass until the next ``cut``. With ``certificate`` the client speaks TLS to the proxy,
    which goes on in the clear: put it before a plain port. (STARTTLS cannot be looked into, so it is not understood.)
    """

    def __init__(
        self, target: tuple[str, int], *, certificate: trustme.LeafCert | None = None, literals: bool = True
    ) -> None:
        self.host = "127.0.0.1"
        self.port = 0
        self.requests: list[bytes] = []
        """Every request since the start or the last ``cut``, in order."""
        self.replies: list[bytes] = []
        self.was_cut = threading.Event()
        self._target, self._literals = target, literals
        self._cut: tuple[Cut, int] | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._tls: ssl.SSLContext | None = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(self._tls)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)

    def __enter__(self) -> "Proxy":
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._serve, self.host, 0, family=socket.AF_INET, ssl=self._tls), self._loop
        ).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def cut(self, where: Cut, n: int) -> None:
        """Cut once at the n-th request or reply from now on (1 is the next); the counts and lists begin anew."""

        def arm() -> None:
            self.requests.clear()
            self.replies.clear()
            self.was_cut.clear()
            self._cut = (where, n)

        self._on_loop(arm)

    def mend(self) -> None:
        """Take back a cut that has not happened, and count anew."""
        self.cut(Cut.BEFORE_REPLY, 0)

    def drop(self) -> None:
        """Cut every open connection now."""
        self._on_loop(self._drop)

    def stop(self) -> None:
        """Cut everything and free the port."""

        async def end() -> None:
            self._server.close()
            self._drop()
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _on_loop(self, act: Callable[[], None]) -> None:
        async def run() -> None:
            act()

        asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)

    def _drop(self) -> None:
        for writer in tuple(self._open):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._open.add(writer)
        onward: asyncio.StreamWriter | None = None
        try:
            answers, onward = await asyncio.open_connection(*self._target)
            self._open.add(onward)
            asking = asyncio.create_task(self._requests(reader, onward, writer))
            self._tasks.add(asking)
            await self._replies(answers, writer)
            if not asking.done() and not self.was_cut.is_set():
                asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            self._tasks.discard(asking)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for end in (writer, onward):
                if end is not None:
                    self._open.discard(end)
                    end.transport.abort()
            self._tasks.discard(task)

    async def _requests(
        self, reader: asyncio.StreamReader, onward: asyncio.StreamWriter, back: asyncio.StreamWriter
    ) -> None:
        pieces = _Pieces(self._literals)
        while data := await _read(reader):
            for piece, whole in pieces.feed(data):
                count = len(self.requests) + 1
                if whole is not None and self._cut == (Cut.BEFORE_REQUEST, count):
                    self._happened(back, onward)
                    return
                onward.write(piece)
                if whole is None:
                    continue
                self.requests.append(whole)
                if self._cut == (Cut.AFTER_REQUEST, count):
                    # The client is gone at once; the server may finish what it was asked, then sees the end.
                    self._happened(back)
                    await onward.drain()
                    onward.write_eof()
                    return
            await onward.drain()
        if onward.can_write_eof() and not onward.is_closing():
            onward.write_eof()

    async def _replies(self, answers: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        pieces = _Pieces(self._literals)
        while data := await _read(answers):
            if back.is_closing():
                continue
            for piece, whole in pieces.feed(data):
                if whole is not None:
                    self.replies.append(whole)
                    if self._cut == (Cut.BEFORE_REPLY, len(self.replies)):
                        self._happened(back)
                        break
                back.write(piece)
            if not back.is_closing():
                await back.drain()

    def _happened(self, *ends: asyncio.StreamWriter) -> None:
        self._cut = None
        self.was_cut.set()
        for end in ends:
            end.transport.abort()


async def _read(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read(_CHUNK)
    except OSError:
        return b""


class _Pieces:
    """Splits a stream into requests or replies.

    A line is held back until it is whole, but what announces a literal goes on: the other side waits for it.
    """

    def __init__(self, literals: bool) -> None:
        self._literals = literals
        self._held = b""
        self._sent = b""
        self._owed = 0

    def feed(self, data: bytes) -> list[tuple[bytes, bytes | None]]:
        """What to pass on, and the whole request or reply that ends with it (None while it goes on)."""
        self._held += data
        out: list[tuple[bytes, bytes | None]] = []
        while self._held:
            if self._owed:
                part, self._held = self._held[: self._owed], self._held[self._owed :]
                self._owed -= len(part)
                self._sent += part
                out.append((part, None))
                continue
            end = self._held.find(b"\n") + 1
            if not end:
                break
            line, self._held = self._held[:end], self._held[end:]
            found = _LITERAL.search(line) if self._literals else None
            if found:
                self._owed = int(found[1])
                self._sent += line
                out.append((line, None))
                continue
            out.append((line, self._sent + line))
            self._sent = b""
        return out
