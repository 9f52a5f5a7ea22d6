"""A profile with a damaged page, met by whoever reads it: a sentence, and the index is made again."""

from pathlib import Path

import apsw
import pytest

from osone.app.profile import profile
from osone.model.errors import StoreError
from osone.store.files import Store

PHRASE = "the lamp at seven"
READ = "SELECT count(*) FROM search.words_docsize"


def spoil(store: Store, name: str) -> None:
    """Spoil all of a file but its first page, as a disk does."""
    writer = store.writer(name)
    writer.pragma("wal_checkpoint", "truncate")
    page = int(writer.pragma("page_size"))
    writer.close()
    whole = store.path(name).read_bytes()
    store.path(name).write_bytes(whole[:page] + bytes(byte ^ 0x5A for byte in whole[page:]))


def test_who_meets_a_damaged_index_is_told_so_and_finds_it_made_again(tmp_path: Path) -> None:
    with profile.opened(tmp_path, "command", passphrase=PHRASE) as opened:
        spoil(opened.store, "search")
    with (
        pytest.raises(StoreError, match="The search index is damaged"),
        profile.opened(tmp_path, "command", passphrase=PHRASE) as opened,
    ):
        opened.store.reader().execute(READ).fetchall()
    with profile.opened(tmp_path, "command", passphrase=PHRASE) as opened:
        assert len(opened.store.notes) == 1
        assert opened.store.reader().execute(READ).fetchall() == [(0,)]


def test_who_meets_damage_elsewhere_is_told_so_and_nothing_is_set_aside(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be read: a page is malformed"):  # noqa: SIM117 - the profile is what raises
        with profile.opened(tmp_path, "command", passphrase=PHRASE):
            raise apsw.CorruptError("a page is malformed")
    with profile.opened(tmp_path, "command", passphrase=PHRASE) as opened:
        assert opened.store.notes == ()
