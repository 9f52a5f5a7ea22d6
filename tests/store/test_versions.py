"""A store of the version before, taken on: its wishes, its large command, its undo, a kill within, and who holds it."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.errors import StoreError
from osone.store import files, journal, outbox, schema
from osone.store.card import CARD
from osone.store.files import Store
from tests.parts.wishes import counts
from tests.store import earlier
from tests.store.held import hold_open
from tests.store.world import KEY, NOW, hold, shown_now, snapshot

WISHES = (
    "SELECT id, kind, noun_id, value, source, flags, replaces, state, hold_until, tries, next_try, error FROM outbox"
)
FIRST = 435200000000
"""The id of the first letter; each of the others came a minute later."""
DYING = """
import os, signal, sys
from pathlib import Path
from osone.model.errors import StoreError
from osone.store import files, schema
def half(connection):
    done, _, rest = schema.CORE_4.partition("DROP TABLE outbox_3;")
    connection.execute(done)
    # Written through to the log, as SQLite does by itself where a step is larger than its cache.
    connection.cache_flush()
    print(connection.execute("SELECT count(*) FROM outbox").get, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
files.MIGRATIONS = {**schema.MIGRATIONS, "core": (*schema.MIGRATIONS["core"][:3], half)}
files.open_store(Path(sys.argv[1]), bytes(range(32)))
"""


def message(n: int) -> int:
    return FIRST + n * 60 * 256


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return earlier.second(tmp_path / "profile")


@pytest.fixture
def core(second: Path) -> Iterator[apsw.Connection]:
    """The store of the second version, opened by this one."""
    connection = files.open_store(second, KEY).writer()
    yield connection
    connection.close()


def run(core: apsw.Connection, verb: str, **given: object) -> str:
    return running.run(core, verb, given, by="person", now=NOW, registry=REGISTRY).said


def at(version: int, folder: Path) -> apsw.Connection:
    core = Store(folder, KEY).writer()
    assert core.pragma("user_version") == version
    return core


def test_wishes_in_every_state_are_carried_over_and_show_what_they_showed(second: Path) -> None:
    before = at(2, second)
    shown = shown_now(before)
    lists = before.execute("SELECT * FROM listing ORDER BY 1, 2, 3").fetchall()
    before.close()
    core = files.open_store(second, KEY).writer()
    assert core.execute(f"{WISHES} ORDER BY id").fetchall() == [
        (1, "mail.flag", message(0), 1, 0, 4, 0, "waiting", 0, 0, 0, ""),
        (2, "mail.move", message(1), 2, 1, 0, 0, "leaving", 0, 1, 0, ""),
        (3, "mail.move", message(2), 4, 1, 0, 0, "doubtful", 0, 1, 0, ""),
        (4, "mail.move", message(3), 2, 1, 1, 0, "done", 0, 1, 0, ""),
        (5, "mail.flag", message(4), 1, 0, 1, 0, "doubtful", 0, 1, 0, ""),
        (6, "mail.flag", message(5), 0, 0, 1, 0, "waiting", 1772500000, 0, 0, ""),
        (7, "mail.move", message(6), 2, 1, 0, 0, "waiting", 0, 0, 1772500600, "NO [SERVERBUG] later"),
        (8, "mail.expunge", message(7), 0, 1, 0, 0, "waiting", 0, 0, 0, ""),
        (9, "mail.flag", message(8), 1, 0, 2, 1, "waiting", 0, 0, 0, ""),
    ]
    assert shown_now(core) == shown
    assert core.execute("SELECT * FROM listing ORDER BY 1, 2, 3").fetchall() == lists
    hold(core)
    noted = {w.id: w.uidnext for w in outbox.of_account(core, 1, "leaving", "doubtful", "done")}
    assert noted == {2: 40, 3: 40, 4: 40, 5: None}
    assert [w.id for w in outbox.ready(core, 1, 0)] == [1, 8, 9]
    assert [w.id for w in outbox.ready(core, 1, 1772500600)] == [1, 6, 7, 8, 9]
    core.close()


def test_no_id_of_the_outbox_is_given_again(core: apsw.Connection) -> None:
    run(core, "mail.star", threads=[core.execute("SELECT thread FROM message WHERE id = ?", (message(10),)).get])
    assert core.execute("SELECT max(id) FROM outbox").get == 11  # the tenth was struck before


def test_a_large_command_that_was_half_done_goes_on_and_is_taken_back_whole(core: apsw.Connection) -> None:
    here = "SELECT count(*) FROM shown s JOIN folder f ON f.id = s.folder WHERE f.account = 2 AND f.path = ?"
    assert (core.execute(here, ("Trash",)).get, core.execute(here, ("INBOX",)).get) == (4, 12)
    while running.go_on(core, now=NOW):
        pass
    assert (core.execute(here, ("Trash",)).get, core.execute(here, ("INBOX",)).get) == (16, 0)
    hold(core)
    run(core, "undo")
    assert (core.execute(here, ("Trash",)).get, core.execute(here, ("INBOX",)).get) == (0, 16)
    hold(core)


def test_what_was_done_before_is_taken_back_and_what_was_taken_back_is_done_again(core: apsw.Connection) -> None:
    while running.go_on(core, now=NOW):
        pass
    said = run(core, "redo")
    assert "left alone" not in said
    assert counts(core)["waiting"] == 6
    states = [snapshot(core)]
    while journal.last_done(core) is not None:
        run(core, "undo")
        hold(core)
        states.append(snapshot(core))
    assert core.execute("SELECT count(*) FROM task").get == 0
    assert core.execute("SELECT count(*) FROM event").get == 0
    assert run(core, "undo") == "Nothing to undo."
    # What waited is struck; what had left has its opposite behind it.
    kinds = core.execute("SELECT kind, noun_id FROM outbox WHERE state = 'waiting' AND journal IS NOT NULL ORDER BY id")
    assert kinds.fetchall() == [("mail.flag", message(4)), *[("mail.move", message(n)) for n in (3, 2, 1)]]
    for state in reversed(states[:-1]):
        run(core, "redo")
        hold(core)
        assert snapshot(core) == state


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed as only POSIX does")
def test_a_kill_within_the_step_leaves_the_version_before_and_the_next_start_takes_it_on(second: Path) -> None:
    before = at(2, second)
    rows = before.execute("SELECT * FROM outbox ORDER BY id").fetchall()
    before.close()
    killed = subprocess.run(
        [sys.executable, "-c", DYING, str(second)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd(), check=False
    )
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "9\n")
    core = at(3, second)  # the steps before it are whole
    assert core.execute("SELECT * FROM outbox ORDER BY id").fetchall() == rows
    core.close()
    store = files.open_store(second, KEY)
    assert store.notes == ()
    core = store.writer()
    assert core.pragma("user_version") == len(schema.MIGRATIONS["core"])
    assert len(core.execute(WISHES).fetchall()) == len(rows)
    hold(core)
    core.close()


def test_who_holds_the_store_of_the_version_before_is_asked_to_leave(second: Path) -> None:
    with hold_open(second, "polite", "core", "2") as child:
        core = files.open_store(second, KEY, patience_s=15).writer()
        assert core.pragma("user_version") == len(schema.MIGRATIONS["core"])
        assert child.wait(10) == 0
        hold(core)
        core.close()


def test_who_does_not_leave_keeps_the_version_before(second: Path) -> None:
    with hold_open(second, "stubborn", "core", "2") as child:
        with pytest.raises(files.InUseError, match="another OS One has it open"):
            files.open_store(second, KEY, patience_s=0.3)
        at(2, second).close()
        child.kill()


def copies(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "copies").glob("*.db"))


def test_core_is_copied_before_a_step_beside_the_daily_copies(second: Path) -> None:
    store = files.open_store(second, KEY)
    [kept] = copies(second)
    assert kept.startswith("version-2-")
    for day in range(1, 6):
        files.copy_core(store, f"2026-03-0{day}", keep=3)
    assert copies(second) == ["core-2026-03-03.db", "core-2026-03-04.db", "core-2026-03-05.db", kept]
    (second / "copies" / kept).rename(second / "core.db")
    at(2, second).close()


def test_the_copy_from_before_a_step_serves_where_there_is_no_newer_one_and_is_taken_on(second: Path) -> None:
    files.open_store(second, KEY)
    (second / "core.db").write_bytes(b"%PDF-1.7\n" * 900)
    store = files.open_store(second, KEY)
    assert "was restored" in store.notes[-1]
    core = store.writer()
    assert len(core.execute(WISHES).fetchall()) == 9
    hold(core)
    core.close()


def test_only_the_version_before_is_kept(second: Path) -> None:
    (second / "copies").mkdir()
    (second / "copies" / "version-1-2026-01-01.db").touch()
    files.open_store(second, KEY)
    assert [name[:10] for name in copies(second)] == ["version-2-"]


def test_without_room_for_the_copy_nothing_is_changed(second: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_core: apsw.Connection, _target: Path) -> None:
        raise apsw.FullError

    monkeypatch.setattr("osone.store.copies._copy", full)
    with pytest.raises(StoreError, match="no room"):
        files.open_store(second, KEY)
    at(2, second).close()
    monkeypatch.undo()
    assert files.open_store(second, KEY).notes == ()


def test_who_waited_while_a_newer_version_took_the_store_on_does_not_open_it(second: Path) -> None:
    files.open_store(second, KEY)
    card = json.loads((second / CARD).read_text())
    card["versions"]["core"] += 1
    (second / CARD).write_text(json.dumps(card))
    with pytest.raises(files.NewerStoreError), files.shared(second):
        pass
