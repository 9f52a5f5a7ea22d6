"""What is the person's alone: nobody else enters the profile's folder, nobody else holds its locks."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from osone.host import own
from osone.host.environment import PASSPHRASE

TAKES = f"""
import subprocess, sys
from pathlib import Path
from osone.host import environment
print(environment.take({PASSPHRASE!r}))
child = subprocess.run([sys.executable, "-c", "import os; print(dict(os.environ))"], capture_output=True, text=True)
shown = Path("/proc/self/environ")
print(shown.read_bytes() if shown.exists() else b"", child.stdout)
"""


@contextmanager
def masked(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mask", [0, 0o002, 0o022, 0o077, 0o277, 0o777])
def test_a_folder_is_its_owners_alone_whatever_the_umask_is(tmp_path: Path, mask: int) -> None:
    with masked(mask):
        assert mode(own.folder(tmp_path / "profile")) == own.MINE


def test_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert mode(own.folder(tmp_path)) == own.MINE


def test_a_folder_for_everybody_stays_one(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    assert mode(own.folder(tmp_path)) == 0o1777


def test_a_lock_can_be_opened_by_its_owner_alone(tmp_path: Path) -> None:
    lock = tmp_path / "profile.lock"
    lock.touch()
    lock.chmod(0o666)
    with masked(0), own.held(lock), own.held(tmp_path / "new.lock"):
        assert [mode(lock), mode(tmp_path / "new.lock")] == [0o600, 0o600]


def test_a_passphrase_that_was_taken_is_seen_neither_by_children_nor_by_who_looks_at_the_process() -> None:
    secret = "the lamp at nine"
    told = subprocess.run(
        [sys.executable, "-c", TAKES],
        env={**os.environ, PASSPHRASE: secret},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    taken, _line, seen = told.partition("\n")
    assert taken == secret
    assert secret not in seen
    assert "PATH" in seen
