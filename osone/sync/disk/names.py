"""What a folder of mail is called: without the frames that programs put around it, in letters that can be read."""

import os
import re

from osone.mail import modified_utf7
from osone.mail.charsets import decode
from osone.text.lines import clean

_FRAME = re.compile(r"\.(?:sbd|mbox|imapmbox|directory)$", re.IGNORECASE)
"""Thunderbird and Apple Mail put folders inside a folder or its messages into such a one; KMail ``.Name.directory``."""
_INSIDE_MBOX = re.compile(r"messages|data|\d|[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}", re.IGNORECASE)
"""What lies between an ``.mbox`` of Apple Mail and its messages."""
_FILE = re.compile(r"\.(?:mbox|mbx|mbs|mboxrd)$", re.IGNORECASE)


def readable(name: str) -> str:
    """A name of the disk as text: one that is no UTF-8 is read as older systems wrote it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = decode(os.fsencode(name))
    return clean(name)


def folder_name(name: str, *, in_mbox: bool = False) -> str:
    """What a folder of the disk stands for, with a stroke between folders; empty where it is only a frame.

    A name that begins with a point has its folders parted by points, as Maildir++ keeps them. ``in_mbox`` is for what
    lies inside a folder of Apple Mail.
    """
    if in_mbox and _INSIDE_MBOX.fullmatch(name):
        return ""
    frame = _FRAME.search(name)
    bare = name[: frame.start()] if frame is not None else name
    if bare.startswith(".") and frame is None:
        return "/".join(decoded(part) for part in bare.split(".") if part)
    return decoded(bare.removeprefix(".") if frame is not None else bare)


def file_name(name: str) -> str:
    """What the folder is called that a mbox file holds."""
    ending = _FILE.search(name)
    return decoded(name[: ending.start()] or name if ending is not None else name)


def is_framed(name: str) -> bool:
    """Whether a folder is one of Apple Mail's, with the messages inside."""
    return name.lower().endswith((".mbox", ".imapmbox"))


def decoded(name: str) -> str:
    """A name out of modified UTF-7, where the whole of it is written so, or as it is."""
    coded = modified_utf7.strictly(name) if "&" in name else None
    return readable(name) if coded is None else clean(coded)
