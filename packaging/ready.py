"""Make this machine ready for OS One and start what was asked for; every word of the Makefile comes here.

``python3 packaging/ready.py WORD [ARGUMENTS]``, with the WORD ``core``, ``all``, ``check``, ``test``, ``bench`` or
``bundle`` to make ready, and ``run`` to make ready and open OS One. Standard library only, quick the second time, on
any system with Python 3.11 or newer. What a person must do by hand is printed as one line to run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this is the one file that an older Python is asked to read
    sys.exit(f"OS One needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.11 run")

import environment
import libraries
import session

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("voices", "ears")
MIND = "mind"
"""The small model that no one is talked to with: tests start it, and a bundle carries it."""


def say(line: str) -> None:
    """Print one line now: what follows may take a while."""
    print(line, flush=True)


def has_display() -> bool:
    """Whether a window could be seen."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def core(*locks: str) -> Path:
    """Bring the system libraries, the environment and its first packages; give its Python."""
    wanted = libraries.WINDOWLESS + (libraries.WINDOW if has_display() else ())
    libraries.bring(wanted, "Drawing the window")
    letters(gently=True)
    python = environment.make(ROOT / ".venv")
    for lock in locks or ("core",):
        environment.fill(python, ROOT / "requirements" / f"{lock}.lock")
    environment.unfold(python)
    environment.link(python, ROOT)
    return python


def letters(*, gently: bool) -> None:
    """Bring fonts for every script. ``gently`` goes on without them and says how to have them."""
    try:
        libraries.bring(libraries.LETTERS, "Writing every script")
    except libraries.MissingError as error:
        if not gently:
            raise
        say(str(error))


def rest(python: Path, gently: bool, mind: bool = False) -> None:
    """Download voices and ears, and with ``mind`` the small model that tests start.

    ``gently`` goes on without what this machine cannot have and says so; else that is an EnvironmentError.
    """
    try:
        libraries.bring(libraries.CHILDREN, "Speaking and thinking")
    except libraries.MissingError as error:
        if not gently:
            raise
        say(str(error))
    for lock, what in ((("mind", "the built-in model"),) if mind else ()) + (("voice", "voices and ears"),):
        reason = environment.cannot(lock)
        try:
            if reason:
                raise environment.FailedError(reason)
            environment.fill(python, ROOT / "requirements" / f"{lock}.lock")
        except environment.FailedError as error:
            if not gently:
                raise
            say(f"OS One goes on without {what}: {error}")
    # npm knows only its own certificates: where a machine names others for all, they count for it too.
    own = next((os.environ[name] for name in ("SSL_CERT_FILE", "PIP_CERT") if name in os.environ), None)
    env = {**({"NODE_EXTRA_CA_CERTS": own} if own else {}), **os.environ}
    for part in PARTS + ((MIND,) if mind else ()):
        told = subprocess.run([python, ROOT / "packaging" / "parts.py", part], check=False, cwd=ROOT, env=env)
        if told.returncode and not gently:
            raise environment.FailedError(f"The {part} could not be brought; the lines above say why.")


def keep_keyring() -> None:
    """See that a keyring can be had on a bare machine; without one OS One says what it does instead."""
    if session.has_keyring():
        return
    try:
        libraries.bring(libraries.KEYRING, "Keeping passwords safe")
    except libraries.MissingError as error:
        say(str(error))


def pictures() -> list[Path]:
    """Give the pictures of the last tour, oldest first."""
    return sorted((ROOT / "pictures").rglob("*.png"), key=lambda path: (path.stat().st_mtime, path.name))


def tour(python: Path, arguments: list[str]) -> int:
    """Let OS One show itself without a display, and say where the pictures are."""
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    os.environ.update({name: value for name, value in offscreen.items() if name not in os.environ})
    status = session.run([str(python), "-m", "osone", "tour", *arguments])
    found = pictures()
    if found:
        say(f"{len(found)} pictures in {ROOT / 'pictures'}, from {found[0].name} to {found[-1].name}.")
    return status


def run(arguments: list[str]) -> int:
    """Open OS One as soon as its core is here, the rest following behind; without a display, make pictures of it."""
    python = core()
    keep_keyring()
    if not has_display():
        say("There is no display here, so OS One takes pictures of itself instead of opening a window.")
        rest(python, gently=True)
        # What was said to the window says nothing to the tour.
        return tour(python, [])
    behind = subprocess.Popen([sys.executable, __file__, "rest"], cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        status = session.run([str(python), "-m", "osone", *arguments])
        if behind.poll() is None:
            say("Voices and ears are still downloading. Press Ctrl+C to finish them next time.")
        behind.wait()
    finally:
        if behind.poll() is None:
            behind.terminate()
            behind.wait()
    return status


def test() -> Path:
    """Bring what the tests need: every package, every part, and the servers that tests start."""
    libraries.bring(libraries.WINDOWLESS + libraries.WINDOW + libraries.REAL_PARTS, "Testing")
    letters(gently=False)
    python = core("core", "dev")
    rest(python, gently=False, mind=True)
    return python


def bench() -> None:
    """Bring what the benchmarks need: all of the tests', and the programs they compare with."""
    libraries.bring(libraries.PEERS, "Comparing")
    test()


def bundle() -> None:
    """Bring an environment that holds what ships and the packer, and nothing else."""
    libraries.bring(libraries.WINDOWLESS + libraries.WINDOW + libraries.BUNDLE, "Packing")
    python = environment.make(ROOT / ".build" / "bundle-venv")
    for lock in ("core", "voice", "mind", "bundle"):
        environment.fill(python, ROOT / "requirements" / f"{lock}.lock")
    environment.unfold(python)


def main(arguments: list[str]) -> int:
    """Do one word; 0 when ready, the status of OS One for ``run``, 1 with a sentence when something is missing."""
    word, *others = arguments or ["core"]
    ready = {
        "core": lambda: core(),
        "all": lambda: rest(core(), gently=True, mind=True),
        "rest": lambda: rest(environment.make(ROOT / ".venv"), gently=True),
        "check": lambda: core("core", "dev"),
        "test": test,
        "bench": bench,
        "bundle": bundle,
    }
    try:
        if word == "run":
            return run(others)
        if word == "tour":
            python = core()
            rest(python, gently=True)
            return tour(python, others)
        if word not in ready:
            say(f"{word} is not one of: run, tour, {', '.join(ready)}.")
            return 2
        ready[word]()
    except (libraries.MissingError, environment.FailedError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\nStopped. What was brought so far stays; the next run goes on from there.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
