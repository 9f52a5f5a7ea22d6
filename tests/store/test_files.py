"""The files of a profile: keys, copies, files that are broken, emptied or foreign, and bodies."""

import errno
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from osone.model.change import Topic
from osone.model.errors import StoreError
from osone.model.mail import Role
from osone.store import accounts, arrivals, card, files, index, messages, settings
from osone.store.arrivals import Arrival
from osone.store.files import LostKeyError, Store
from osone.store.writing import Tx, transaction
from tests.store import world as worlds
from tests.store.world import KEY, bytes_of, letter

PDF = b"%PDF-1.7\n" + b"not a store at all\n" * 500


def kept(folder: Path, key: bytes = KEY) -> object:
    core = Store(folder, key).writer()
    try:
        return settings.get(core, "person.name")
    finally:
        core.close()


def test_the_key_is_never_in_what_a_store_says_of_itself(profile: Path) -> None:
    store = files.open_store(profile, KEY)
    for text in (repr(store), str(store), f"{store}", repr([store])):
        assert KEY.hex() not in text
        assert repr(KEY) not in text
    assert KEY.hex() not in (profile / card.CARD).read_text()


def test_nothing_in_the_files_can_be_read_without_the_key(profile: Path) -> None:
    for name in files.FILES:
        data = (profile / f"{name}.db").read_bytes()
        # Long enough that random bytes do not spell them by chance.
        for words in (b"SQLite format 3", b"CREATE TABLE", b"Ben Okri", b"Words of 1", b"person.name"):
            assert words not in data, name


def test_a_wrong_key_is_told_as_a_lost_key_and_touches_nothing(profile: Path) -> None:
    before = bytes_of(profile)
    with pytest.raises(LostKeyError, match="doesn't open this profile") as caught:
        files.open_store(profile, bytes(32))
    assert caught.value.remedy
    assert bytes_of(profile) == before


def test_a_wrong_key_without_the_card_touches_nothing_either(profile: Path) -> None:
    (profile / card.CARD).unlink()
    before = bytes_of(profile)
    with pytest.raises(LostKeyError):
        files.open_store(profile, bytes(32))
    assert bytes_of(profile) == before


def test_a_wrong_key_without_card_and_core_does_not_set_the_mail_aside(profile: Path) -> None:
    (profile / card.CARD).unlink()
    (profile / "core.db").unlink()
    before = bytes_of(profile)
    with pytest.raises(LostKeyError):
        files.open_store(profile, bytes(32))
    assert (profile / "raw.db").read_bytes() == before["raw.db"]


def test_a_lost_card_is_written_again_with_the_right_key(profile: Path) -> None:
    (profile / card.CARD).write_text("{ torn")
    assert files.open_store(profile, KEY).notes == ()
    assert card.read_card(profile) is not None
    assert kept(profile) == "Amy"


@pytest.mark.parametrize("name", files.FILES)
@pytest.mark.parametrize("what", ["pdf", "first page", "cut short"])
def test_a_broken_or_foreign_file_is_set_aside_whole_and_the_rest_goes_on(profile: Path, name: str, what: str) -> None:
    path = profile / f"{name}.db"
    whole = path.read_bytes()
    path.write_bytes(PDF if what == "pdf" else b"\x00" * 4096 + whole[4096:] if what == "first page" else whole[:100])
    broken = path.read_bytes()
    store = files.open_store(profile, KEY)
    assert len(store.notes) == 1
    assert path.name in store.notes[0]
    [aside] = profile.glob(f"{name}-set-aside-*.db")
    assert aside.read_bytes() == broken
    assert files.open_store(profile, KEY).notes == ()
    for other in files.FILES:
        store.writer(other).close()
    if name != "core":
        assert kept(profile) == "Amy"


def test_two_broken_files_within_a_second_are_both_kept(profile: Path) -> None:
    for n in range(3):
        (profile / "search.db").write_bytes(PDF + bytes([n]))
        files.open_store(profile, KEY)
    assert len({p.read_bytes() for p in profile.glob("search-set-aside-*.db")}) == 3


def test_a_broken_core_is_replaced_by_its_newest_copy_that_opens(profile: Path) -> None:
    store = files.open_store(profile, KEY)
    files.copy_core(store, "2026-03-01")
    files.copy_core(store, "2026-03-02")
    assert max((profile / "copies").glob("core-*.db")).name == "core-2026-03-02.db"
    (profile / "copies" / "core-2026-03-02.db").write_bytes(PDF)
    (profile / "core.db").write_bytes(PDF)
    store = files.open_store(profile, KEY)
    assert "The copy from 1 March 2026 was restored." in store.notes
    assert kept(profile) == "Amy"


def test_a_core_that_is_gone_comes_back_from_its_copy(profile: Path) -> None:
    files.copy_core(files.open_store(profile, KEY), "2026-03-01")
    (profile / "core.db").unlink()
    assert "was missing" in files.open_store(profile, KEY).notes[0]
    assert kept(profile) == "Amy"


@pytest.mark.parametrize("name", ["core", "raw"])
def test_a_file_that_was_emptied_is_told_of_and_what_is_left_of_it_is_kept(profile: Path, name: str) -> None:
    (profile / f"{name}.db").write_bytes(b"")
    (profile / f"{name}.db-wal").write_bytes(b"what was written last")
    store = files.open_store(profile, KEY)
    assert store.notes == (f"{name}.db was missing, and there was no copy of it.",)
    assert [p.read_bytes() for p in profile.glob(f"{name}-set-aside-*.db-wal")] == [b"what was written last"]
    assert files.open_store(profile, KEY).notes == ()
    store.reader().close()


def test_an_emptied_core_comes_back_from_its_copy(profile: Path) -> None:
    files.copy_core(files.open_store(profile, KEY), "2026-03-01")
    (profile / "core.db").write_bytes(b"")
    assert "The copy from 1 March 2026 was restored." in files.open_store(profile, KEY).notes
    assert kept(profile) == "Amy"


def test_an_emptied_index_is_made_again_without_a_word(profile: Path) -> None:
    (profile / "search.db").write_bytes(b"")
    store = files.open_store(profile, KEY)
    assert store.notes == ()
    core = store.writer()
    assert index.left(core) == 1
    core.close()


def rename_person(profile: Path, name: str) -> None:
    core = Store(profile, KEY).writer()
    with transaction(core) as tx:
        settings.put(tx, "person.name", name)
        tx.changed(Topic.SETTING)
    core.close()


def test_the_copy_that_holds_the_most_is_the_newest_whatever_its_day(profile: Path) -> None:
    store = files.open_store(profile, KEY)
    files.copy_core(store, "2031-01-01")  # a clock that was wrong for a while
    for day, name in (("2026-03-01", "Bea"), ("2026-03-02", "Cleo"), ("2026-03-03", "Dora")):
        rename_person(profile, name)
        files.copy_core(store, day)
    kept_days = sorted(copy.name for copy in (profile / "copies").glob("core-*.db"))
    assert kept_days == [f"core-2026-03-0{n}.db" for n in (1, 2, 3)]
    files.copy_core(store, "2025-01-01")
    rename_person(profile, "Eve")
    files.copy_core(store, "2024-01-01")
    (profile / "core.db").write_bytes(PDF)
    assert "The copy from 1 January 2024 was restored." in files.open_store(profile, KEY).notes
    assert kept(profile) == "Eve"


def test_a_copy_that_has_no_room_is_told_of_and_tried_again(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.copy_core(files.open_store(profile, KEY), "2026-03-01")
    (profile / "core.db").unlink()

    def full(_copy: Path, part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("osone.store.copies.shutil.copyfile", full)
        with pytest.raises(StoreError, match="can't be restored from its copy: No space left") as caught:
            files.open_store(profile, KEY)
    assert caught.value.remedy
    assert not list(profile.glob("*.part"))
    files.open_store(profile, KEY)
    assert kept(profile) == "Amy"


def test_copies_stay_encrypted_and_only_the_newest_few_are_kept(profile: Path) -> None:
    store = files.open_store(profile, KEY)
    for day in range(1, 6):
        files.copy_core(store, f"2026-03-0{day}", keep=3)
    names = sorted(p.name for p in (profile / "copies").glob("core-*.db"))
    assert names == ["core-2026-03-03.db", "core-2026-03-04.db", "core-2026-03-05.db"]
    assert b"CREATE TABLE" not in (profile / "copies" / names[0]).read_bytes()
    with pytest.raises(apsw.NotADBError):
        apsw.Connection(str(profile / "copies" / names[0])).execute("SELECT * FROM sqlite_master").fetchall()


def test_after_core_was_lost_no_message_gets_an_id_whose_body_is_of_another(profile: Path) -> None:
    (profile / "core.db").write_bytes(PDF)
    store = files.open_store(profile, KEY)
    core, reader = store.writer(), store.reader()
    with transaction(core) as tx:
        account = accounts.add(tx, "imap", "me@there.example", "There", {})
        inbox = accounts.folder(tx, account, "INBOX", Role.INBOX, "Inbox")
        # Another letter of the same second as the one whose body is in raw.
        [message] = worlds.send(tx, account, inbox, [_like(1, "another")])
    assert messages.raw(reader, message) is None
    assert messages.some(reader, [message])[0].has_body is False
    reader.close()
    core.close()


def _like(n: int, name: str) -> Arrival:
    return replace(letter(n, 9), identity=worlds.number(name))


def test_a_body_kept_for_a_message_that_vanished_is_never_shown_for_the_one_that_got_its_id(tmp_path: Path) -> None:
    world = worlds.make(tmp_path / "profile")
    inbox = world.folder(world.imap, "INBOX")
    raw = world.store.writer("raw")
    world.core.execute("BEGIN IMMEDIATE")
    with_id = arrivals.add(Tx(world.core), world.imap, inbox, [letter(1, 1)])[0]
    messages.keep_raw(raw, [(with_id, b"Subject: 1\r\n\r\nfirst", "first")], world.core)
    world.core.execute("ROLLBACK")  # the power went, and core's last transactions with it
    with transaction(world.core) as tx:
        [again] = worlds.send(tx, world.imap, inbox, [_like(1, "another")])
    assert again == with_id
    reader = world.store.reader()
    assert messages.raw(reader, again) is None
    assert messages.plain(reader, again) is None
    assert not messages.some(reader, [again])[0].has_body
    assert index.waiting(reader)[0].body == ""
    messages.keep_raw(raw, [(again, b"Subject: 1\r\n\r\nsecond", "second")], world.core)
    assert messages.raw(reader, again) == b"Subject: 1\r\n\r\nsecond"
    assert messages.plain(reader, again) == "second"
    for connection in (reader, raw, world.core):
        connection.close()


def test_a_body_that_is_here_is_never_rewritten(world: worlds.World) -> None:
    with transaction(world.core) as tx:
        [message] = worlds.send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(1, 1)])
    raw, reader = world.store.writer("raw"), world.store.reader()
    messages.keep_raw(raw, [(message, b"first", "first")], world.core)
    messages.keep_raw(raw, [(message, b"other", "other")], world.core)
    messages.keep_raw(raw, [(message, b"third", "third")])
    assert messages.raw(reader, message) == b"first"
    raw.close()
    reader.close()
