"""Folders' names: as a server writes them, byte for byte, in every command; decoded only to be shown to a person."""

import base64
import binascii
import re

from osone.store.placements import FolderMark
from osone.sync.imap.wire import CommandRefusedError
from osone.text.catalogue import _

RUN = re.compile(r"&([^-&]*)-")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
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
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", decode_name(text))


def encode_name(text: str) -> bytes:
    """Unicode to modified UTF-7 (RFC 3501, section 5.1.3), for a folder that is made here."""
    if CONTROLS.search(text):
        raise CommandRefusedError(_("A folder's name cannot hold control characters."))
    out: list[str] = []
    run: list[str] = []

    def flush() -> None:
        if run:
            packed = "".join(run).encode("utf-16-be")
            out.append(f"&{base64.b64encode(packed).decode().rstrip('=').replace('/', ',')}-")
            run.clear()

    for char in text:
        if 0x20 <= ord(char) <= 0x7E:
            flush()
            out.append("&-" if char == "&" else char)
        else:
            run.append(char)
    flush()
    return "".join(out).encode("ascii")


def decode_name(text: str) -> str:
    """Modified UTF-7 to Unicode; what cannot be decoded is no such run and stays as it was: ``R&D``, ``AT&T-Bills``."""

    def one(match: re.Match[str]) -> str:
        body = match[1]
        if not body:
            return "&"
        try:
            data = base64.b64decode(body.replace(",", "/") + "=" * (-len(body) % 4), validate=True)
            run = data.decode("utf-16-be")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return match[0]
        return match[0] if not run or CONTROLS.search(run) else run

    return RUN.sub(one, text)
