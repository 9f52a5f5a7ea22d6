"""However often it is started there is one window of a profile, nobody else can look into it, and Ctrl-C ends it."""

import os
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from osone.host.child import command

TOGETHER = 3


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Several windows of one new profile, started at once under an umask that hides nothing."""
    ours = {**os.environ, "OSONE_PASSPHRASE": "the lamp at six", "QT_QPA_PLATFORM": "offscreen"}
    ours.pop("DBUS_SESSION_BUS_ADDRESS", None)
    words = command("--profile", str(tmp_path / "profile"))
    with (tmp_path / "said").open("w") as said:
        all_of_them = [
            subprocess.Popen(words, env=ours, stdout=said, stderr=said, cwd=Path.cwd(), umask=0)
            for _n in range(TOGETHER)
        ]
        try:
            yield all_of_them
        finally:
            for one in all_of_them:
                one.kill()
                one.wait()


def until(holds: Callable[[], object], what: str) -> None:
    ends = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < ends, what
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_several_starts_at_once_are_one_private_window_and_a_signal_ends_it(
    started: list["subprocess.Popen[bytes]"], tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "profile"
    until(lambda: sum(one.poll() is None for one in started) == 1, "all but one have gone")
    until((folder / "engine.json").exists, "the one has its engine")
    assert [one.poll() for one in started if one.poll() is not None] == [0] * (TOGETHER - 1)
    assert (tmp_path / "said").read_text() == ""
    for place in (folder, folder / "log", folder / "copies"):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700, place
    assert {stat.S_IMODE(lock.stat().st_mode) for lock in folder.glob("*.lock")} == {0o600}
    (window,) = (one for one in started if one.poll() is None)
    window.send_signal(number)
    assert window.wait(30) == 0
    assert not (folder / "engine.json").exists()
    assert (tmp_path / "said").read_text() == ""
