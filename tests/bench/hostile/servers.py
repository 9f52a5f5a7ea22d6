"""Mail servers that are made to hurt whoever asks them: each holds honest letters too, and a second look gets them.

``python -m tests.bench.hostile.servers NAME SIZE`` is one of them, until its standard input ends.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from osone.accounts.check import check_imap
from osone.model.errors import AccountError, NetworkError
from osone.model.services import Security, Server
from tests.bench.hostile.trial import Trial, Watch
from tests.parts.scripted import CAPABILITIES, OK, Answer, Asked, Endless, Piece, Raw, Scripted
from tests.sync.desk import Desk, desk, letter, working

MB = 1 << 20
LETTERS = 20
LOOKED_S = 5.0
HUGE = b"1" + b"0" * 40

Table = Callable[[Scripted, float], None]


def says(question: str, *answer: Piece | Answer) -> Table:
    """A server that always answers so, at any size."""
    return lambda server, _size: server.when(question, *answer)


def floods(question: str, line: str | bytes, *first: Piece) -> Table:
    """A server that says a line up to forty million times."""
    return lambda server, size: server.when(question, *first, Endless(line, int(40_000_000 * size)), OK, times=1)


def jumping(table: Table) -> Table:
    """The same of a server whose numbers jump, so that it is asked which there are."""

    def jump(server: Scripted, size: float) -> None:
        server["INBOX"].put(letter(99), uid=3_000_000_000)
        table(server, size)

    return jump


def long_line(server: Scripted, size: float) -> None:
    """A SEARCH of a gigabyte in one line."""
    piece = Raw(b" 4294967295" * 90_000)
    server.when("UID SEARCH", Raw(b"* SEARCH"), *[piece] * int(1_000 * size), Raw(b"\r\n"), OK, times=1)


def literals(server: Scripted, size: float) -> None:
    """A line with three gigabytes of literals."""
    piece = b" {1000000}\r\n" + bytes(1_000_000)
    server.when("LIST", Raw(b"* LIST ()"), *[Raw(piece)] * int(3_000 * size), Raw(b"\r\n"), OK, times=1)


def bodies(server: Scripted, size: float) -> None:
    """Bodies that are announced small, and are two hundred megabytes each."""

    def large(asked: Asked) -> Iterator[Piece]:
        for uid in asked.uids():
            count = int(200 * size)
            yield Raw(b"* 1 FETCH (UID %d BODY[] {%d}\r\n" % (uid, count * MB))
            for _ in range(count):
                yield Raw(bytes(MB))
            yield b")"
        yield OK

    server.when(r"UID FETCH .*BODY.PEEK\[\]", large, times=1)


def silent(server: Scripted, _size: float) -> None:
    """A SEARCH that finds everything once, and then nothing, whatever EXISTS says."""
    asked_before: list[Asked] = []

    def less(asked: Asked) -> list[bytes]:
        asked_before.append(asked)
        honest = asked.honest()
        return honest if len(asked_before) == 1 else [b"* SEARCH", honest[-1]]

    server.when("UID SEARCH", less)


def literal(server: Scripted, size: float) -> None:
    """A row that announces more bytes than there are numbers for."""
    digits = b"9" * max(20, int(5_000_000 * size))
    row = Raw(b"* 1 FETCH (UID 1 FLAGS () BODY[HEADER.FIELDS (DATE)] {" + digits + b"}\r\nab)\r\n")
    server.when("UID FETCH .*HEADER", row, OK, times=1)


def numbers(server: Scripted, size: float) -> None:
    """Rows whose numbers nobody can keep."""

    def odd(asked: Asked) -> list[bytes]:
        lines = [line.replace(b"UID 3 ", b"UID " + HUGE + b" ", 1) for line in asked.honest()]
        lines = [line.replace(b" 2-Nov-2026", b" 1-Jan-0000", 1) for line in lines]
        return [line.replace(b"RFC822.SIZE ", b"RFC822.SIZE " + HUGE, 1) for line in lines]

    server.when("UID FETCH .*HEADER", odd, times=1)
    server.when("EXAMINE", lambda asked: [line.replace(b"UIDNEXT ", b"UIDNEXT " + HUGE) for line in asked.honest()])


def anew(server: Scripted, size: float) -> None:
    """Another UIDVALIDITY at each look."""

    def another(asked: Asked) -> list[bytes]:
        server["INBOX"].uidvalidity += 1
        return asked.honest()

    server.when("(SELECT|EXAMINE)", another)


SYNCED: Mapping[str, Table] = {
    "list without end": floods("LIST", '* LIST () "/" "f#"'),
    "untagged lines without end": floods("CAPABILITY", "* OK [ALERT] #"),
    "search without end": jumping(floods("UID SEARCH", "* SEARCH 1 2 3 4 5 6 7 8 9")),
    "rows without end": floods("UID FETCH", "* 1 FETCH (UID # FLAGS () BODY[HEADER.FIELDS (DATE)] {2}\r\nab)"),
    "a search in one long line": jumping(long_line),
    "a line of many literals": literals,
    "bodies that are announced small": bodies,
    "a search that finds nothing": jumping(silent),
    "a literal of digits without end": literal,
    "numbers that are none": numbers,
    "a next number at the end of all": says(
        "EXAMINE", lambda asked: [line.replace(b"UIDNEXT ", b"UIDNEXT 42949672") for line in asked.honest()]
    ),
}  # fmt: skip
MOVED: Mapping[str, Table] = {
    "a move that names four billion": says("UID MOVE", "* OK [COPYUID 2 1:4294967295 1:4294967295] Moved", OK),
    "a move that names many": lambda server, size: server.when(
        "UID MOVE", "* OK [COPYUID 2 " + " ".join(["1," * int(4_000_000 * size) + "1"] * 2) + "] Moved", OK
    ),
}
CALLED: Mapping[str, Table] = {
    "exists after every idle": says("IDLE", "+ idling", f"* {LETTERS} EXISTS", OK),
    "numbered anew at each look": anew,
    "a flood after idle": floods("IDLE", "* # EXISTS", "+ idling"),
}
CHECKED: Mapping[str, Table] = {
    "challenges without end": floods("AUTHENTICATE", "+ "),
    "a check in untagged lines": floods("EXAMINE", "* # EXISTS"),
    "a check that drips": lambda server, size: server.when("CAPABILITY", Raw(b"* OK" + b" " * int(900 * size), 0.05)),
}


@contextmanager
def served(name: str, size: float) -> Iterator[int]:
    """One of them in a process of its own, so that nothing of what it costs is counted; its port."""
    line = [sys.executable, "-m", "tests.bench.hostile.servers", name, str(size)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def synced(name: str) -> Callable[[Path, Watch], None]:
    """Looks at its mail until all of it is here, be it after a line that was hung up on."""

    def run(file: Path, watch: Watch) -> None:
        with served(name, float(file.read_text())) as port, desk(file.parent / "profile", port) as here:
            with watch.engine():
                for _ in range(4):
                    with suppress(NetworkError):
                        here.sync(bodies=True)
            _honest(here)

    return run


def moved(name: str) -> Callable[[Path, Watch], None]:
    """Archives a message there."""

    def run(file: Path, watch: Watch) -> None:
        with served(name, float(file.read_text())) as port, desk(file.parent / "profile", port) as here:
            here.sync()
            here.act("mail.archive", threads=[here.thread("letter 3")])
            with watch.engine(), suppress(NetworkError):
                here.send()
            _honest(here)

    return run


def called(name: str) -> Callable[[Path, Watch], None]:
    """Has the engine at work for a while: it must not be at the server's beck and call."""

    def run(file: Path, watch: Watch) -> None:
        with served(name, float(file.read_text())) as port, desk(file.parent / "profile", port) as here:
            with working(here), watch.engine():
                time.sleep(LOOKED_S)
            _honest(here)

    return run


def checked(name: str) -> Callable[[Path, Watch], None]:
    """Checks an account there."""

    def run(file: Path, watch: Watch) -> None:
        with served(name, float(file.read_text())) as port, watch.engine(), suppress(NetworkError, AccountError):
            check_imap(Server("127.0.0.1", port, Security.NONE), "amy", "word")

    return run


def _honest(here: Desk) -> None:
    held = sum(here.shown().values())
    if held < LETTERS - 2:
        raise AssertionError(f"{held} of {LETTERS} letters came")


def _trial(name: str, run: Callable[[Path, Watch], None]) -> Trial:
    return Trial(name, lambda size: str(size).encode(), run)


TRIALS = (
    *(_trial(name, synced(name)) for name in SYNCED),
    *(_trial(name, moved(name)) for name in MOVED),
    *(_trial(name, called(name)) for name in CALLED),
    *(_trial(name, checked(name)) for name in CHECKED),
)


def main(name: str, size: float) -> int:
    """Be one of them."""
    table = {**SYNCED, **MOVED, **CALLED, **CHECKED}[name]
    able = f"{CAPABILITIES} AUTH=PLAIN" if name in CHECKED else CAPABILITIES
    with Scripted({"INBOX": [letter(n) for n in range(LETTERS)], "Archive": []}, capabilities=able) as server:
        table(server, size)
        print(server.port, flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
