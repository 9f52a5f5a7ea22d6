"""A profile that an older version wrote, and processes that meet at the door of one."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import apsw
import pytest

from osone.store import card, files, leaving, locks, schema, settings
from osone.store.files import NewerStoreError, Store
from tests.store.held import HOLDER, hold_open
from tests.store.world import KEY, bytes_of


def test_a_store_of_a_newer_version_is_left_alone(profile: Path) -> None:
    store = files.open_store(profile, KEY)
    raw = store.writer("raw")
    raw.pragma("user_version", 9)
    raw.pragma("wal_checkpoint", "truncate")
    raw.close()
    (profile / card.CARD).unlink()
    with pytest.raises(NewerStoreError, match="newer OS One"):
        files.open_store(profile, KEY)
    newer = {"check": card.key_check(KEY), "versions": {"core": 900, "raw": 1, "search": 1}}
    (profile / card.CARD).write_text(json.dumps(newer))
    before = bytes_of(profile)
    with pytest.raises(NewerStoreError, match="newer OS One"):
        files.open_store(profile, KEY)
    assert bytes_of(profile) == before


def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version to come: core gains a column and a table."""
    step = "ALTER TABLE task ADD COLUMN colour TEXT NOT NULL DEFAULT 'ink'; CREATE TABLE shelf (id INTEGER PRIMARY KEY)"
    steps = {**schema.MIGRATIONS, "core": (*schema.MIGRATIONS["core"], step)}
    monkeypatch.setattr(files, "MIGRATIONS", steps)


def test_every_step_from_the_version_before_keeps_what_is_there(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two_steps(monkeypatch)
    store = files.open_store(profile, KEY)
    core = store.writer()
    assert core.pragma("user_version") == len(schema.MIGRATIONS["core"]) + 1
    assert settings.get(core, "person.name") == "Amy"
    core.execute("INSERT INTO shelf DEFAULT VALUES")
    found = card.read_card(profile)
    assert found is not None
    assert found["versions"] == {name: len(steps) + (name == "core") for name, steps in schema.MIGRATIONS.items()}
    core.close()


def test_a_migration_that_fails_leaves_the_version_before(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {
        **schema.MIGRATIONS,
        "core": (*schema.MIGRATIONS["core"], "CREATE TABLE shelf (id); SELECT * FROM nowhere"),
    }
    monkeypatch.setattr(files, "MIGRATIONS", broken)
    with pytest.raises(apsw.SQLError):
        files.open_store(profile, KEY)
    monkeypatch.undo()
    assert files.open_store(profile, KEY).notes == ()
    core = Store(profile, KEY).writer()
    assert core.pragma("user_version") == len(schema.MIGRATIONS["core"])
    assert not core.execute("SELECT 1 FROM sqlite_master WHERE name = 'shelf'").fetchall()
    core.close()


def test_a_process_that_has_the_store_open_is_asked_to_leave_before_it_is_migrated(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hold_open(profile, "polite") as child:
        two_steps(monkeypatch)
        store = files.open_store(profile, KEY, patience_s=15)
        core = store.writer()
        assert settings.get(core, "companion.name") == "said before leaving"
        assert core.pragma("user_version") == len(schema.MIGRATIONS["core"]) + 1
        core.close()
        assert child.stdout is not None
        assert child.stdout.read() == "left\n"
    assert not leaving.asked(profile)


STEPS = [(name, n) for name, steps in schema.MIGRATIONS.items() for n in range(1, len(steps))]


@pytest.mark.parametrize(("name", "before"), STEPS, ids=[f"{name} from {n}" for name, n in STEPS])
def test_each_version_of_each_file_is_taken_on_from_a_process_that_has_it_open(
    name: str, before: int, tmp_path: Path
) -> None:
    with hold_open(tmp_path / "older", "polite", name, str(before)) as child:
        store = files.open_store(tmp_path / "older", KEY, patience_s=15)
        assert store.writer(name).pragma("user_version") == len(schema.MIGRATIONS[name])
        core = store.writer()
        assert settings.get(core, "companion.name") == "said before leaving"
        core.close()
        assert child.stdout is not None
        assert child.stdout.read() == "left\n"
    assert store.notes == ()


def test_a_process_that_does_not_leave_keeps_its_store(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with hold_open(profile, "stubborn") as child:
        two_steps(monkeypatch)
        with pytest.raises(files.InUseError, match="another OS One has it open"):
            files.open_store(profile, KEY, patience_s=0.3)
        assert Store(profile, KEY).writer().pragma("user_version") == len(schema.MIGRATIONS["core"])
        child.kill()
    assert not leaving.asked(profile)


def test_a_request_left_behind_by_a_process_that_died_asks_nobody_to_leave(profile: Path) -> None:
    leave = profile / leaving.LEAVE
    leave.touch()
    assert leaving.asked(profile)
    old = time.time() - 60
    os.utime(leave, (old, old))
    assert not leaving.asked(profile)


def test_processes_that_open_a_new_profile_together_all_get_it(tmp_path: Path) -> None:
    code = HOLDER.replace("time.monotonic() + 20", "time.monotonic() + 0.5")
    folder = tmp_path / "new"
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), "stubborn"], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [c.communicate(timeout=30)[0] for c in children] == ["here\nleft\n"] * 3


def test_one_who_comes_while_another_only_looks_waits_a_moment(profile: Path) -> None:
    with (profile / "profile.lock").open("a") as file:
        assert locks.take(file)
        looked = threading.Timer(0.1, locks.release, [file])
        looked.start()
        with files.shared(profile):
            looked.join()


def test_no_one_opens_a_store_that_is_being_migrated(profile: Path) -> None:
    with (profile / "profile.lock").open("a") as file:
        assert locks.take(file)
        with pytest.raises(files.InUseError, match="is updating this profile"), files.shared(profile, patience_s=0.1):
            pass
        locks.release(file)
    with files.shared(profile), files.shared(profile):
        pass
