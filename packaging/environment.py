"""The Python environment that OS One runs in: making it, and filling it from hash-locked files, with progress."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import libraries

if sys.platform != "win32":
    import fcntl

STEP = re.compile(r"^\s*(Collecting|Requirement already satisfied: |Ignoring) ?(\S+?)[:=<> ]")


class FailedError(Exception):
    """The environment could not be made as locked; the text says why in a sentence or pip's own last words."""


def interpreter(folder: Path) -> Path:
    """Give the path of an environment's Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(python: Path) -> bool:
    """Whether the environment's Python runs and is new enough; one of a removed Python does neither."""
    code = "import sys; sys.exit(sys.version_info < (3, 11))"
    return python.exists() and subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0


def make(folder: Path) -> Path:
    """Give the Python of an environment, made if it is not there; one that somebody else made is taken as it is.

    Raises:
        libraries.MissingError: Python's own ``venv`` has to be installed first.
        FailedError: the environment could not be made.
    """
    python = interpreter(folder)
    if works(python):
        return python
    if importlib.util.find_spec("ensurepip") is None:
        libraries.bring((f"python3.{sys.version_info.minor}-venv|python3-venv",), "Making a Python environment")
        importlib.invalidate_caches()
    print(f"Making the Python environment {folder.name} …", flush=True)
    told = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", folder], capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise FailedError(f"Python could not make the environment {folder}: {(told.stderr or told.stdout).strip()}")
    return python


def pip(python: Path) -> list[str]:
    """Give the command that installs into an environment, also into one that was made without pip.

    Raises:
        FailedError: there is no pip for it.
    """
    if any(python.parent.parent.glob("[Ll]ib/**/site-packages/pip/__main__.py")):
        return [str(python), "-m", "pip"]
    subprocess.run([python, "-m", "ensurepip", "--default-pip"], capture_output=True, check=False)
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        raise FailedError(f"{python.parent.parent} has no pip. Remove that folder and run this again.")
    return [str(python), "-m", "pip"]


def cannot(lock: str) -> str | None:
    """Say why this machine cannot have the packages of a lock, or None where nothing speaks against it."""
    if lock == "mind" and platform.machine() in {"x86_64", "AMD64"} and sys.platform.startswith("linux"):
        # The wheel has AVX2 baked in: without, it would die of an illegal instruction.
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
        if " avx2" not in flags:
            return "this processor has no AVX2."
    name, version = platform.libc_ver()
    newest = (2, 34) if platform.machine() == "x86_64" else (2, 39)
    if sys.platform.startswith("linux") and not (name == "glibc" and numbers(version) >= newest):
        return f"they need glibc {newest[0]}.{newest[1]}; this system has {name or 'another C library'} {version}."
    return None


def numbers(version: str) -> tuple[int, ...]:
    """Give the numbers of a version, for comparing."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold an environment, so that two fillings of it wait for each other."""
    with (folder / ".filling").open("a") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fill(python: Path, lock: Path) -> None:
    """Install a hash-locked file, telling how far it is; nothing is done where that very lock is already in.

    Raises:
        FailedError: pip could not; its last words are in the text.
    """
    folder = python.parent.parent
    stamp = folder / f".has-{lock.stem}"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    with alone(folder):
        if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
            return
        stamp.unlink(missing_ok=True)
        command = [*pip(python), "install", "--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", str(lock)]
        quiet = {
            **os.environ,
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_INPUT": "1",
            "PIP_ROOT_USER_ACTION": "ignore",
        }
        begun = time.monotonic()
        last = follow(command, quiet, lock)
        if last:
            raise FailedError(f"The packages of {lock.name} could not be installed:\n{last}")
        stamp.write_text(digest, encoding="utf-8")
        print(f"  {lock.stem}: ready after {time.monotonic() - begun:.0f} s", flush=True)


def unfold(python: Path) -> None:
    """Lay the Python files that PySide carries inside itself beside it, compiled, once for each version of it.

    Else it takes them out and compiles them at each start. Where that can't be had it goes on doing so.
    """
    for shiboken in python.parent.parent.glob("[Ll]ib/**/site-packages/shiboken6"):
        # The name is PySide's own, and so is the word that makes it write there: SBK_EMBED.
        files, version = shiboken / "files.dir", (shiboken / "__init__.py").read_bytes()
        stamp = files / "of"
        digest = hashlib.sha256(version + sys.version.encode()).hexdigest()
        if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
            continue
        shutil.rmtree(files, ignore_errors=True)
        env = {**os.environ, "SBK_EMBED": "0"}
        compiled = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", files]
        if all(
            subprocess.run([python, *call], env=env, capture_output=True, check=False).returncode == 0
            for call in (["-c", "import shiboken6"], compiled)
        ):
            stamp.write_text(digest, encoding="utf-8")
        else:
            shutil.rmtree(files, ignore_errors=True)


def follow(command: list[str], env: dict[str, str], lock: Path) -> str:
    """Run pip and show its progress; give its last words if it failed, nothing if it did not."""
    total = len(re.findall(r"^[A-Za-z0-9._-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    live = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns - 1
    seen, told = 0, 0
    lines: list[str] = []
    print(f"  {lock.stem}: {total} packages …", flush=True)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.rstrip())
            found = STEP.match(line)
            seen += bool(found)
            if found and live:
                print(f"\r  {lock.stem}: {seen} of {total}, {found[2]}".ljust(width)[:width], end="", flush=True)
            elif found and seen * 4 // max(total, 1) > told:
                told = seen * 4 // total
                print(f"  {lock.stem}: {seen} of {total}", flush=True)
            elif line.startswith("Installing collected"):
                unpacking = f"  {lock.stem}: all fetched, unpacking …"
                print(f"\r{unpacking}".ljust(width) if live else unpacking, flush=True)
    if process.returncode == 0:
        return ""
    return "\n".join(f"    {line}" for line in lines[-6:])


def link(python: Path, root: Path) -> None:
    """Let ``osone`` run from anywhere out of this tree: a path file and a command in the environment."""
    site = next(python.parent.parent.glob("[Ll]ib/**/site-packages"))
    path = site / "osone-tree.pth"
    if not path.exists() or path.read_text(encoding="utf-8") != f"{root}\n":
        path.write_text(f"{root}\n", encoding="utf-8")
    if os.name == "nt":
        command, text = python.parent / "osone.cmd", f'@"{python}" -m osone %*\r\n'
    else:
        command, text = python.parent / "osone", f'#!/bin/sh\nexec "{python}" -m osone "$@"\n'
    if not command.exists() or command.read_text(encoding="utf-8") != text:
        command.write_text(text, encoding="utf-8")
        command.chmod(0o755)
