"""A profile that something of the disk was brought into, by the engine's own way, as judges look at it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from osone.model.ids import MessageId
from osone.model.mail import Flag, MessageRow
from osone.store import accounts, files, messages
from osone.sync import jobs
from osone.sync.working import Files, Pace, open_files

FLAGS = {"seen": Flag.SEEN, "answered": Flag.ANSWERED, "flagged": Flag.FLAGGED}


@dataclass(frozen=True, slots=True)
class Held:
    """A message that is held."""

    row: MessageRow
    raw: bytes
    text: str
    folders: frozenset[str]

    @property
    def day(self) -> str:
        """The day it is filed under, UTC."""
        return datetime.fromtimestamp(self.row.date, UTC).date().isoformat()

    @property
    def flags(self) -> set[str]:
        """Which of the three flags it has."""
        return {name for name, flag in FLAGS.items() if self.row.flags & flag}


@contextmanager
def brought(path: Path) -> Iterator[tuple[str, list[Held], Files]]:
    """Bring a path into a new profile: what was said, all that is held, and the profile."""
    with tempfile.TemporaryDirectory() as folder:
        mine = open_files(files.open_store(Path(folder), files.new_key()))
        try:
            said = jobs.bring(mine, path, Pace(), lambda _what: None)
            yield said, held(mine), mine
        finally:
            mine.close()


def held(mine: Files) -> list[Held]:
    """Every message of a profile, newest first."""
    paths = {folder.id: folder.path for folder in accounts.folders(mine.core)}
    ids = messages.newest(mine.reader, 1 << 31, 0, 1 << 62)
    return [
        Held(
            row,
            messages.raw(mine.reader, row.id) or b"",
            messages.plain(mine.reader, row.id) or "",
            frozenset(paths[folder] for folder in row.folders),
        )
        for row in messages.some(mine.reader, [MessageId(i) for i in ids])
    ]
