"""A session bus and a keyring for a bare machine: run a command where its secrets have a place to be kept.

A desktop has both, and then the command runs as it is. Elsewhere a bus of our own is started for the command, and on
it a keyring of our own, kept in ``~/.local/share/osone-keyring`` and opened with a passphrase: typed by the person, or
kept in a file that only they can read. Linux only; macOS and Windows always have a keyring.
"""

import getpass
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

INSIDE = "OSONE_OWN_BUS"
"""Set in the environment of what runs on a bus of our own."""

SERVICE = "org.freedesktop.secrets"


def has_bus() -> bool:
    """Whether a session bus is there to be asked."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())


def asked(whom: str, *message: str) -> str:
    """Give the bus's reply to one message, or nothing where there is no bus or no reply within five seconds."""
    ask = shutil.which("dbus-send")
    if ask is None or not has_bus():
        return ""
    call = [ask, "--session", "--print-reply", "--reply-timeout=5000", f"--dest={whom}", *message]
    return subprocess.run(call, capture_output=True, text=True, check=False).stdout


def bus_knows(question: str) -> bool:
    """Ask the session bus for a list of names, and whether the keyring is among them."""
    return f'"{SERVICE}"' in asked("org.freedesktop.DBus", "/org/freedesktop/DBus", f"org.freedesktop.DBus.{question}")


def is_open() -> bool:
    """Whether the keyring on the bus is unlocked: one that is not waits for a prompt that nobody sees."""
    what = ("org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection", "string:Locked")
    # A name nobody holds must not be spoken to: the bus would start a keyring on another folder to answer.
    return bus_knows("ListNames") and "boolean false" in asked(
        SERVICE, "/org/freedesktop/secrets/collection/login", *what
    )


def has_keyring() -> bool:
    """Whether a keyring answers on the session bus.

    One that could be started does not count where no desktop would unlock it: it would wait for a prompt that
    nobody sees.
    """
    if not sys.platform.startswith("linux"):
        return True
    desktop = bool(os.environ.get("XDG_CURRENT_DESKTOP"))
    return bus_knows("ListNames") or (desktop and bus_knows("ListActivatableNames"))


def folder() -> Path:
    """Give the folder of our own keyring, made so that only this person can look in."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    path = Path(base) / "osone-keyring"
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def passphrase(at: Path) -> str:
    """Give what opens our keyring: what the person types, or what a file of theirs alone keeps.

    The first time, a person at a terminal chooses between the two by typing a passphrase or only Enter.
    """
    kept = at / "passphrase"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    known = any((at / "keyrings").glob("*.keyring")) if (at / "keyrings").exists() else False
    if known and sys.stdin.isatty():
        return getpass.getpass("The passphrase of OS One's keyring: ")
    if sys.stdin.isatty():
        print("This machine has no keyring, so OS One brings one of its own for its passwords and keys.")
        typed = getpass.getpass(f"Choose a passphrase for it, or press Enter to keep one in {kept}: ")
        if typed:
            return typed
    else:
        print(
            f"This machine has no keyring: OS One brings its own, opened by {kept}, which only you can read.",
            flush=True,
        )
    made = secrets.token_urlsafe(32)
    descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(made)
    return made


def unlock() -> subprocess.Popen[bytes]:
    """Start our keyring on the bus we are on and unlock it.

    Raises:
        RuntimeError: it did not come up, or the passphrase was wrong.
    """
    at = folder()
    word = passphrase(at)
    # Our own folder for the keyring alone: the command keeps the person's.
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "XDG_DATA_HOME": str(at)},
    )
    assert daemon.stdin is not None
    daemon.stdin.write(word.encode())
    daemon.stdin.close()
    until = time.monotonic() + 30
    while daemon.poll() is None and time.monotonic() < until:
        if is_open():
            return daemon
        if bus_knows("ListNames"):
            # It is up and still locked: a moment more, then the passphrase was wrong.
            until = min(until, time.monotonic() + 4)
        time.sleep(0.05)
    daemon.kill()
    daemon.wait()
    raise RuntimeError("OS One's own keyring did not open; was that its passphrase?")


def run(command: Sequence[str]) -> int:
    """Run a command where there is a keyring, bringing one if need be; give the command's status.

    Where none can be brought the command runs without, and says so itself: it keeps its key for that session only.
    """
    if has_keyring():
        return subprocess.run(command, check=False).returncode
    if shutil.which("gnome-keyring-daemon") is None or shutil.which("dbus-run-session") is None:
        print("No keyring could be brought: OS One will keep its key for this session only.", flush=True)
        return subprocess.run(command, check=False).returncode
    if not has_bus() and INSIDE not in os.environ:
        again = ["dbus-run-session", "--", sys.executable, str(Path(__file__).resolve()), *command]
        return subprocess.run(again, check=False, env={**os.environ, INSIDE: "1"}).returncode
    try:
        daemon = unlock()
    except RuntimeError as error:
        print(f"{error} OS One will keep its key for this session only.", flush=True)
        # Off the bus, so that nothing starts a locked keyring there and waits for its prompt.
        alone = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
        return subprocess.run(command, check=False, env=alone).returncode
    try:
        return subprocess.run(command, check=False).returncode
    finally:
        daemon.terminate()
        daemon.wait()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
