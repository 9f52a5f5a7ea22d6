"""The system libraries that OS One needs on Debian and Ubuntu: which are missing, and installing them where we may."""

import os
import shutil
import subprocess
import sys
import time

LETTERS = ("fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji", "fonts-dejavu-core")
"""Letters that the typeface lacks: every script that people write mail in, Chinese, Japanese and Korean, emoji in
colour, and code and signs of mathematics; 79 MB. They are under the SIL Open Font License, DejaVu under its own."""

WINDOWLESS = ("libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0")
"""What Qt needs even to draw into a picture."""

WINDOW = (
    *("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-xfixes0", "libxcb-xkb1", "libx11-xcb1", "libwayland-cursor0"),
)
"""What Qt needs for a window on X11 and Wayland."""

TRUST = ("ca-certificates",)
"""Whom servers are trusted by: Debian keeps them apart from the library that asks."""

CHILDREN = ("libgomp1",)
"""What the voices, the ears and the starter mind load in their processes."""

KEYRING = ("dbus", "gnome-keyring")
"""A session bus and a keyring, for a machine that has neither."""

REAL_PARTS = (
    *KEYRING,
    *("dovecot-imapd", "xvfb", "xauth", "xdotool", "libgl1-mesa-dri", "libxkbcommon-x11-0", "at-spi2-core"),
)
"""What the tests start: an IMAP server, a keyring, a screen, a hand on its keyboard and the bus of screen readers."""

PEERS = ("maildir-utils", "notmuch", "isync", "dovecot-imapd")
"""What the benchmarks compare with."""

BUNDLE = ("binutils", "dpkg-dev|dpkg")
"""What building the packaged program reads libraries and packs with."""


LOCK = "Could not get lock"
"""What apt says, in its own English, where another program holds one of its locks."""
LOCKED_S = 600
LOOK_AGAIN_S = 1.0


class MissingError(Exception):
    """Something has to be installed by hand; the text says what and the one line that does it."""


def installed() -> set[str]:
    """Give the names of all installed packages, and of what they stand in for (``libglib2.0-0t64`` is both)."""
    form = "${db:Status-Abbrev}\t${Package}\t${Provides}\n"
    told = subprocess.run(["dpkg-query", "-W", "-f", form], capture_output=True, text=True, check=True).stdout
    names: set[str] = set()
    for line in told.splitlines():
        status, name, provides = line.split("\t")
        if status.startswith("ii"):
            names.add(name)
            names.update(part.split()[0] for part in provides.split(",") if part.strip())
    return names


def missing(wanted: tuple[str, ...], present: set[str]) -> list[str]:
    """Name the packages of ``wanted`` that are absent; ``a|b`` is satisfied by either and asks for the first."""
    absent = [choice.split("|") for choice in wanted]
    return list(dict.fromkeys(names[0] for names in absent if present.isdisjoint(names)))


def prefix() -> list[str] | None:
    """Give what has to stand before ``apt-get``: nothing for root, ``sudo -n`` where it asks nothing, else None."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def apt(before: list[str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``apt-get``, once whoever else installs has ended; after ten minutes of that give what it says.

    apt waits by itself for the lock of its database, and not for those of its lists and its archive.
    """
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", "apt-get", "-qq"]
    until = time.monotonic() + LOCKED_S
    waits = False
    while True:
        told = subprocess.run(
            [*before, *quiet, "-o", f"DPkg::Lock::Timeout={LOCKED_S}", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if not told.returncode or LOCK not in told.stdout or time.monotonic() > until:
            return told
        if not waits:
            print("Another program is installing packages; this waits for it …", flush=True)
            waits = True
        time.sleep(LOOK_AGAIN_S)


def bring(wanted: tuple[str, ...], why: str) -> None:
    """Install what is missing of ``wanted``, or raise MissingError with the line to run.

    Nothing is asked of a system without dpkg: there the person's own package tool knows the names.
    """
    if not sys.platform.startswith("linux") or shutil.which("dpkg-query") is None:
        return
    absent = missing(wanted, installed())
    if not absent:
        return
    line = f"sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {' '.join(absent)}'"
    before = prefix()
    if before is None or shutil.which("apt-get") is None:
        raise MissingError(f"{why} needs {len(absent)} system packages. Please run:\n\n  {line}\n")
    print(f"System packages for {why[0].lower()}{why[1:]}: {' '.join(absent)} …", flush=True)
    # Without fresh lists an install on a bare machine always fails.
    apt(before, "update")
    told = apt(before, "install", "-y", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *absent)
    if told.returncode:
        tail = "\n".join(told.stdout.splitlines()[-8:])
        raise MissingError(f"{tail}\n{why}: the system packages could not be installed. Please run:\n\n  {line}\n")
