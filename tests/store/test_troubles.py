"""Trouble with the disk, as a person is told of it."""

import contextlib
import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import apsw
import pytest

from osone.model.errors import StoreError
from osone.store import files, leaving
from osone.store.troubles import is_full, named
from tests.store.world import KEY


def test_a_full_disk_is_called_that(tmp_path: Path) -> None:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE t (words TEXT)")
    connection.pragma("max_page_count", 2)
    with pytest.raises(apsw.FullError) as fell:
        connection.execute("INSERT INTO t VALUES (randomblob(100000))")
    assert str(named(fell.value, tmp_path)) == "The disk is full, so that couldn't be saved."


def test_a_file_that_is_no_store_and_one_that_is_read_only_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(apsw.NotADBError) as damaged:
        apsw.Connection(str(file)).execute("SELECT * FROM sqlite_master")
    assert "damaged" in str(named(damaged.value, tmp_path))
    good = tmp_path / "good"
    apsw.Connection(str(good)).execute("CREATE TABLE t (words TEXT)")
    only = apsw.Connection(str(good), flags=apsw.SQLITE_OPEN_READONLY)
    with pytest.raises(apsw.ReadOnlyError) as closed:
        only.execute("INSERT INTO t VALUES ('a')")
    assert "can't be written to" in str(named(closed.value, tmp_path))


def test_what_only_the_store_understands_is_kept_from_the_person(tmp_path: Path) -> None:
    assert str(named(apsw.Error("something odd."), tmp_path)) == "That couldn't be saved."


def test_want_of_room_is_known_under_all_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = apsw.IOError("disk I/O error"), apsw.CantOpenError("unable to open database file")
    assert is_full(apsw.FullError("database or disk is full"), tmp_path)
    assert is_full(OSError(errno.ENOSPC, "No space left on device"), tmp_path)
    assert is_full(OSError(errno.EDQUOT, "Disk quota exceeded"), tmp_path)
    assert not is_full(OSError(errno.ECONNRESET, "Connection reset by peer"), tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    assert all(is_full(error, tmp_path) for error in unsure)
    assert all(str(named(error, tmp_path)) == "The disk is full, so that couldn't be saved." for error in unsure)
    assert not is_full(ValueError("a mistake"), tmp_path), "a fault of the program's stays one on a full disk too"
    monkeypatch.undo()
    assert not any(is_full(error, tmp_path / "gone") for error in unsure)


@pytest.mark.parametrize("open_elsewhere", [True, False])
def test_a_file_that_has_no_room_to_open_sends_nobody_away(
    profile: Path, monkeypatch: pytest.MonkeyPatch, open_elsewhere: bool
) -> None:
    def fail(*_: object) -> None:
        raise apsw.IOError("disk I/O error")

    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    asked: list[Path] = []
    monkeypatch.setattr(Path, "touch", lambda file: asked.append(file))
    monkeypatch.setattr(files, "connect", fail)
    with contextlib.ExitStack() as held:
        if open_elsewhere:
            held.enter_context(files.shared(profile))
        with pytest.raises(StoreError, match="The disk is full, so OS One can't open") as said:
            files.open_store(profile, KEY)
    assert "Free some disk space" in said.value.remedy
    assert not asked
    assert not leaving.asked(profile)
