"""Folders on the disk that are made to hurt who imports them: each holds one honest letter, and that must come."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import zstandard

from osone.store import files, messages
from osone.sync import jobs
from osone.sync.disk.folders import recognise
from osone.sync.working import Pace, open_files
from tests.bench.hostile.trial import Trial, Watch

MB = 1 << 20
HEAD = b"From: Ann <ann@one.example>\nTo: me@two.example\nSubject: %b\nMessage-ID: <%b@one.example>\n\n"
DATED = b"From ann@one.example Mon Nov  2 10:00:00 2026\n"
HONEST = HEAD % (b"honest", b"honest") + b"Hello\n"


def giants(place: Path, size: float) -> None:
    """Files of two gigabytes that hold nothing."""
    for name in ("a.ics", "b.eml", "c", "d.mbox"):
        with (place / name).open("wb") as file:
            file.truncate(int(2048 * MB * size))


def pipes(place: Path, size: float) -> None:
    """What waits for another end, what never ends, and what leads out of the folder."""
    for n in range(max(1, int(2_000 * size))):
        os.mkfifo(place / f"pipe-{n}.eml")
        (place / f"zero-{n}.eml").symlink_to("/dev/zero")
        (place / f"out-{n}").symlink_to("/")


def bombs(pack: Callable[[bytes], bytes]) -> Callable[[Path, float], None]:
    """Letters that are small until they are unpacked."""

    def lay(place: Path, size: float) -> None:
        for part in ("cur", "new"):
            (place / part).mkdir()
        packed = pack(bytes(int(1024 * MB * size)))
        for n in range(5):
            (place / "cur" / f"{n}:2,S").write_bytes(packed)

    return lay


def mbox(piece: bytes, most: int) -> Callable[[Path, float], None]:
    """A mbox that says one thing again and again."""

    def lay(place: Path, size: float) -> None:
        with (place / "box").open("wb") as file:
            file.write(DATED + HEAD % (b"one", b"one"))
            many = piece * 1_000
            for _ in range(max(1, int(most * size) // 1_000)):
                file.write(many)

    return lay


def counted(place: Path, size: float) -> None:
    """Letters that claim to be longer than the file."""
    one = HEAD.replace(b"\n\n", b"\nContent-Length: 33000000\n\n")
    _put(place / "box", b"".join(DATED + one % (b"%d" % n, b"%d" % n) + b"x\n" for n in range(int(20_000 * size) + 1)))


def strangers(place: Path, size: float) -> None:
    """Very many files that are no mail."""
    for n in range(max(1, int(20_000 * size))):
        (place / f"{n}.jpg").write_bytes(b"\xff\xd8\xff")


def nested(place: Path, size: float) -> None:
    """Folders inside folders, as deep as a path may be long."""
    deep = place
    for _ in range(max(1, int(700 * size))):
        deep /= "x"
        deep.mkdir()
    (deep / "a.eml").write_bytes(HONEST.replace(b"honest", b"deep"))


def named(place: Path, size: float) -> None:
    """Names that are no UTF-8, or hold what turns the reading direction or ends a line."""
    for n in range(max(1, int(2_000 * size))):
        folder = Path(os.fsdecode(b"B\xfccher\xff\xe2\x80\xae\n%d" % n))
        (place / folder).mkdir()


def preferences(place: Path, size: float) -> None:
    """A profile with very many servers, all of them elsewhere."""
    line = 'user_pref("mail.server.server{n}.directory", "/nowhere/{n}");\n'
    _put(place / "prefs.js", "".join(line.format(n=n) for n in range(max(1, int(100_000 * size)))).encode())
    (place / "Mail" / "Local Folders").mkdir(parents=True)
    _put(place / "Mail" / "Local Folders" / "Inbox", DATED + HONEST)


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def bringing(lay: Callable[[Path, float], None]) -> Callable[[Path, Watch], None]:
    """Import such a folder. Raises where the honest letter in it did not come, or no word was said."""

    def run(file: Path, watch: Watch) -> None:
        place = file.parent / "given"
        place.mkdir()
        lay(place, float(file.read_text()))
        if not (place / "prefs.js").exists():
            (place / "honest.eml").write_bytes(HONEST)
        mine = open_files(files.open_store(file.parent / "profile", bytes(32)))
        with watch.waiting():
            recognise(place)
        with watch.engine():
            said = jobs.bring(mine, place, Pace(), lambda _what: None)
        newest = messages.newest(mine.reader, 1 << 31, 0, 1 << 62)
        subjects = {row.subject for row in messages.some(mine.reader, newest)}
        mine.close()
        if "honest" not in subjects or not said:
            raise ValueError(said)

    return run


KINDS: dict[str, Callable[[Path, float], None]] = {
    "sparse-giants": giants,
    "pipes-devices-links": pipes,
    "gzip-bombs": bombs(gzip.compress),
    "zstd-bombs": bombs(zstandard.compress),
    "mbox-of-from": mbox(b"\nFrom x\n", 1_000_000),
    "mbox-of-dates": mbox(b"\n" + DATED, 200_000),
    "mbox-of-one-line": mbox(b"x" * 100, 3_000_000),
    "mbox-of-blanks": mbox(b"\n", 50_000_000),
    "mbox-that-counts": counted,
    "many-strangers": strangers,
    "nested-folders": nested,
    "odd-names": named,
    "many-servers": preferences,
}


def warm(folder: Path) -> None:
    """Open the store and import a letter once."""
    (folder / "input").write_text("0")
    watch = Watch()
    with watch.running():
        bringing(lambda _place, _size: None)(folder / "input", watch)


TRIALS = tuple(Trial(name, lambda size: str(size).encode(), bringing(lay), warm) for name, lay in KINDS.items())
