"""Mail that is already on the disk: Maildir, mbox, folders of any such mail, a Thunderbird profile."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from osone.model.mail import Flag
from osone.sync.disk import names
from osone.sync.disk.left import EnoughError, LeftOut, LeftOutError, Reason
from osone.sync.disk.mbox import flags_of_fields, mbox_messages, separator_moment
from osone.sync.disk.opening import contents, stream
from osone.sync.disk.stores import DiskKind, DiskStore, is_folder, is_maildir, kind_of_file, looks_like_mail, stores
from osone.sync.disk.thunderbird import calendar_files, is_profile, mail_servers

LOOKED_INTO = 3
"""Folders inside folders that are looked into to see whether there is mail."""
STRANGERS = 500
"""Files that are no mail, after which it is left to the import to see whether there is any."""
ALONE = "Imported"
"""The folder of what lies in none."""


class DiskMail(NamedTuple):
    """One message as it lies there."""

    raw: bytes
    flags: Flag
    folder_path: str
    """Folders parted by ``/``; ``INBOX`` for the one at the top of a Maildir."""
    when: int | None
    """Unix seconds at which it came, where the store says so."""


_INFO = re.compile(r"[:;!]2,([A-Za-z]*)$")
_LETTERS = {"S": Flag.SEEN, "R": Flag.ANSWERED, "F": Flag.FLAGGED, "T": Flag.DELETED, "D": Flag.DRAFT}
_APPLE = re.compile(rb"<key>flags</key>\s*<integer>(\d{1,19})</integer>")
_APPLE_BITS = ((1, Flag.SEEN), (1 << 2, Flag.ANSWERED), (1 << 4, Flag.FLAGGED), (1 << 6, Flag.DRAFT))
_APPLE_DELETED = 1 << 1


def recognise(path: Path) -> DiskKind | None:
    """What lies at a path; None where it is nothing that can be read, or not there."""
    try:
        if path.is_file():
            return kind_of_file(path.resolve())
        if not path.is_dir():
            return None
        path = path.resolve()
        if is_profile(path):
            return DiskKind.THUNDERBIRD
        found = next(stores(path, LeftOut(path, patience=STRANGERS), depth=LOOKED_INTO), None)
        if is_maildir(path) or (found is not None and found.kind is DiskKind.MAILDIR and found.path.parent == path):
            return DiskKind.MAILDIR
        return DiskKind.FOLDER if found is not None else None
    except EnoughError:
        return DiskKind.FOLDER
    except (OSError, ValueError, LeftOutError):
        return None


def read(path: Path, left: LeftOut, calendars: list[Path]) -> Iterator[DiskMail]:
    """Every message at a path, one at a time. What is left out is told to ``left``, with why.

    The calendar files that lie with the mail are added to ``calendars``.
    """
    kind = recognise(path)
    path = path.resolve()
    if kind is DiskKind.THUNDERBIRD:
        for server in mail_servers(path, left):
            for store in stores(server.path, left, server.name):
                yield from _of_store(store, server.name, left, calendars)
        calendars += calendar_files(path, left)
    elif path.is_dir():
        for store in stores(path, left):
            yield from _of_store(store, names.folder_name(path.name) or ALONE, left, calendars)
    elif kind is not None:
        name = names.file_name(path.name) if kind is DiskKind.MBOX else ALONE
        yield from _of_store(DiskStore(kind, path, name), name, left, calendars)


def _of_store(store: DiskStore, top: str, left: LeftOut, calendars: list[Path]) -> Iterator[DiskMail]:
    """The messages of one store; ``top`` is what its folder is called where nothing else says so."""
    if store.kind is DiskKind.MAILDIR:
        yield from _maildir(store.path, store.name or "INBOX", left)
    elif store.kind is DiskKind.MBOX:
        yield from _mbox(store.path, store.name or top, left)
    elif store.kind is DiskKind.EML:
        for mail in _one(str(store.path), Flag.SEEN, store.name or top, left, dated=False):
            yield from _flagged(mail, store.path, left)
    else:
        calendars.append(store.path)


def _maildir(path: Path, name: str, left: LeftOut) -> Iterator[DiskMail]:
    # Thunderbird keeps flags in the head, for want of which a message that lay there for long is read.
    theirs = not is_folder(path / "new")
    for part in ("cur",) if theirs else ("cur", "new"):
        for file in _messages(path / part, left):
            told = _INFO.search(file.name)
            flags = _flags_of(told[1]) if told and part == "cur" else Flag.SEEN if theirs else Flag(0)
            listed = file.is_file(follow_symlinks=False)
            for mail in _one(file.path, flags, name, left, dated=True, listed=listed):
                if theirs:
                    yield from _flagged(mail, Path(file.path), left)
                else:
                    yield mail


def _flagged(mail: DiskMail, path: Path, left: LeftOut) -> Iterator[DiskMail]:
    """A message with the flags that its head tells, unless that says that it was deleted."""
    flags = flags_of_fields(mail.raw, unknown=mail.flags)
    if flags is None:
        left.add(Reason.DELETED, path)
    else:
        yield mail._replace(flags=flags)


def _mbox(path: Path, name: str, left: LeftOut) -> Iterator[DiskMail]:
    """The messages of a mbox file, read as a stream; quoted ``>From `` lines are put right."""
    try:
        with stream(path) as file:
            for separator, raw in mbox_messages(file):
                flags = flags_of_fields(raw) if raw else None
                if raw is None:
                    left.add(Reason.LARGE, path)
                elif not raw or raw.isspace():
                    left.add(Reason.EMPTY, path)
                elif not looks_like_mail(raw, certain=0):
                    left.add(Reason.NO_MAIL, path)
                elif flags is None:
                    left.add(Reason.DELETED, path)
                else:
                    yield DiskMail(raw, flags, name, separator_moment(separator))
    except LeftOutError as error:
        left.add(error.reason, path, error.why)
    except OSError as error:
        left.failed(path, error)


def _messages(path: Path, left: LeftOut) -> list[os.DirEntry[str]]:
    """The messages in one part of a Maildir, in the order of their names."""
    try:
        with os.scandir(path) as found:
            some = [one for one in found if not one.name.startswith(".") and not one.is_dir(follow_symlinks=False)]
        return sorted(some, key=lambda one: one.name)
    except OSError as error:
        left.failed(path, error)
        return []


def _one(file: str, flags: Flag, name: str, left: LeftOut, *, dated: bool, listed: bool = False) -> Iterator[DiskMail]:
    apple = file[-5:].lower() == ".emlx"
    try:
        # The first line of Apple Mail's is a number.
        raw, status = contents(file) if apple else contents(file, wanted=looks_like_mail, listed=listed)
    except LeftOutError as error:
        left.add(error.reason, file, error.why)
        return
    except OSError as error:
        left.failed(file, error)
        return
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if apple:
        # Apple Mail writes the length in the first line and its own notes behind the message.
        count, _end, rest = raw.partition(b"\n")
        if count.strip().isdigit() and len(count) < 20:
            notes, raw = rest[int(count) :], rest[: int(count)]
            found = _APPLE.search(notes)
            if found is not None and int(found[1]) & _APPLE_DELETED:
                left.add(Reason.DELETED, file)
                return
            if found is not None:
                flags = Flag(sum(flag for bit, flag in _APPLE_BITS if int(found[1]) & bit))
    if not raw or raw.isspace():
        left.add(Reason.EMPTY, file)
    elif not looks_like_mail(raw):
        left.add(Reason.NO_MAIL, file)
    else:
        yield DiskMail(raw, flags, name, int(status.st_mtime) if dated else None)


@lru_cache(maxsize=256)
def _flags_of(letters: str) -> Flag:
    flags = Flag(0)
    for letter in letters:
        flags |= _LETTERS.get(letter, Flag(0))
    return flags
