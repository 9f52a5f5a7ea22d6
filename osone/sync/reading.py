"""Reading messages so that one that fells the engine is known to the next engine, and after two falls is set aside.

While a message is read its fingerprint stands in a small file that outlives the process. What stands there when an
engine begins was being read when the last one fell.
"""

import logging
import mmap
import struct
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

import apsw

from osone import __version__
from osone.mail.bounds.drawn import set_aside
from osone.mail.bounds.letter import fingerprint
from osone.mail.header import MessageHead, parse_header
from osone.mail.mime import as_read, parse
from osone.model.mail import Parsed
from osone.store import aside
from osone.store.writing import transaction

LOG = logging.getLogger(__name__)
NAME = "engine.reading"
PLACES = 64
_NUMBER = struct.Struct("<q")
_NEXT = count()


class ReadMessage(Protocol):
    """What reads a whole message, as ``parse`` does."""

    def __call__(self, raw: bytes, head: MessageHead | None = None, /) -> Parsed:
        """The message; ``head`` is what ``message_head`` says of it, where that was asked already."""


@dataclass(slots=True)
class MessageReader:
    """One worker's reader of messages."""

    core: apsw.Connection
    """A writer's: what could not be read is written down."""
    slate: mmap.mmap
    place: int
    """Where in the slate it writes, in bytes."""
    falls: dict[int, int] = field(default_factory=dict)
    """Messages that have felled an engine, and how often."""

    def read(self, raw: bytes, head: MessageHead | None = None) -> Parsed:
        """A whole message; its head and a sentence in place of a text where it cannot be read. Never raises."""
        one = fingerprint(raw)
        falls = self.falls.get(one, 0)
        if falls >= aside.FALLS:
            return unread(raw)
        _NUMBER.pack_into(self.slate, self.place, one)
        try:
            parsed = as_read(parse(raw, head))
        except Exception:
            # Whatever it was, it would be the same again: the others are not to wait for it.
            LOG.exception("a message could not be read and is set aside")
            self.falls[one] = aside.FALLS
            with transaction(self.core) as tx:
                aside.fell(tx, [one], __version__, aside.FALLS)
            return unread(raw)
        finally:
            _NUMBER.pack_into(self.slate, self.place, 0)
        if falls:
            del self.falls[one]
            with transaction(self.core) as tx:
                aside.passed(tx, one)
        return parsed


def unread(raw: bytes) -> Parsed:
    """What is kept of a message that is set aside."""
    return Parsed(header=parse_header(raw), text=set_aside(), html="", attachments=())


def reader(folder: Path, core: apsw.Connection) -> MessageReader:
    """A reader for one worker, with a place of its own in the profile's slate."""
    return MessageReader(core, _slate(folder), next(_NEXT) % PLACES * _NUMBER.size, aside.known(core, __version__))


def fallen(folder: Path, core: apsw.Connection) -> dict[int, int]:
    """Count a fall for what the last engine was reading when it fell; everything that ever felled one, and how often.

    To be asked once, before anything is read.
    """
    slate = _slate(folder)
    found = {one for (one,) in _NUMBER.iter_unpack(slate[:]) if one}
    if found:
        LOG.warning("%d messages were being read when the engine fell", len(found))
        with transaction(core) as tx:
            aside.fell(tx, found, __version__)
        slate[:] = bytes(len(slate))
    slate.close()
    return aside.known(core, __version__)


def _slate(folder: Path) -> mmap.mmap:
    path, size = folder / NAME, PLACES * _NUMBER.size
    if not path.exists() or path.stat().st_size != size:
        path.touch(mode=0o600)
        path.write_bytes(bytes(size))
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), size)
