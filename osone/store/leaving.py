"""Asking every process to close the store, so that one can have it alone: who asks, who hears it, and who waits."""

import time
from pathlib import Path

from osone.store.locks import AGAIN_S

LEAVE = "leave"
"""A file whose appearance asks every process to close the store, so that a migration can have it alone."""
ASKING_S = 3.0
"""Whoever waits asks again all the time; an older request was left behind by a process that died."""


def asked(folder: Path) -> bool:
    """Say whether another process wants the store alone. Looked at with every pulse."""
    try:
        return abs(time.time() - (folder / LEAVE).stat().st_mtime) < ASKING_S
    except OSError:
        return False


def wait_for_turn(folder: Path, patience_s: float) -> None:
    """Having left, wait until who asked for it has the store alone and is done, or ``patience_s`` are over."""
    until = time.monotonic() + patience_s
    while asked(folder) and time.monotonic() < until:
        time.sleep(AGAIN_S)
