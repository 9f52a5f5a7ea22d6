"""Folders' names: as a server writes them, byte for byte, in every command; decoded only to be shown to a person."""

import re

from osone.mail import modified_utf7
from osone.mail.modified_utf7 import CONTROLS
from osone.store.placements import FolderMark
from osone.sync.imap.wire import CommandRefusedError
from osone.text.catalogue import _

UNSPEAKABLE = re.compile(rb"[\r\n\0]")
"""No quoted string holds these (RFC 9051, section 4.3), and no folder of a person's has them in its name."""


def called(at: FolderMark) -> bytes:
    """What a folder is called in a command: its own name, or for one that is yet to be made, what it will be."""
    return at.wire or encode_name(at.path)


def quoted(name: bytes) -> bytes:
    """A name as a quoted string."""
    return b'"' + name.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def shown_name(name: bytes) -> str:
    """What a person reads for a server's name: modified UTF-7 decoded, and also what some servers write raw."""
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = name.decode("cp1252", "replace")
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", modified_utf7.decoded(text))


def encode_name(text: str) -> bytes:
    """What a folder that is made here is called in a command. Raises CommandRefusedError for control characters."""
    if CONTROLS.search(text):
        raise CommandRefusedError(_("A folder's name cannot hold control characters."))
    return modified_utf7.encoded(text)
