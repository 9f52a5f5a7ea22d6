"""Mail laid on the disk for a test, and what is read of it."""

from pathlib import Path

from osone.sync.disk.folders import DiskMail, read
from osone.sync.disk.left import LeftOut

MAIL = b"From: a@x.org\nTo: b@x.org\nSubject: one\n\nwords\n"
MBOX = (
    b"From - Mon Nov 23 06:21:56 2026\nX-Mozilla-Status: 0005\nFrom: a@x.org\nSubject: one\n\n"
    b">From here\n>>From there\n\n"
    b"From b@x.org Mon Nov 23 06:21:57 2026\nStatus: RO\nX-Status: A\nSubject: two\n\nFrom me to you\n\n"
    b"From - Mon Nov 23 06:21:58 2026\nX-Mozilla-Status: 0009\nSubject: gone\n\nx\n"
)


def letter(subject: str, *fields: str, words: str = "words") -> bytes:
    """A small message of its own."""
    lines = [*fields, "From: Ann <ann@x.example>", "To: bo@y.example", f"Subject: {subject}", "", words, ""]
    return "\n".join(lines).encode()


def put(path: Path, content: bytes = MAIL) -> Path:
    """Lay a file there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def maildir(path: Path) -> Path:
    """An empty Maildir."""
    for part in ("cur", "new", "tmp"):
        (path / part).mkdir(parents=True, exist_ok=True)
    return path


def told(path: Path) -> tuple[list[DiskMail], list[Path], list[str]]:
    """The messages and calendar files at a path, and what is said of the rest."""
    left, calendars = LeftOut(path.resolve()), list[Path]()
    mails = list(read(path, left, calendars))
    return mails, calendars, left.sentences()


def all_of(path: Path) -> list[DiskMail]:
    """The messages at a path where nothing is left but what the person had deleted."""
    mails, _calendars, left = told(path)
    assert not [sentence for sentence in left if "deleted" not in sentence], left
    return mails


def subjects(path: Path) -> list[str]:
    """The subjects of the messages at a path, in order."""
    return [mail.raw.partition(b"Subject: ")[2].partition(b"\n")[0].strip().decode() for mail in all_of(path)]
