"""Mail that is already on the disk: Maildir, mbox, folders of .eml files, a Thunderbird profile."""

import os
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from osone.mail.dates import moment
from osone.model.mail import Flag
from osone.sync.disk.mbox import MESSAGE_LIMIT, flags_of_fields, looks_like_mbox, mbox_messages
from osone.sync.disk.thunderbird import calendar_files, is_profile, mail_stores
from osone.text.catalogue import _

DEPTH_LIMIT = 30
"""Folders inside folders that are entered."""


class DiskKind(StrEnum):
    """What a path holds."""

    MAILDIR = "maildir"
    MBOX = "mbox"
    FOLDER = "folder"
    """A folder with .eml files or mboxes somewhere in it."""
    EML = "eml"
    THUNDERBIRD = "thunderbird"
    ICS = "ics"


class DiskMail(NamedTuple):
    """One message as it lies there."""

    raw: bytes
    flags: Flag
    folder_path: str
    """Folders parted by ``/``; ``INBOX`` for the one at the top of a Maildir."""
    when: int | None
    """Unix seconds at which it came, where the store says so."""


_EML = (".eml", ".emlx", ".mht")
_INFO = re.compile(r"[:;!]2,([A-Za-z]*)$")
_LETTERS = {"S": Flag.SEEN, "R": Flag.ANSWERED, "F": Flag.FLAGGED, "T": Flag.DELETED, "D": Flag.DRAFT}


def recognise(path: Path) -> DiskKind | None:
    """What lies at a path; None where it is nothing that can be read, or not there."""
    try:
        if path.is_file():
            if path.suffix.lower() in (".ics", ".ical", ".ifb"):
                return DiskKind.ICS
            if path.suffix.lower() in _EML:
                return DiskKind.EML
            with path.open("rb") as file:
                start = file.read(4096)
            if looks_like_mbox(start):
                return DiskKind.MBOX
            return DiskKind.EML if _looks_like_mail(start) else None
        if not path.is_dir():
            return None
        if is_profile(path):
            return DiskKind.THUNDERBIRD
        if _is_maildir(path):
            return DiskKind.MAILDIR
    except OSError:
        return None
    children = _children(path, [])
    if any(_is_maildir(child) for child in children):
        return DiskKind.MAILDIR
    for child in _walk(path, [], 3):
        if child.suffix.lower() in _EML or recognise(child) is DiskKind.MBOX:
            return DiskKind.FOLDER
    return None


def read(path: Path, errors: list[str]) -> Iterator[DiskMail]:
    """Every message at a path, one at a time. What cannot be read is named in ``errors``, a sentence each."""
    kind = recognise(path)
    if kind is DiskKind.MAILDIR:
        yield from maildir(path, errors)
    elif kind is DiskKind.MBOX:
        yield from mbox(path, errors)
    elif kind is DiskKind.THUNDERBIRD:
        yield from thunderbird(path, errors)
    elif kind is DiskKind.EML:
        yield from eml(path, errors)
    elif kind is DiskKind.FOLDER:
        yield from folder(path, errors)
    else:
        errors.append(_("No readable mail was found at {path}.", path=path))


def maildir(path: Path, errors: list[str], name: str = "") -> Iterator[DiskMail]:
    """The messages of a Maildir and of the folders in it, named ``.Sent.2024`` or laid inside it."""
    pending: list[tuple[Path, str, int]] = [(path, name, 0)]
    while pending:
        place, shown, depth = pending.pop(0)
        if _is_maildir(place):
            for part in ("cur", "new"):
                for file in _messages(place / part, errors):
                    flags = _maildir_flags(file, part)
                    yield from _one(os.path.join(place, part, file), flags, shown or "INBOX", errors, dated=True)  # noqa: PTH118
        if depth >= DEPTH_LIMIT:
            continue
        for child in _children(place, errors):
            if child.name in ("cur", "new", "tmp") or child.is_symlink() or not child.is_dir():
                continue
            own = "/".join(_decoded(part) for part in child.name.lstrip(".").split(".") if part)
            if not child.name.startswith("."):
                own = _decoded(child.name)
            if own and (child.name.startswith(".") or depth or not _is_maildir(place) or _is_maildir(child)):
                pending.append((child, f"{shown}/{own}" if shown else own, depth + 1))


def mbox(path: Path, errors: list[str], name: str = "") -> Iterator[DiskMail]:
    """The messages of a mbox file, read as a stream; quoted ``>From `` lines are put right."""
    shown = name or path.stem or path.name
    try:
        with path.open("rb") as file:
            for separator, raw in mbox_messages(file):
                if raw is None:
                    errors.append(
                        _(
                            "A message in {path} is larger than {size} MB and was left out.",
                            path=path,
                            size=MESSAGE_LIMIT >> 20,
                        )
                    )
                    continue
                flags = flags_of_fields(raw)
                if flags is not None:
                    yield DiskMail(raw, flags, shown, _separator_moment(separator))
    except OSError as error:
        errors.append(_sentence(path, error))


def eml(path: Path, errors: list[str], name: str = "") -> Iterator[DiskMail]:
    """The message of a single file."""
    for mail in _one(str(path), Flag.SEEN, name or "Imported", errors, dated=False):
        flags = flags_of_fields(mail.raw, unknown=Flag.SEEN)
        yield mail._replace(flags=Flag.SEEN if flags is None else flags)


def folder(path: Path, errors: list[str]) -> Iterator[DiskMail]:
    """Every .eml file and mbox in a folder, however deep."""
    for file in _walk(path, errors, DEPTH_LIMIT):
        inside = file.parent.relative_to(path).as_posix()
        shown = path.name if inside == "." else inside
        if file.suffix.lower() in _EML:
            yield from eml(file, errors, shown)
        elif recognise(file) is DiskKind.MBOX:
            yield from mbox(file, errors, file.stem if inside == "." else f"{inside}/{file.stem}")


def thunderbird(path: Path, errors: list[str]) -> Iterator[DiskMail]:
    """Every message of a Thunderbird profile, folders named ``server/Inbox/Sub``."""
    for store in mail_stores(path, errors):
        if store.path.is_dir():
            for file in _children(store.path / "cur", errors):
                yield from _one(str(file), Flag.SEEN, store.name, errors, dated=True)
        else:
            yield from mbox(store.path, errors, store.name)


def _messages(path: Path, errors: list[str]) -> list[str]:
    """The names of the messages in one part of a Maildir, in order."""
    try:
        with os.scandir(path) as found:
            return sorted(one.name for one in found if not one.name.startswith(".") and not one.is_dir())
    except OSError as error:
        errors.append(_sentence(path, error))
        return []


def _one(file: str, flags: Flag, name: str, errors: list[str], *, dated: bool) -> Iterator[DiskMail]:
    # Plain calls of the system: a Path and a file object cost more than the reading of a small mail.
    try:
        opened = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            status = os.fstat(opened)
            if status.st_size > MESSAGE_LIMIT:
                errors.append(
                    _("{file} is larger than {size} MB and was left out.", file=file, size=MESSAGE_LIMIT >> 20)
                )
                return
            raw = _whole(opened, status.st_size)
        finally:
            os.close(opened)
    except OSError as error:
        errors.append(_sentence(file, error))
        return
    if file.lower().endswith(".emlx"):
        # Apple Mail writes the length in the first line and its own notes behind the message.
        count, _end, rest = raw.partition(b"\n")
        raw = rest[: int(count)] if count.strip().isdigit() else raw
    if not raw or raw.isspace():
        errors.append(f"{file} is empty.")
        return
    yield DiskMail(raw, flags, name, int(status.st_mtime) if dated else None)


def _whole(opened: int, size: int) -> bytes:
    """All that is in a file, which may have grown since it was measured."""
    read = os.read(opened, size + 1)
    if len(read) == size:
        return read
    pieces = [read]
    while pieces[-1]:
        pieces.append(os.read(opened, 1 << 20))
    return b"".join(pieces)


@lru_cache(maxsize=256)
def _flags_of(letters: str) -> Flag:
    flags = Flag(0)
    for letter in letters:
        flags |= _LETTERS.get(letter, Flag(0))
    return flags


def _maildir_flags(name: str, part: str) -> Flag:
    info = _INFO.search(name) if part == "cur" else None
    return _flags_of(info[1]) if info else Flag(0)


def _separator_moment(line: bytes) -> int | None:
    words = line.decode("latin-1").strip().split(None, 2)
    return moment(words[2]) if len(words) == 3 else None


def _looks_like_mail(start: bytes) -> bool:
    head = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = re.findall(
        rb"(?im)^(from|to|subject|date|message-id|received|return-path|mime-version|content-type):", head
    )
    return len({name.lower() for name in names}) >= 3 and b"\0" not in head


def _decoded(name: str) -> str:
    """A folder name out of modified UTF-7 (RFC 3501, section 5.1.3), as Maildir++ keeps it."""
    if "&" not in name:
        return name

    def letters(found: re.Match[str]) -> str:
        if not found[1]:
            return "&"
        try:
            return f"+{found[1].replace(',', '/')}-".encode("ascii").decode("utf-7")
        except UnicodeError:
            return found[0]

    return re.sub(r"&([A-Za-z0-9+,]*)-", letters, name)


def _is_maildir(path: Path) -> bool:
    try:
        return (path / "cur").is_dir() and (path / "new").is_dir()
    except OSError:
        return False


def _children(path: Path, errors: list[str]) -> list[Path]:
    try:
        return sorted(path.iterdir())
    except OSError as error:
        errors.append(_sentence(path, error))
        return []


def _walk(path: Path, errors: list[str], depth: int) -> Iterator[Path]:
    """The files of a folder and of those in it; links to folders are not followed."""
    for child in _children(path, errors):
        try:
            if child.is_file():
                yield child
            elif depth > 0 and child.is_dir() and not child.is_symlink():
                yield from _walk(child, errors, depth - 1)
        except OSError as error:
            errors.append(_sentence(child, error))


def _sentence(path: Path | str, error: OSError) -> str:
    return f"{path} could not be read: {error.strerror or error}."


def calendars(path: Path, errors: list[str]) -> list[Path]:
    """The .ics files that lie with the mail at a path."""
    return calendar_files(path, errors) if is_profile(path) else []
