"""The index made anew: after a step of its schema, after it was lost, and while other mail waits to be indexed."""

import asyncio
import contextlib
from pathlib import Path

import pytest

from osone.model.errors import StoreError
from osone.store import damage as damages
from osone.store import files, index, messages, schema, search
from osone.store.card import CARD
from osone.store.files import Store
from osone.store.opening import PAGES
from osone.store.writing import transaction
from osone.sync import engine, recovery
from osone.sync.indexing import index_all
from osone.sync.working import Pace
from tests.store import world as worlds
from tests.store.held import hold_open
from tests.store.world import KEY, letter

INDEXED = 5


def all_indexed(store: Store) -> None:
    assert index_all(store, Pace(), lambda _what: None, once=True) > 0


def found(store: Store, match: str) -> int:
    reader = store.reader()
    try:
        return len(search.newest(reader, match))
    finally:
        reader.close()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile of letters that are indexed, and one that came afterwards and waits."""
    world = worlds.make(tmp_path / "profile")
    inbox, raw = world.folder(world.imap, "INBOX"), world.store.writer("raw")
    with transaction(world.core) as tx:
        first = worlds.send(tx, world.imap, inbox, [letter(n, n) for n in range(1, INDEXED + 1)])
    messages.keep_raw(raw, [(m, b"Subject: x\r\n\r\nthe lamps", "the lamps") for m in first], world.core)
    all_indexed(world.store)
    with transaction(world.core) as tx:
        worlds.send(tx, world.imap, inbox, [letter(INDEXED + 1, INDEXED + 1)])
    raw.close()
    world.core.close()
    return world.store.folder


def as_it_was(folder: Path, version: int) -> None:
    """Take the index and its card back to an earlier version of its schema."""
    words = Store(folder, KEY).writer("search")
    rows = words.execute("SELECT rowid FROM words").fetchall()
    for (table,) in words.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'").fetchall():
        words.execute(f"DROP TABLE {table}")
    for step in schema.MIGRATIONS["search"][:version]:
        schema.take(words, step)
    words.executemany(
        "INSERT INTO words (rowid, subject, sender, recipients, body) VALUES (?, 'an older index', '', '', '')", rows
    )
    words.pragma("user_version", version)
    words.close()
    card = CARD
    newest = f'"search": {len(schema.MIGRATIONS["search"])}'
    text = (folder / card).read_text()
    assert newest in text
    (folder / card).write_text(text.replace(newest, f'"search": {version}'))


@pytest.mark.parametrize("version", range(1, len(schema.MIGRATIONS["search"])))
def test_an_index_of_an_earlier_version_is_made_again_whole_once_the_others_have_left(
    profile: Path, version: int
) -> None:
    with hold_open(profile, "polite") as child:
        as_it_was(profile, version)
        assert found(Store(profile, KEY), "older") == INDEXED
        store = files.open_store(profile, KEY, patience_s=15)
        assert child.stdout is not None
        assert child.stdout.read() == "left\n"
    assert store.notes == ()
    all_indexed(store)
    assert found(store, "older") == 0
    assert found(store, "lamps") == INDEXED
    assert found(store, "about") == INDEXED + 1


def test_an_empty_index_is_made_again_though_a_message_waits(profile: Path) -> None:
    store = Store(profile, KEY)
    reader, words = store.reader(), store.writer("search")
    words.execute("INSERT INTO words (words) VALUES ('delete-all')")
    assert len(index.waiting(reader)) == 1
    reader.close()
    words.close()
    all_indexed(store)
    assert found(store, "about") == INDEXED + 1


def test_an_index_that_holds_something_is_not_made_again(profile: Path) -> None:
    store = Store(profile, KEY)
    assert index_all(store, Pace(), lambda _what: None, once=True) == 1
    assert index_all(store, Pace(), lambda _what: None, once=True) == 0


def test_room_that_the_index_no_longer_needs_is_given_back(profile: Path) -> None:
    store = Store(profile, KEY)
    words = store.writer("search")
    text = " ".join(f"word{n}" for n in range(60_000))
    index.write(words, [index.Doc(n, 1, "", "", "", f"{n} {text}") for n in range(1, 9)])
    words.execute("INSERT INTO words (words) VALUES ('delete-all')")
    full = words.pragma("page_count")
    index_all(store, Pace(), lambda _what: None, once=True)
    assert words.pragma("page_count") < full / 2
    assert words.pragma("freelist_count") * 3 < words.pragma("page_count")
    words.close()


def damage(folder: Path) -> None:
    """Spoil every page of the index but the first, as a disk does."""
    store = Store(folder, KEY)
    words = store.writer("search")
    words.pragma("wal_checkpoint", "truncate")
    words.close()
    page = PAGES["search"]
    spoilt = bytearray(store.path("search").read_bytes())
    for start in range(page, len(spoilt), page):
        spoilt[start + 200 : start + 700] = bytes(500)
    store.path("search").write_bytes(spoilt)


@pytest.mark.parametrize("ended", ["well", "in a fall"])
def test_an_index_with_damaged_pages_is_set_aside_and_made_again(profile: Path, ended: str) -> None:
    store = Store(profile, KEY)
    damage(profile)
    if ended == "well":
        recovery.end(store)
    with contextlib.nullcontext() if ended == "well" else pytest.raises(StoreError, match="search index is damaged"):
        asyncio.run(engine.run(store, lambda _account: None, None, {}))
    (note,) = files.open_store(profile, KEY).notes
    assert note.startswith("search.db was damaged. It was moved to search-set-aside-")
    assert files.open_store(profile, KEY).notes == ()
    all_indexed(store)
    assert found(store, "lamps") == INDEXED
    assert found(store, "about") == INDEXED + 1


def test_an_index_that_is_whole_is_not_set_aside_for_another_files_damage(profile: Path) -> None:
    assert damages.look(profile, KEY) == []
    assert files.open_store(profile, KEY).notes == ()
