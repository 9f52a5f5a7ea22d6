"""Files of other programs, opened only where they are ordinary ones, and unpacked where a server packed them.

Nothing here waits for another end (a FIFO), follows a link, or reads more than it was told to.
"""

import bz2
import io
import lzma
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from osone.host.later import later
from osone.sync.disk.left import LeftOutError, Reason

if TYPE_CHECKING:
    import zstandard
else:
    zstandard = later("zstandard")

MESSAGE_LIMIT = 128 * 1024 * 1024
"""Bytes of the largest message that is taken."""
START = 64 * 1024
"""Bytes by which it is seen what a file holds."""
_HOW = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
)
_GZIP, _ZSTD, _BZIP2, _XZ = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ\0"
_PACKED = (_GZIP, _ZSTD, _BZIP2, _XZ)
_UNKNOWN = (b"Dovecot-LZ4", b"\x04\x22\x4d\x18", b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
_LOCKED = b"CRYPTED\x03\x07"
_NOT_READ = (*_UNKNOWN, _LOCKED)
_MEMORY = 64 * 1024 * 1024


@contextmanager
def opened(path: Path | str) -> Iterator[tuple[int, os.stat_result]]:
    """An ordinary file, as a number of the system, and what that says of it.

    Raises LeftOutError where it is a link, a device or a FIFO, and OSError where it cannot be read.
    """
    file, status = _opened(path)
    try:
        yield file, status
    finally:
        os.close(file)


def _opened(path: Path | str, *, listed: bool = False) -> tuple[int, os.stat_result]:
    # A Path and a file object cost more than the reading of a small mail. Devices are not opened even to look at them.
    if not listed and not stat.S_ISREG((here := os.lstat(path)).st_mode):
        raise LeftOutError(Reason.LINK if stat.S_ISLNK(here.st_mode) else Reason.SPECIAL)
    file = os.open(path, _HOW)
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode):
        os.close(file)
        raise LeftOutError(Reason.SPECIAL)
    return file, status


def contents(
    path: Path | str,
    limit: int = MESSAGE_LIMIT,
    wanted: Callable[[bytes], bool] = lambda _start: True,
    *,
    listed: bool = False,
) -> tuple[bytes, os.stat_result]:
    """All that is in a file, unpacked, at most so many bytes.

    Raises LeftOutError where there is more, or where what it begins with is not ``wanted``: that is asked before a
    large or packed file is read. Whoever has just seen it ``listed`` as an ordinary file spares another look.
    """
    # No context manager: it takes as long as opening a file.
    file, status = _opened(path, listed=listed)
    try:
        if status.st_size > limit:
            raise LeftOutError(Reason.LARGE)
        data = os.read(file, min(status.st_size + 1, START + 1))
        if (len(data) > START or data.startswith(_PACKED)) and not wanted(unpacked(data, START, whole=False)):
            raise LeftOutError(Reason.NO_MAIL)
        if len(data) != status.st_size:
            pieces, size = [data], len(data)
            while size <= limit and (piece := os.read(file, max(1 << 20, status.st_size - size + 1))):
                pieces.append(piece)
                size += len(piece)
            data = b"".join(pieces)
    finally:
        os.close(file)
    data = unpacked(data, limit)
    if len(data) > limit:
        raise LeftOutError(Reason.LARGE)
    return data, status


def start_of(path: Path | str) -> bytes:
    """What a file begins with, unpacked; what cannot be unpacked stays as it is."""
    with opened(path) as (file, _status):
        data = os.read(file, START)
    try:
        return unpacked(data, START, whole=False)
    except LeftOutError:
        return data


def is_packed(start: bytes) -> bool:
    """Whether what a file begins with is packed, by whatever means, or locked."""
    return start.startswith((*_PACKED, *_UNKNOWN, _LOCKED))


@contextmanager
def stream(path: Path | str) -> Iterator[IO[bytes]]:
    """An ordinary file to be read piece by piece."""
    with opened(path) as (file, _status):
        yield io.FileIO(file, closefd=False)


def unpacked(data: bytes, limit: int, *, whole: bool = True) -> bytes:
    """What a server packed (Dovecot's zlib plugin: gzip, Zstandard, bzip2, xz), a little more than the limit at most.

    Raises LeftOutError where it is packed otherwise, locked, or broken; what is not packed comes back as it is.
    """
    if not data.startswith(_PACKED):
        if whole and data.startswith(_NOT_READ):
            raise LeftOutError(Reason.LOCKED if data.startswith(_LOCKED) else Reason.PACKED)
        return data
    try:
        if data.startswith(_GZIP):
            gzip = zlib.decompressobj(31)
            found, done = gzip.decompress(data, limit + 1), gzip.eof
        elif data.startswith(_ZSTD):
            found = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read(limit + 1)
            done = True
        elif data.startswith(_BZIP2):
            bzip2 = bz2.BZ2Decompressor()
            found, done = bzip2.decompress(data, limit + 1), bzip2.eof
        else:
            xz = lzma.LZMADecompressor(memlimit=_MEMORY)
            found, done = xz.decompress(data, limit + 1), xz.eof
    except (zlib.error, zstandard.ZstdError, OSError, EOFError, lzma.LZMAError, MemoryError) as error:
        raise LeftOutError(Reason.PACKED) from error
    if whole and not done and len(found) <= limit:
        raise LeftOutError(Reason.PACKED)
    return found
