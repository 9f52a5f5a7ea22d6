"""``osone doctor``: every part that the house stands on, found or missing, and what to do about it."""

import asyncio
import importlib.metadata
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import apsw

from osone import __version__
from osone.accounts.secrets import SystemSecrets
from osone.app.profile import vault
from osone.companion.minds import fit, starter
from osone.companion.minds.ollama import OllamaHost
from osone.host import environment, paths
from osone.model.errors import OsOneError
from osone.store import files
from osone.store.card import read_card
from osone.sync import wakeups
from osone.voice import catalogue
from osone.voice.nouns import VoiceKind

GIGABYTE = 1 << 30
KEEP = (
    "Unlock or install a keyring; or keep the key in a file that a passphrase opens: at the top of the window's "
    f"settings, or for the command line by naming the passphrase in {environment.PASSPHRASE}."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part."""

    part: str
    well: bool
    said: str
    do: str = ""
    """What to do, where it is not well."""


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _program(_folder: Path) -> Finding:
    well = sys.version_info >= (3, 11)
    said = f"OS One {__version__}, Python {sys.version.split()[0]}, SQLite {apsw.sqlite_lib_version()}"
    return Finding("Program", well, said, "" if well else "Install Python 3.11 or newer.")


def _window(_folder: Path) -> Finding:
    version = _version("PySide6_Essentials")
    if not version:
        return Finding("Window", False, "Qt is not installed.", "Run `make run` again, or install osone anew.")
    there = sys.platform != "linux" or environment.has_screen()
    if not there:
        return Finding("Window", False, f"Qt {version}, but there is no display.", "The command line does it all too.")
    return Finding("Window", True, f"Qt {version}")


def _keyring(folder: Path) -> Finding:
    box = folder / vault.LOCKBOX
    try:
        SystemSecrets().get("probe")
    except OsOneError as error:
        if box.exists():
            return Finding("Keyring", True, f"No system keyring; a file that your passphrase opens is in use: {box}.")
        return Finding("Keyring", False, f"{error} Everything is kept for one session only.", KEEP)
    if box.exists():
        return Finding("Keyring", True, f"The system's keyring answers; this profile's secrets are in {box}.")
    return Finding("Keyring", True, "The system's keyring answers.")


def _store(folder: Path) -> Finding:
    if read_card(folder) is None:
        return Finding("Store", True, f"Nothing yet in {folder}; it is made at the first start.")
    missing = [name for name in files.FILES if not (folder / f"{name}.db").exists()]
    if missing:
        said = f"{', '.join(missing)} is missing in {folder}."
        return Finding("Store", False, said, "Start OS One: what can be made again is made again.")
    size = sum((folder / f"{name}.db").stat().st_size for name in files.FILES)
    aside = sorted(p.name for p in folder.glob("*-set-aside-*.db"))
    note = f" Set aside: {', '.join(aside)}." if aside else ""
    return Finding("Store", True, f"{size / GIGABYTE:.2f} GB in {folder}, encrypted.{note}")


def _engine(folder: Path) -> Finding:
    async def ask() -> bool:
        line = await wakeups.join(folder)
        if line is None:
            return False
        line.close()
        return True

    running = asyncio.run(ask())
    return Finding("Engine", True, "It is running." if running else "It is not running; the window starts it.")


def _ollama(_folder: Path) -> Finding:
    async def ask() -> tuple[str, int]:
        host = OllamaHost()
        try:
            return await host.version(), len(await host.installed())
        finally:
            await host.close()

    try:
        version, models = asyncio.run(ask())
    except OsOneError as error:
        return Finding("Ollama", False, str(error), error.way_on)
    if not models:
        best = fit.recommended(fit.measure())
        do = f"Try: ollama pull {best[0].name}" if best else "Fetch a small model, such as llama3.2:1b."
        return Finding("Ollama", False, f"Ollama {version}, without a model.", do)
    return Finding("Ollama", True, f"Ollama {version}, {models} models.")


def _starter(_folder: Path) -> Finding:
    fault = starter.why_not()
    if fault is not None:
        return Finding("Starter mind", False, str(fault), fault.way_on)
    return Finding("Starter mind", True, "It is here and can run.")


def _voices(_folder: Path) -> Finding:
    standings = catalogue.standings()
    ready = [s for s in standings if s.ready and s.voice.kind is not VoiceKind.NONE]
    if not ready:
        why = next((s.why_not for s in standings if not s.ready), "")
        return Finding("Voices", False, "No voice can speak here.", why or "Run `make run` once more.")
    kinds = ", ".join(sorted({s.voice.kind.value for s in ready}))
    return Finding("Voices", True, f"{len(ready)} voices ({kinds}).")


def _sound(_folder: Path) -> Finding:
    if _version("miniaudio"):
        return Finding("Sound", True, "Sound can be played where there is a device.")
    player = shutil.which("aplay") or shutil.which("paplay") or shutil.which("afplay")
    return Finding("Sound", bool(player), player or "No player was found.", "Install the voices.")


CHECKS: tuple[Callable[[Path], Finding], ...] = (
    _program, _window, _keyring, _store, _engine, _ollama, _starter, _voices, _sound,
)  # fmt: skip


def examine(folder: Path) -> list[Finding]:
    """Look at every part."""
    return [check(folder) for check in CHECKS]


def main(folder: Path, *, as_json: bool) -> int:
    """Print what was found; 0, whatever it was, for nothing but the program itself is needed."""
    found = examine(folder)
    if as_json:
        print(json.dumps([asdict(f) for f in found], ensure_ascii=False, indent=1))
        return 0
    print(f"Profile: {folder}   Parts: {paths.data('resources')}")
    for one in found:
        print(f"{'✓' if one.well else '–'} {one.part:13} {one.said}")
        if one.do and not one.well:
            print(f"  {'':13} {one.do}")
    return 0
