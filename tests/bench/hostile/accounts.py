"""Servers that hold whoever adds an account, pages that hold the search for servers, and an account that always fails.

``python -m tests.bench.hostile.accounts NAME SIZE`` is one of the servers, until its standard input ends.
"""

import asyncio
import gzip
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from osone.accounts.check import check_imap, check_smtp
from osone.host.patience import Patience, grown
from osone.model.errors import AccountError, NetworkError
from osone.model.services import Security, Server
from tests.accounts.test_discovery import config, found, places
from tests.bench.hostile.trial import Trial, Watch
from tests.parts.dns import NameServer
from tests.parts.https import WebServer

MB = 1 << 20
PIECE = 20_000
"""So many times a line is said at once."""
CHECKED_S = 10.0

Turn = tuple[bytes, int]
"""A line, and how often it is said at the full size."""

SMTP: Mapping[str, tuple[Turn, ...]] = {
    "a greeting without end": ((b"220-hello\r\n", 40_000_000),),
    "an answer without end": ((b"220 hello\r\n", 1), (b"250-more\r\n", 40_000_000)),
    "challenges to a sender": ((b"220 hello\r\n", 1), (b"250-AUTH PLAIN\r\n250 ok\r\n", 1), (b"334 =\r\n", 40_000_000)),
}
IMAP: Mapping[str, tuple[Turn, ...]] = {
    "encryption that never comes": ((b"* OK hello\r\n", 1), (b"* OK wait\r\n", 40_000_000)),
}
PAGES: Mapping[str, tuple[str, Callable[[float], bytes]]] = {
    "a page that swells": ("gzip", lambda size: gzip.compress(bytes(int(1024 * MB * size)))),
    "a page that swells twice": ("zstd, zstd", lambda size: b"(\xb5/\xfd\x04X" + bytes(int(2 * MB * size))),
    "a page without end": ("", lambda size: config() + b"<!-- " + b"x" * int(20 * MB * size)),
    "entities of entities": ("", lambda size: _entities(int(40 * size) + 1)),
    "a port that is none": ("", lambda size: config().replace(b">993<", b">%b<" % (b"9" * int(5_000_000 * size)))),
    "a redirect to nowhere": ("", lambda size: b"https://localhost:%b/" % (b"9" * int(50_000 * size))),
}


def _entities(count: int) -> bytes:
    """A document whose names are made of each other."""
    names = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(count))
    return f'<!DOCTYPE x [<!ENTITY a0 "lol">{names}]><x>&a{count};</x>'.encode()


def serve(name: str, size: float) -> int:
    """Be one of the servers."""
    turns = {**SMTP, **IMAP}[name]
    listener = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        line, _ = listener.accept()
        with suppress(OSError), line:
            for number, (said, often) in enumerate(turns):
                if number:
                    line.recv(4096)
                left = max(1, int(often * size))
                while left > 0:
                    line.sendall(said * min(left, PIECE))
                    left -= PIECE
            while line.recv(4096):
                pass

    threading.Thread(target=talk, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()
    return 0


@contextmanager
def served(name: str, size: float) -> Iterator[int]:
    """One of them in a process of its own; its port."""
    line = [sys.executable, "-m", "tests.bench.hostile.accounts", name, str(size)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def checked(name: str) -> Callable[[Path, Watch], None]:
    """Checks an account there: it must end, with a sentence where it fails."""

    def run(file: Path, watch: Watch) -> None:
        with served(name, float(file.read_text())) as port, watch.engine():
            try:
                if name in SMTP:
                    check_smtp(Server("127.0.0.1", port, Security.NONE), "amy", "word", timeout=CHECKED_S)
                else:
                    check_imap(Server("127.0.0.1", port, Security.STARTTLS), "amy", "word", timeout=CHECKED_S)
            except (NetworkError, AccountError) as error:
                if not str(error).endswith("."):
                    raise AssertionError(f"no sentence: {error}") from error

    return run


def looked_for(name: str) -> Callable[[Path, Watch], None]:
    """Looks for the servers of an address whose own page is this one: the list's word must be heard all the same."""
    encoding = PAGES[name][0]

    def run(file: Path, watch: Watch) -> None:
        folder = file.parent
        own = folder / "own"
        own.mkdir()
        body = file.read_bytes()
        page = body.decode() if body.startswith(b"https:") else body

        async def look() -> list[str]:
            with (
                WebServer(own, {"/own/example.test": page}, encoding=encoding) as hostile,
                WebServer(folder, {"/ispdb/example.test": config()}) as honest,
            ):
                wanted = places(hostile, ispdb=False)
                async with NameServer({}) as names:
                    with watch.engine():
                        some = [
                            *await found(hostile, names, wanted),
                            *await found(honest, names, places(honest, autoconfig=False)),
                        ]
                return [one.imap.host for one in some]

        if "imap.example.test" not in asyncio.run(look()):
            raise AssertionError("the honest word was not heard")

    return run


def failing(file: Path, watch: Watch) -> None:
    """Has an account fail for months: it must be tried again, at last once in so long."""
    patience = Patience(5, 900)
    with watch.engine():
        waits = [patience.next() for _ in range(max(2_000, int(1_000_000 * float(file.read_text()))))]
    if not (all(0 < wait <= 900 for wait in waits) and grown(5, 900, 10**9) == 900):
        raise AssertionError("it is no longer tried")


def _trial(name: str, run: Callable[[Path, Watch], None]) -> Trial:
    return Trial(name.replace(" ", "-"), lambda size: str(size).encode(), run)


TRIALS = (
    *(_trial(name, checked(name)) for name in (*SMTP, *IMAP)),
    *(Trial(name.replace(" ", "-"), make, looked_for(name)) for name, (_encoding, make) in PAGES.items()),
    _trial("an account that always fails", failing),
)

if __name__ == "__main__":
    sys.exit(serve(sys.argv[1], float(sys.argv[2])))
