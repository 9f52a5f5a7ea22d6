"""``osone doctor``: every part that the house stands on, found or missing, and what to do about it."""

import asyncio
import importlib.metadata
import json
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import apsw

from osone import __version__
from osone.accounts import server
from osone.accounts.secrets import SystemSecrets
from osone.app.profile import vault
from osone.companion.minds import fit
from osone.companion.minds.ollama import OllamaHost
from osone.host import environment, paths
from osone.model.errors import OsOneError
from osone.store import files
from osone.store.card import read_card
from osone.sync import wakeups
from osone.text.catalogue import N_, _, plural
from osone.text.numbers import size
from osone.voice import catalogue
from osone.voice.nouns import VoiceKind

KEEP = N_(
    "Or keep the key in a file that a passphrase opens: at the top of the window's settings, or for the command line "
    "by naming the passphrase in OSONE_PASSPHRASE."
)
PATIENCE_S = 5.0
"""So long the keyring may take to answer."""


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
    said = _(
        "OS One {version}, Python {python}, SQLite {sqlite}",
        version=__version__,
        python=sys.version.split()[0],
        sqlite=apsw.sqlite_lib_version(),
    )
    return Finding(N_("Program"), well, said, "" if well else _("Install Python 3.11 or newer."))


def _window(_folder: Path) -> Finding:
    version = _version("PySide6_Essentials")
    if not version:
        return Finding(N_("Window"), False, _("Qt is not installed."), _("Install OS One again."))
    there = sys.platform != "linux" or environment.has_screen()
    if not there:
        return Finding(
            N_("Window"),
            False,
            _("Qt {version}, but there is no display.", version=version),
            _("Everything works from the command line too."),
        )
    return Finding(N_("Window"), True, _("Qt {version}", version=version))


def _keyring(folder: Path) -> Finding:
    box, system = folder / vault.LOCKBOX, SystemSecrets()
    try:
        vault.probe(system, PATIENCE_S)
    except OsOneError as error:
        if box.exists():
            said = _("{error} Passwords are in a file with a passphrase: {box}.", error=error, box=box)
            return Finding(N_("Keyring"), True, said)
        if vault.kept_in_keyring(folder):
            return Finding(N_("Keyring"), False, str(vault.OfProfileError(error)), error.remedy)
        said = _("{error} Passwords are kept for this session only.", error=error)
        return Finding(N_("Keyring"), False, said, f"{error.remedy} {_(KEEP)}".strip())
    if box.exists():
        return Finding(
            N_("Keyring"), True, _("The system keyring works; this profile's passwords are in {box}.", box=box)
        )
    try:
        if vault.kept_in_keyring(folder):
            vault.key(vault.secrets(system, folder), folder)
    except OsOneError as error:
        return Finding(N_("Keyring"), False, str(error), error.remedy)
    return Finding(N_("Keyring"), True, _("The system keyring works."))


def _store(folder: Path) -> Finding:
    try:
        if read_card(folder) is None and not vault.inhabited(folder):
            return Finding(N_("Store"), True, _("Nothing in {folder} yet. The first start creates it.", folder=folder))
    except OsOneError as error:
        return Finding(N_("Store"), False, str(error), error.remedy)
    missing = [name for name in files.FILES if not (folder / f"{name}.db").exists()]
    if missing:
        said = _("{files} is missing in {folder}.", files=", ".join(missing), folder=folder)
        return Finding(N_("Store"), False, said, _("Start OS One. It rebuilds what can be rebuilt."))
    total = sum((folder / f"{name}.db").stat().st_size for name in files.FILES)
    aside = sorted(p.name for p in folder.glob("*-set-aside-*.db"))
    note = " " + _("Set aside: {files}.", files=", ".join(aside)) if aside else ""
    return Finding(
        N_("Store"),
        True,
        f"{_('{size} in {folder}, encrypted.', size=size(total), folder=folder)}{note}",
    )


def _engine(folder: Path) -> Finding:
    async def ask() -> bool:
        line = await wakeups.join(folder)
        if line is None:
            return False
        line.close()
        return True

    running = asyncio.run(ask())
    return Finding(N_("Engine"), True, _("Running.") if running else _("Not running. The window starts it."))


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
        return Finding(N_("Ollama"), False, str(error), error.remedy)
    if not models:
        best = fit.recommended(fit.measure())
        do = (
            _("Try: ollama pull {model}", model=best[0].name)
            if best
            else _("Download a small model, such as llama3.2:1b.")
        )
        return Finding(N_("Ollama"), False, _("Ollama {version}, without a model.", version=version), do)
    return Finding(
        N_("Ollama"),
        True,
        plural("Ollama {version}, {count} model.", "Ollama {version}, {count} models.", models, version=version),
    )


def _voices(_folder: Path) -> Finding:
    standings = catalogue.standings()
    ready = [s for s in standings if s.ready and s.voice.kind is not VoiceKind.NONE]
    if not ready:
        why = next((s.why_not for s in standings if not s.ready), "")
        return Finding(N_("Voices"), False, _("No voice works here."), why or _("Run `make run` again."))
    kinds = ", ".join(sorted({s.voice.kind.value for s in ready}))
    return Finding(
        N_("Voices"), True, plural("{count} voice ({kinds}).", "{count} voices ({kinds}).", len(ready), kinds=kinds)
    )


def _sound(_folder: Path) -> Finding:
    if _version("miniaudio"):
        return Finding(N_("Sound"), True, _("Sound works if there is a device."))
    player = shutil.which("aplay") or shutil.which("paplay") or shutil.which("afplay")
    return Finding(N_("Sound"), bool(player), player or _("No sound player was found."), _("Install the voices."))


CHECKS: tuple[Callable[[Path], Finding], ...] = (
    _program, _window, _keyring, _store, _engine, _ollama, _voices, _sound,
)  # fmt: skip


def certificates(lost: Mapping[str, str]) -> Finding:
    """Whom servers are trusted by; ``lost`` are the variables that name certificates which are not there."""
    if lost:
        name, missing = next(iter(lost.items()))
        said = _("{variable} names {file}, which has no certificates.", variable=name, file=missing)
        do = _("Correct {variable} or unset it. Until then the system's certificates are used.", variable=name)
        return Finding(N_("Certificates"), False, said, do)
    place = server.store()
    if place is None:
        return Finding(N_("Certificates"), True, _("The system's certificates are used."))
    return Finding(
        N_("Certificates"), True, _("OpenSSL has no certificates here, so those in {file} are used.", file=place)
    )


def examine(folder: Path, lost: Mapping[str, str]) -> list[Finding]:
    """Look at every part."""
    return [*(check(folder) for check in CHECKS), certificates(lost)]


def main(folder: Path, *, as_json: bool, lost: Mapping[str, str]) -> int:
    """Print what was found; 0, whatever it was, for nothing but the program itself is needed."""
    found = examine(folder, lost)
    if as_json:
        print(json.dumps([asdict(f) for f in found], ensure_ascii=False, indent=1))
        return 0
    print(_("Profile: {folder}   Parts: {parts}", folder=folder, parts=paths.data("resources")))
    for one in found:
        print(f"{'✓' if one.well else '–'} {_(one.part):20} {one.said}")
        if one.do and not one.well:
            print(f"  {'':20} {one.do}")
    return 0
