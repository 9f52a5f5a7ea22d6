"""Where the mail is below a folder of the disk: every Maildir, mbox and single message in it, told by its content."""

import os
import re
import stat
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from osone.sync.disk import names
from osone.sync.disk.left import LeftOut, LeftOutError, Reason
from osone.sync.disk.mbox import looks_like_mbox
from osone.sync.disk.opening import is_packed, start_of

DEPTH_LIMIT = 30
"""Folders inside folders that are entered."""


class DiskKind(StrEnum):
    """What a path holds."""

    MAILDIR = "maildir"
    MBOX = "mbox"
    FOLDER = "folder"
    """A folder with mail of any sort somewhere in it."""
    EML = "eml"
    THUNDERBIRD = "thunderbird"
    ICS = "ics"


class DiskStore(NamedTuple):
    """A place that messages or events are read from."""

    kind: DiskKind
    path: Path
    name: str
    """The folder it stands for, parted by strokes; empty for the one at the top."""


_EML = (".eml", ".emlx", ".mht")
_ICS = (".ics", ".ical", ".ifb")
_PARTS = ("cur", "new", "tmp")
_FIELDS = re.compile(
    rb"^(from|to|cc|subject|date|message-id|received|return-path|delivered-to|reply-to|sender|mime-version|content-type"
    rb"|x-mozilla-status)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
HEAD_LOOKED_AT = 16 * 1024
"""Bytes of a head in which they are looked for."""
CERTAIN = 3
"""Fields of a head by which a file that says nothing else of itself is a message."""
# What mail programs keep beside the mail, of which nobody needs to hear.
_THEIRS = re.compile(
    r"\.(?:msf|cmeta|ev-summary|toc|idx|index|ids|sorted|lock|dat|html|json|ini|plist|wdseml|mozeml"
    r"|sqlite(?:-wal|-shm)?|db(?:-wal|-shm)?)$|^(?:dovecot|courier|maildir|subscriptions|table_of_contents"
    r"|thumbs\.db$|\.(?:ds_store|mh_sequences|xmhcache|uidvalidity|customflags|directory|nomedia|gitignore)$)",
    re.IGNORECASE,
)
_NOT_ENTERED = re.compile(r"\.(?:mozmsgs|ibex\.index\.data|git)$|^(?:attachments|__MACOSX)$", re.IGNORECASE)
_THROWN_AWAY = re.compile(r"[,#]\d+$")
"""What MH calls a message that was deleted."""


def stores(path: Path, left: LeftOut, name: str = "", depth: int = DEPTH_LIMIT) -> Iterator[DiskStore]:
    """Every store in a folder and in those below it. Links are not followed; what is left is told to ``left``."""
    entries = _entries(path, left)
    box = is_maildir(path)
    if box:
        yield DiskStore(DiskKind.MAILDIR, path, name)
    framed = names.is_framed(path.name)
    for entry in entries:
        try:
            if entry.is_symlink():
                left.add(Reason.LINK, entry.path)
            elif entry.is_dir(follow_symlinks=False):
                if (box and entry.name in _PARTS) or _NOT_ENTERED.search(entry.name):
                    continue
                if depth <= 0:
                    left.add(Reason.DEEP, entry.path)
                    continue
                own = names.folder_name(entry.name, in_mbox=framed or _is_in_mbox(path))
                yield from stores(Path(entry.path), left, _below(name, own), depth - 1)
            elif entry.is_file(follow_symlinks=False):
                yield from _file(Path(entry.path), left, name, framed=framed)
            else:
                left.add(Reason.SPECIAL, entry.path)
        except OSError as error:
            left.failed(entry.path, error)


def _file(path: Path, left: LeftOut, name: str, *, framed: bool) -> Iterator[DiskStore]:
    try:
        kind = kind_of_file(path)
    except LeftOutError as error:
        left.add(error.reason, path, error.why)
        return
    if kind is DiskKind.MBOX:
        alone = (framed and path.name == "mbox") or path.suffix.lower() in _EML
        own = "" if alone else names.file_name(path.name)
        yield DiskStore(kind, path, _below(name, own))
    elif kind is not None:
        yield DiskStore(kind, path, name)
    elif path.stat().st_size and not _THEIRS.search(path.name) and not _THROWN_AWAY.match(path.name):
        left.add(Reason.PACKED if is_packed(start_of(path)) else Reason.NO_MAIL, path)


def kind_of_file(path: Path) -> DiskKind | None:
    """What a file holds; None where it is nothing that can be read. Raises OSError and LeftOutError."""
    start = start_of(path)
    suffix = path.suffix.lower()
    if suffix in _ICS or start[:64].lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        return DiskKind.ICS
    if suffix == ".emlx" or (suffix in _EML and not looks_like_mbox(start)):
        return DiskKind.EML
    if looks_like_mbox(start):
        return DiskKind.MBOX
    return DiskKind.EML if looks_like_mail(start, CERTAIN) else None


def looks_like_mail(start: bytes, certain: int = 1) -> bool:
    """Whether a head stands at the beginning, with so many fields that mail has."""
    if start.startswith((b"\xef", b"\xbb", b"\xbf", b"\r", b"\n")):
        start = start[:HEAD_LOOKED_AT].lstrip(b"\xef\xbb\xbf\r\n")
    # Looked through where it lies: a copy of each beginning costs as much as all the rest.
    most = min(len(start), HEAD_LOOKED_AT)
    end = start.find(b"\n\n", 0, most)
    if end < 0 and start.find(b"\n", 0, most) < 0:
        end = start.find(b"\r\r", 0, most)
    folded = start.find(b"\n\r\n", 0, end if end >= 0 else most)
    end = folded if folded >= 0 else end if end >= 0 else most
    if start.find(b"\0", 0, end) >= 0:
        return False
    if certain <= 0:
        return True
    # Nearly every head has one of these at the beginning of a line.
    if certain <= 1 and (
        start.find(b"\nFrom:", 0, end) >= 0
        or start.find(b"\nDate:", 0, end) >= 0
        or start.find(b"\nSubject:", 0, end) >= 0
    ):
        return True
    head = start[:end]
    lower = b"\n" + head.lower()
    found = _FIELDS.findall(lower.replace(b"\r", b"\n"))
    return len(set(found)) >= certain


def is_maildir(path: Path) -> bool:
    """Whether a folder is a Maildir. One of Thunderbird's has nothing ``new``."""
    return is_folder(path / "cur")


def is_folder(path: Path) -> bool:
    """Whether there is a folder, and not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def _is_in_mbox(path: Path) -> bool:
    return any(names.is_framed(part) for part in path.parts)


def _below(name: str, own: str) -> str:
    return f"{name}/{own}" if name and own else name or own


def _entries(path: Path, left: LeftOut) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        left.failed(path, error)
        return []
