"""Thunderbird's profiles: where they are, and the mail stores and calendar files in them."""

import configparser
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from osone.host import environment

DEPTH_LIMIT = 20
_NOT_MAIL = (
    ".msf",
    ".dat",
    ".json",
    ".html",
    ".sqlite",
    ".sqlite-wal",
    ".sqlite-shm",
    ".mozmsgs",
    ".wdseml",
    ".txt",
    ".log",
)
_FEEDS = ("feeds", "nntp")


@dataclass(frozen=True, slots=True)
class ThunderbirdProfile:
    """A profile that was found."""

    name: str
    path: Path
    default: bool


@dataclass(frozen=True, slots=True)
class MailStore:
    """One folder's mail: a mbox file, or a folder with ``cur`` in it."""

    name: str
    path: Path


def thunderbird_profiles(
    home: Path | None = None, *, platform: str = sys.platform, appdata: str | None = None
) -> list[ThunderbirdProfile]:
    """The profiles of this person's Thunderbird that exist, the default one first."""
    appdata = environment.value(environment.APPDATA) if appdata is None else appdata
    home = Path.home() if home is None else home
    found: dict[Path, ThunderbirdProfile] = {}
    for root in _roots(home, platform, appdata):
        for profile in _listed(root):
            if is_profile(profile.path):
                found.setdefault(profile.path.resolve(), profile)
    return sorted(found.values(), key=lambda profile: (not profile.default, profile.name))


def is_profile(path: Path) -> bool:
    """Whether a folder is a Thunderbird profile with mail in it; one that cannot be looked into is none."""
    try:
        return (path / "prefs.js").is_file() and any((path / part).is_dir() for part in ("Mail", "ImapMail"))
    except OSError:
        return False


def mail_stores(profile: Path, errors: list[str]) -> Iterator[MailStore]:
    """Every folder of mail in a profile; ``.sbd`` folders hold the folders inside a folder."""
    for part in ("ImapMail", "Mail"):
        root = profile / part
        if root.is_dir():
            for server in _children(root, errors):
                if server.is_dir() and not server.name.lower().startswith(_FEEDS):
                    yield from _stores(server, server.name, errors, 0)


def calendar_files(profile: Path, errors: list[str]) -> list[Path]:
    """The .ics files in a profile."""
    found: list[Path] = []
    pending = [(profile, 0)]
    while pending:
        folder, depth = pending.pop()
        for child in _children(folder, errors):
            if child.suffix.lower() == ".ics" and child.is_file():
                found.append(child)
            elif depth < 4 and child.is_dir() and not child.is_symlink() and child.name not in ("cache2", "storage"):
                pending.append((child, depth + 1))
    return sorted(found)


def _stores(folder: Path, name: str, errors: list[str], depth: int) -> Iterator[MailStore]:
    for child in _children(folder, errors):
        if child.name.endswith(".sbd") and child.is_dir():
            if depth < DEPTH_LIMIT:
                yield from _stores(child, f"{name}/{child.name[:-4]}", errors, depth + 1)
        elif child.is_dir():
            if (child / "cur").is_dir():
                yield MailStore(f"{name}/{child.name}", child)
        elif not child.name.startswith(".") and child.suffix.lower() not in _NOT_MAIL and _has_mail(child, errors):
            yield MailStore(f"{name}/{child.name}", child)


def _has_mail(path: Path, errors: list[str]) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(5) == b"From "
    except OSError as error:
        errors.append(f"{path} could not be read: {error.strerror or error}.")
        return False


def _roots(home: Path, platform: str, appdata: str) -> list[Path]:
    if platform == "win32":
        return [Path(appdata) / "Thunderbird" if appdata else home / "AppData" / "Roaming" / "Thunderbird"]
    if platform == "darwin":
        return [home / "Library" / "Thunderbird"]
    return [
        home / ".thunderbird",
        home / ".mozilla-thunderbird",
        home / "snap" / "thunderbird" / "common" / ".thunderbird",
        home / ".var" / "app" / "org.mozilla.Thunderbird" / ".thunderbird",
        home / ".var" / "app" / "eu.betterbird.Betterbird" / ".thunderbird",
    ]


def _listed(root: Path) -> Iterator[ThunderbirdProfile]:
    """The profiles that ``profiles.ini`` names."""
    parser = configparser.RawConfigParser(strict=False, delimiters=("=",))
    try:
        parser.read_string((root / "profiles.ini").read_text("utf-8", errors="replace"))
    except (OSError, configparser.Error):
        return
    chosen = {
        parser.get(section, "Default", fallback="") for section in parser.sections() if section.startswith("Install")
    }
    for section in parser.sections():
        given = parser.get(section, "Path", fallback="")
        if not section.startswith("Profile") or not given:
            continue
        relative = parser.get(section, "IsRelative", fallback="1") == "1"
        default = given in chosen or (not chosen and parser.get(section, "Default", fallback="") == "1")
        yield ThunderbirdProfile(
            parser.get(section, "Name", fallback=given), root / given if relative else Path(given), default
        )


def _children(path: Path, errors: list[str]) -> list[Path]:
    try:
        return sorted(path.iterdir())
    except OSError as error:
        errors.append(f"{path} could not be read: {error.strerror or error}.")
        return []
