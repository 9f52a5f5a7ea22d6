"""Build the packaged program for the system this runs on: a folder, what is usual here to install it from, and proof.

``make bundle`` runs this in an environment that holds only what ships. Everything comes to lie in ``dist/``.
"""

import importlib.metadata
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import deb
import smoke

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
NOT_SHIPPED = {
    "altgraph",
    "macholib",
    "packaging",
    "pefile",
    "pip",
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "setuptools",
}
GPL = (
    "Speech runs in a process of its own and uses piper-tts, phonemizer and espeak-ng, which are free software\n"
    "under the GNU General Public License, version 3 or later. OS One itself is under the MIT licence and runs\n"
    "without them.\n"
)


def pack() -> Path:
    """Freeze the program; give its folder."""
    spec = ROOT / "packaging" / "osone.spec"
    work = ROOT / ".build" / "pyinstaller"
    options = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(DIST), "--workpath", str(work)]
    subprocess.run([sys.executable, "-m", "PyInstaller", *options, str(spec)], cwd=ROOT, check=True)
    folder = DIST / "osone"
    for path in folder.rglob("*"):
        # What was dropped may leave a link that leads nowhere.
        if path.is_symlink() and not path.exists():
            path.unlink()
    return folder


def notices() -> Iterator[str]:
    """Name what ships inside, with its licence and where the licence gives a text, that text."""
    yield "OS One ships with the work of many others. Thank you.\n\n" + GPL
    found = {dist.metadata["Name"].lower(): dist for dist in importlib.metadata.distributions()}
    for name, dist in sorted(found.items()):
        if name in NOT_SHIPPED:
            continue
        meta = dist.metadata
        kinds = [kind.rpartition(":: ")[2] for kind in meta.get_all("Classifier", []) if kind.startswith("License")]
        told = [line for field in ("License-Expression", "License") for line in meta.get_all(field, [])]
        licence = next(iter(told[:1] or kinds), "see its own files")
        yield f"\n{'=' * 78}\n{meta['Name']} {dist.version}: {licence.strip().splitlines()[0]}\n"
        for file in dist.files or []:
            if ".dist-info" in str(file) and file.name.upper().startswith(("LICEN", "COPYING", "NOTICE")):
                text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
                yield f"\n{text.strip()}\n"


def size(folder: Path) -> float:
    """Give the size of a folder in MB."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6


def main() -> int:
    """Build, prove, and pack; 1 when the packaged program does not do what it must."""
    begun = time.monotonic()
    folder = pack()
    (folder / "THIRD-PARTY.txt").write_text("".join(notices()), encoding="utf-8")
    (folder / "LICENSE").write_text((ROOT / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    print(f"{folder.relative_to(ROOT)}: {size(folder):.0f} MB after {time.monotonic() - begun:.0f} s", flush=True)
    if not smoke.passes(folder):
        return 1
    if sys.platform.startswith("linux"):
        package = deb.build(folder, DIST)
        print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.0f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
