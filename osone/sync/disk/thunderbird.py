"""Thunderbird's profiles: where they are, and where each keeps its mail and calendar files."""

import configparser
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from osone.host import environment
from osone.sync.disk.left import LeftOut, LeftOutError, Reason
from osone.sync.disk.names import readable
from osone.sync.disk.opening import contents
from osone.text.lines import clean

PREFS = "prefs.js"
PARTS = ("ImapMail", "Mail")
"""Where a profile keeps mail unless its preferences say otherwise."""
IN_PROFILE = "[ProfD]"
PREFS_LIMIT = 8 * 1024 * 1024
LIST_LIMIT = 1024 * 1024
FEEDS = ("rss", "nntp")
_FEEDS_FOLDER = re.compile(r"feeds(?:-\d+)?|nntp.*|news", re.IGNORECASE)
_PREF = re.compile(r'^\s*user_pref\("mail\.server\.(server\d+)\.([a-z-]+)",\s*"((?:[^"\\]|\\.)*)"\s*\)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ThunderbirdProfile:
    """A profile that was found."""

    name: str
    path: Path
    default: bool


@dataclass(frozen=True, slots=True)
class MailServer:
    """One server's folders, or those that are on this computer alone."""

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
    """Whether a folder is a Thunderbird profile with mail in it, or beside it; one that cannot be read is none."""
    try:
        return (path / PREFS).is_file() and (
            any((path / part).is_dir() for part in PARTS) or any(place.is_dir() for place, _ in _named(path))
        )
    except OSError:
        return False


def mail_servers(profile: Path, left: LeftOut) -> Iterator[MailServer]:
    """Where a profile keeps the mail of each server: what prefs.js names, also outside, and what else lies there."""
    feeds: list[Path] = []
    found: dict[Path, str] = {}
    for path, server in _named(profile):
        if not path.is_dir():
            left.add(Reason.MISSING, path)
        elif server.get("type") in FEEDS:
            feeds.append(path)
        else:
            found.setdefault(path.resolve(), clean(server.get("name", "")))
    for part in PARTS:
        root = profile / part
        for child in _children(root, left) if root.is_dir() else ():
            if child.is_symlink():
                if child.resolve() not in found:
                    left.add(Reason.LINK, child)
            elif child.is_dir():
                if _FEEDS_FOLDER.fullmatch(child.name) and child.resolve() not in found:
                    feeds.append(child)
                elif child not in feeds:
                    found.setdefault(child.resolve(), "")
    for path in {path.resolve(): path for path in feeds}.values():
        if any(one.is_file() and one.stat().st_size and not one.suffix for one in _children(path, left)):
            left.add(Reason.FEEDS, path)
    names = [name or readable(path.name) for path, name in found.items()]
    for path, name in found.items():
        shown = name or readable(path.name)
        # Two accounts may bear one name.
        yield MailServer(f"{shown} ({readable(path.name)})" if names.count(shown) > 1 else shown, path)


def calendar_files(profile: Path, left: LeftOut) -> list[Path]:
    """The .ics files in a profile."""
    found: list[Path] = []
    pending = [(profile, 0)]
    while pending:
        folder, depth = pending.pop()
        for child in _children(folder, left):
            if child.is_symlink():
                continue
            if child.suffix.lower() == ".ics" and child.is_file():
                found.append(child)
            elif depth < 4 and child.is_dir() and child.name not in ("cache2", "storage", *PARTS):
                pending.append((child, depth + 1))
    return sorted(found)


def _named(profile: Path) -> list[tuple[Path, dict[str, str]]]:
    """What prefs.js says of each server that has a folder: the folder, and its preferences."""
    try:
        text = contents(profile / PREFS, PREFS_LIMIT)[0].decode("utf-8", "replace")
    except (OSError, LeftOutError):
        return []
    servers: dict[str, dict[str, str]] = {}
    for server, name, value in _PREF.findall(text):
        servers.setdefault(server, {})[name] = _unescaped(value)
    found: list[tuple[Path, dict[str, str]]] = []
    for said in servers.values():
        # Of a profile that came from another computer only what it says of folders inside it is true.
        relative = said.get("directory-rel", "")
        places = [profile / relative.removeprefix(IN_PROFILE)] if relative.startswith(IN_PROFILE) else []
        places += [Path(said["directory"])] if said.get("directory") else []
        places = [place for place in places if "\0" not in str(place)]
        if places:
            found.append((next((place for place in places if place.is_dir()), places[-1]), said))
    return found


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"'))
    except ValueError:
        return value.replace("\\\\", "\\")


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
        parser.read_string(contents(root / "profiles.ini", LIST_LIMIT)[0].decode("utf-8", "replace"))
    except (OSError, LeftOutError, configparser.Error):
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


def _children(path: Path, left: LeftOut) -> list[Path]:
    try:
        return sorted(path.iterdir())
    except OSError as error:
        left.failed(path, error)
        return []
