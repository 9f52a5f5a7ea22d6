"""Files that a person saves: under a name that is free, written whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

LONGEST = 255
"""Bytes of a name that most systems take."""
_GAP = "…"


def fitting(name: str, mark: str = "") -> str:
    """A file's name in as many bytes as a folder takes; never a path, never empty.

    Of one that is too long the middle is left out: what sets two files apart stands at the end as often as at the
    beginning. ``mark`` is put before its ending.
    """
    name = Path(name.replace("\0", "")).name
    name = name if name.strip(".") else "file"
    suffix = Path(name).suffix
    suffix = suffix if len(os.fsencode(suffix)) <= 20 else ""
    stem = name.removesuffix(suffix)
    room = LONGEST - len(os.fsencode(suffix + mark))
    if len(os.fsencode(stem)) > room:
        room -= len(os.fsencode(_GAP))
        end = _last(stem, room // 3)
        stem = f"{_first(stem, room - len(os.fsencode(end))).rstrip()}{_GAP}{end.lstrip()}"
    return stem + mark + suffix


def _first(words: str, most: int) -> str:
    """The letters of a name that stand at its beginning in so many bytes."""
    spent = 0
    for at, letter in enumerate(words):
        spent += len(os.fsencode(letter))
        if spent > most:
            return words[:at]
    return words


def _last(words: str, most: int) -> str:
    """Those that stand at its end."""
    return _first(words[::-1], most)[::-1]


def free(folder: Path, name: str) -> Path:
    """The path of a file that is not there yet: of that name, or of that name and a number."""
    path, number = folder / fitting(name), 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / fitting(name, f" ({number})")
    return path


def write(path: Path, data: bytes, *, over: bool = False, mode: int = 0o666) -> None:
    """Write a file that is there whole or not at all; FileExistsError where there is one and it is not to be ``over``.

    Raises OSError where it can't be written; then nothing is left behind. The folder is made where it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        with open(fresh, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if over:
            fresh.replace(path)
            return
        try:
            os.link(fresh, path)
        except FileExistsError:
            raise
        except OSError as error:
            # A disk without links: nothing tells whether somebody else made it in this very moment.
            if path.exists():
                raise FileExistsError(path) from error
            fresh.replace(path)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()


def shown(path: Path) -> str:
    """A path as a person reads it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def typed(words: str, folder: Path, name: str) -> Path:
    """The path that a person typed: ``~`` is home, a bare name lies in ``folder``, and in a folder it is ``name``."""
    words = words.strip()
    path = folder / Path(words).expanduser() if words else folder
    return path / name if not words or words.endswith(("/", os.sep)) or path.is_dir() else path
