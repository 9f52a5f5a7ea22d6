"""Damaged pages: the copy of core is offered and never forced, and what can be read of raw is saved."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from osone.app.notices import trouble
from osone.store import damage, files, messages, settings, values
from osone.store.damage import DamagedError
from osone.store.files import Store
from osone.store.opening import PAGES, connect
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import KEY, letter

COUNT = 60
HEAD = b"Subject: About the lamps\r\n\r\n"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with the name Amy, a copy of it, the name Bea after that, and letters with bodies; closed."""
    world = worlds.make(tmp_path / "profile")
    with transaction(world.core) as tx:
        settings.put(tx, "person.name", "Amy")
        ids = worlds.send(
            tx, world.imap, world.folder(world.imap, "INBOX"), [letter(n, n) for n in range(1, COUNT + 1)]
        )
    raw = world.store.writer("raw")
    bodies = [(i, HEAD + Random(i).randbytes(9_000), "words") for i in ids]
    messages.keep_raw(raw, bodies, world.core, dict.fromkeys(ids, "plan.pdf"))
    files.copy_core(world.store, "2026-03-01")
    with transaction(world.core) as tx:
        settings.put(tx, "person.name", "Bea")
    for connection in (raw, world.core):
        connection.pragma("wal_checkpoint", "truncate")
        connection.close()
    return world.store.folder


def spoil(folder: Path, name: str, pages: Iterable[int]) -> None:
    """Spoil pages of a file, the first of which is 1, as a disk does."""
    size, path = PAGES.get(name, 4096), folder / f"{name}.db"
    whole = bytearray(path.read_bytes())
    for page in pages:
        whole[(page - 1) * size + 200 : (page - 1) * size + 700] = bytes(500)
    path.write_bytes(whole)


def spoil_table(folder: Path, table: str) -> None:
    """Spoil the page of ``core`` that a table begins with, and have the next who opens it look."""
    core = Store(folder, KEY).writer()
    page = core.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).get
    core.pragma("wal_checkpoint", "truncate")
    core.close()
    spoil(folder, "core", [int(str(page))])
    damage.doubt(folder)


def name_of(folder: Path) -> object:
    core = Store(folder, KEY).writer()
    try:
        return settings.get(core, "person.name")
    finally:
        core.close()


def damaged(profile: Path) -> DamagedError:
    with pytest.raises(DamagedError) as met:
        files.open_store(profile, KEY)
    return met.value


def test_a_damaged_core_is_opened_no_further_until_a_person_says_what_becomes_of_it(profile: Path) -> None:
    spoil_table(profile, "message")
    for _ in range(2):
        error = damaged(profile)
        assert "whole copy from 1 March 2026" in error.remedy
        assert trouble.ways(error) == (trouble.COPY, trouble.AS_IT_IS, trouble.QUIT)
    assert not list(profile.glob("core-set-aside-*"))


def test_the_copy_that_was_chosen_takes_the_place_of_the_damaged_file_which_is_kept(profile: Path) -> None:
    spoil_table(profile, "message")
    damaged(profile)
    trouble.settle(profile, trouble.COPY)
    moved, restored = files.open_store(profile, KEY).notes
    assert moved.startswith("core.db was damaged. It was moved to core-set-aside-")
    assert restored == "The copy from 1 March 2026 was restored."
    assert name_of(profile) == "Amy"
    (aside,) = profile.glob("core-set-aside-*.db")
    kept = connect(aside, KEY)
    assert settings.get(kept, "person.name") == "Bea"
    kept.close()
    assert files.open_store(profile, KEY).notes == ()


def test_a_choice_that_was_made_once_holds_for_that_damage_alone(profile: Path) -> None:
    spoil_table(profile, "message")
    damaged(profile)
    trouble.settle(profile, trouble.COPY)
    files.open_store(profile, KEY)
    spoil_table(profile, "message")
    damaged(profile)


def test_who_opens_it_as_it_is_goes_on_with_what_can_be_read(profile: Path) -> None:
    spoil_table(profile, "event")
    damaged(profile)
    trouble.settle(profile, trouble.AS_IT_IS)
    assert files.open_store(profile, KEY).notes == ()
    assert name_of(profile) == "Bea"


def test_without_a_copy_the_ways_are_to_go_on_or_to_start_over(profile: Path) -> None:
    for copy in (profile / "copies").iterdir():
        copy.unlink()
    spoil_table(profile, "message")
    assert trouble.ways(damaged(profile)) == (trouble.AS_IT_IS, trouble.ANEW, trouble.QUIT)


def test_of_damaged_mail_everything_is_saved_that_can_be_read(profile: Path) -> None:
    spoil(profile, "raw", range(8, 12))
    assert damage.look(profile, KEY) == ["raw"]
    store = files.open_store(profile, KEY)
    moved, lost = store.notes
    assert moved.startswith("raw.db was damaged. It was moved to raw-set-aside-")
    reader = store.reader()
    there = [messages.raw(reader, i) for i in values.numbers(reader, "SELECT id FROM message")]
    reader.close()
    missing = there.count(None)
    assert 0 < missing < 20
    assert lost == f"{missing} messages in it could not be saved."
    assert all(body is None or body.startswith(HEAD) for body in there)
    assert files.open_store(profile, KEY).notes == ()


def test_a_doubt_that_proves_wrong_changes_nothing(profile: Path) -> None:
    damage.doubt(profile)
    assert files.open_store(profile, KEY).notes == ()
    assert name_of(profile) == "Bea"
    assert not list(profile.glob("*-set-aside-*"))
    assert not damage.doubted(profile)
