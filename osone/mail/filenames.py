"""Names of attachments made safe to show and to save under on any system."""

import mimetypes
import re

from osone.text.lines import clean

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_DRIVE = re.compile(r"^[A-Za-z]:")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?")
LONGEST, _END = 1_000, 100
"""Characters of a name; how many bytes a disk takes is another matter, which who saves it sees to."""
_USUAL = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
    "application/octet-stream": ".bin",
}


def safe_name(given: str, media_type: str) -> str:
    """A file name without path, control or direction marks, never empty, at most ``LONGEST`` characters.

    Both separators count as path, as the sender's system is not known.
    """
    name = clean(given.replace("\\", "/").rstrip("/ ").rpartition("/")[2])
    name = _FORBIDDEN.sub("", _DRIVE.sub("", name)).strip(". \t")
    if not name:
        stem = {"text/calendar": "invitation", "message/rfc822": "message"}.get(media_type, "attachment")
        return stem + extension(media_type)
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name) > LONGEST:
        # What tells two files apart stands at the end as often as at the beginning.
        name = f"{name[: LONGEST - 1 - _END].rstrip()}…{name[-_END:].lstrip()}"
    return name


def own_name(given: str, media_type: str) -> str:
    """The name that a file of this machine goes out under: as it is here, on one line."""
    return clean(given).strip() or safe_name(given, media_type)


def extension(media_type: str) -> str:
    """The usual ending of a media type's files with its dot, or nothing."""
    known = _USUAL.get(media_type)
    return known if known is not None else mimetypes.guess_extension(media_type) or ""


def type_of(name: str) -> str:
    """The usual media type of a file of this name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
