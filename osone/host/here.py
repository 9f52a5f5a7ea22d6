"""The time where this machine is, and the languages that its person reads."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from osone.host import environment

_own: list[tzinfo] = []


def learn() -> None:
    """Find out in which zone this machine is; until then ``now`` knows no more of it than the offset of this moment.

    It takes some milliseconds, which a first frame does without. Called again, it notices that one has travelled.
    """
    import tzlocal  # with what it imports, as above

    try:
        zone: tzinfo = tzlocal.reload_localzone()
    except (KeyError, ValueError, OSError):
        return  # a machine whose settings contradict each other, or name no zone that is known: its offset still serves
    _own[:] = [zone]


def now() -> datetime:
    """The time, aware: in the zone of this machine, with its summers and winters once they were learnt."""
    return datetime.now(_own[0]) if _own else datetime.now().astimezone()


APPLE = Path("Library/Preferences/.GlobalPreferences.plist")
"""Where macOS keeps the languages that one reads, within the home folder."""


def languages(said: Mapping[str, str] | None = None, system: str = sys.platform) -> Sequence[str]:
    """The languages that this machine's person reads, the best first; empty where nothing tells.

    As the environment, or ``said``, names them (POSIX, and GNU's ``LANGUAGE``), else as Windows or macOS has them.
    """
    for name in environment.LANGUAGES:
        if found := environment.value(name) if said is None else said.get(name):
            return found.split(":")
    if system == "darwin":
        return _apple(Path.home() / APPLE)
    return _windows() if system == "win32" else ()


def _apple(file: Path) -> Sequence[str]:
    import plistlib  # on macOS alone

    try:
        with file.open("rb") as opened:
            found = plistlib.load(opened).get("AppleLanguages", ())
    except (OSError, ValueError, plistlib.InvalidFileException):
        return ()
    return [str(language) for language in found]


def _windows() -> Sequence[str]:
    import ctypes  # on Windows alone
    import locale

    number = getattr(ctypes, "windll").kernel32.GetUserDefaultUILanguage()  # noqa: B009  # other systems have none
    return [locale.windows_locale.get(number, "")]
