"""The environment of this process: every variable that is read or set is named here, and reached through here."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

HOME = "OSONE_HOME"
"""The folder of the profile."""
PARTS = "OSONE_PARTS"
"""A folder of fetched parts, looked into before all others."""
PASSPHRASE = "OSONE_PASSPHRASE"
"""Opens the file of secrets where nobody sits to type it; whoever reads it takes it out of the environment."""
SOUND = "OSONE_SOUND"
"""``off`` where no sound card shall be opened: for tests and for servers."""
AUTHORITY = "OSONE_CA"
"""A file of certificates that mail servers are trusted by, instead of the system's."""
CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""Where OpenSSL, and what is built on it, finds the certificates that servers are trusted by."""
OLLAMA = "OLLAMA_HOST"
"""Where Ollama listens, as its own programs read it."""
APPDATA = "APPDATA"
"""Where programs keep their data on Windows."""
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
"""One of these names a screen on Linux."""
LANGUAGES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""These name the languages of a person, the first of them that is set."""
QT_SCALE, QT_SCALE_ROUNDING = "QT_SCALE_FACTOR", "QT_SCALE_FACTOR_ROUNDING_POLICY"
QT_PLATFORM, QT_BACKEND, QT_STYLE = "QT_QPA_PLATFORM", "QT_QUICK_BACKEND", "QT_QUICK_CONTROLS_STYLE"
QT_UPDATE_MS = "QT_QPA_UPDATE_IDLE_TIME"
"""How long Qt waits for more to paint."""


def value(name: str) -> str:
    """What a variable says; empty where it is not set."""
    return os.environ.get(name, "")


def take(name: str) -> str:
    """What a variable says, which neither this process nor any child of it can read again, nor who looks at either."""
    said = os.environ.get(name, "")
    if said and sys.platform == "linux":
        _wipe(name)
    os.environ.pop(name, None)
    return said


def _wipe(name: str) -> None:
    """Overwrite a variable where the process was given it: there ``/proc`` shows it to the very end."""
    import ctypes  # where there is something to overwrite

    find = ctypes.CDLL(None).getenv
    find.restype, find.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
    place = find(os.fsencode(name))
    if place:
        ctypes.memset(place, 0, len(ctypes.string_at(place)))


def take_lost_certificates() -> dict[str, str]:
    """Take out what names certificates that are not there or are none: libraries fall over it as they are imported.

    Returns what it was. OpenSSL's own store counts then, as if the variable had never been set.
    """
    return {name: take(name) for name in CERTIFICATES if value(name) and not _holds_certificates(Path(value(name)))}


def _holds_certificates(place: Path) -> bool:
    try:
        return place.is_dir() or b"-----BEGIN " in place.read_bytes()
    except OSError:
        return False


def default(name: str, said: str) -> None:
    """Set a variable that the person has not set."""
    os.environ.setdefault(name, said)


def has_screen() -> bool:
    """Whether one of Linux's displays is named."""
    return any(map(value, DISPLAYS))


def with_more(more: Mapping[str, str]) -> dict[str, str]:
    """The environment for a child: this one, and more."""
    return {**os.environ, **more}
