"""The log of a process: what is written of faults, and its silence on a full disk."""

import errno
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.app.profile import log


class Full(io.TextIOWrapper):
    """A file on a disk without room."""

    def write(self, words: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        if isinstance(handler, log.QuietLog):
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


def begun(folder: Path) -> log.QuietLog:
    log.begin(folder, "shell")
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, log.QuietLog)
    return handler


def test_a_full_disk_keeps_the_log_silent_and_it_goes_on_once_there_is_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = begun(tmp_path)
    room, handler.stream = handler.stream, Full(io.BytesIO())
    for n in range(30):
        logging.getLogger("osone").error("fault %s", n)
    assert capsys.readouterr().err == ""
    handler.stream = room
    logging.getLogger("osone").error("room again")
    assert (tmp_path / "log" / "shell.log").read_text().endswith("room again\n")


def test_a_line_that_is_wrong_itself_is_not_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun(tmp_path)
    logging.getLogger("osone").error("%s and %s", "one")
    assert "Logging error" in capsys.readouterr().err


def test_a_log_is_turned_over_before_it_grows_and_two_older_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "LARGEST", 1)
    begun(tmp_path)
    for word in ("one", "two", "three", "four"):
        logging.getLogger("osone").error(word)
    kept = {file.name: file.read_text().rpartition(" ")[2].strip() for file in (tmp_path / "log").iterdir()}
    assert kept == {"shell.log": "four", "shell.log.1": "three", "shell.log.2": "two"}


class Filling(io.TextIOWrapper):
    """A file that took some words, and can't put them onto the disk."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_log_that_ends_on_a_full_disk_lets_another_begin(tmp_path: Path) -> None:
    handler = begun(tmp_path)
    assert handler.stream is not None
    handler.stream.close()
    handler.stream = Filling(io.BytesIO())
    following = begun(tmp_path)
    logging.getLogger("osone").error("goes on")
    assert following is not handler
    assert (tmp_path / "log" / "shell.log").read_text().endswith("goes on\n")
