"""An account taken away, with or without a fall in between: nothing of it is left, and all else is as it was."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.drafts import Block, Draft, DraftId, Recipients, Run, Stage
from osone.model.ids import AccountId
from osone.model.mail import Address
from osone.queries import search
from osone.store import (
    accounts,
    bodies,
    copies,
    drafts,
    erasing,
    files,
    forgetting,
    index,
    listing,
    messages,
    opening,
    removal,
    sending,
)
from osone.store.card import COPIES
from osone.store.files import Store
from osone.store.removal import AccountHeld
from osone.store.writing import Tx, transaction
from tests.store import world as worlds
from tests.store.world import KEY, NOW, World, hold, letter, listings, rows, send, tallies

DAY = "2026-03-02"
WORD = "Zanzibar"


class FellError(Exception):
    """The engine is killed here."""


def run(world: World, verb: str, **given: object) -> None:
    running.run(world.core, verb, given, by="person", now=NOW, registry=REGISTRY)


def remove(world: World, account: int, *, fall: int = -1, most: int = 2) -> None:
    """Take an account away, a few messages at a time; killed before piece ``fall`` where that is one."""
    raw, left = world.store.writer("raw"), fall

    def pause() -> int:
        nonlocal left
        hold(world.core)
        if left == 0:
            raise FellError
        left -= 1
        return most

    try:
        removal.remove(world.store, world.core, raw, account, DAY, pause)
    finally:
        raw.close()


def begin(world: World, account: int) -> None:
    with transaction(world.core) as tx:
        removal.begin(tx, account)


def written(account: int, words: str) -> dict[str, object]:
    draft = Draft(
        DraftId(0), AccountId(account), Address("Me", "me@there.example"), Recipients(), f"Subject of {words}",
        (Block((Run(words),)),), changed=1,
    )  # fmt: skip
    return drafts.row(draft)


def keep_bodies(world: World, some: Sequence[int]) -> None:
    raw = world.store.writer("raw")
    messages.keep_raw(raw, [(m, b"Subject: x\r\n\r\n" + WORD.encode(), WORD) for m in some], world.core)
    raw.close()


def fill(world: World, mine: int = 5, other: int = 3) -> None:
    """Letters of both accounts, some in one conversation with the other's, all with their bodies and in the index."""
    with transaction(world.core) as tx:
        here = send(
            tx, world.imap, world.folder(world.imap, "INBOX"),
            [letter(n, n, () if n % 3 else (100,)) for n in range(1, mine + 1)],
        )  # fmt: skip
        there = send(
            tx, world.local, world.folder(world.local, "INBOX"), [letter(100 + n, n + 1) for n in range(other)]
        )  # fmt: skip
    keep_bodies(world, [*here, *there])
    words, reader = world.store.writer("search"), world.store.reader()
    docs = index.waiting(reader)
    index.write(words, docs)
    with transaction(world.core) as tx:
        index.written(tx, docs)
    words.close()
    reader.close()


Seen = tuple[Any, ...]


def seen(world: World) -> Seen:
    """All that a person sees of mail, and what is kept of it."""
    reader = world.store.reader()
    kept = [
        reader.execute(query).fetchall()
        for query in (
            "SELECT id, account, thread FROM message ORDER BY id", "SELECT * FROM placement ORDER BY 1, 2",
            "SELECT message FROM raw.raw ORDER BY 1", "SELECT message FROM raw.words ORDER BY 1",
            "SELECT id FROM search.words_docsize ORDER BY 1", "SELECT id, kind FROM account ORDER BY 1",
            "SELECT id FROM folder ORDER BY 1",
        )
    ]  # fmt: skip
    reader.close()
    return (listings(world.core), rows(world.core), tallies(world.core), *kept)


def test_what_goes_is_counted_and_what_is_not_sent_yet_is_named(world: World) -> None:
    fill(world)
    with transaction(world.core) as tx:
        drafts.begin(tx, 1, written(world.imap, "one"))
        drafts.begin(tx, 2, written(world.imap, "two"))
        drafts.begin(tx, 3, written(world.local, "three"))
        sending.queue(tx, 2, 0, "2@x", None)
    run(world, "mail.archive", threads=[1, 2])
    reader = world.store.reader()
    assert removal.held(reader, world.imap) == AccountHeld(5, 1, ("Subject of two",), 2)
    assert removal.held(reader, world.local) == AccountHeld(3, 1, (), 0)
    reader.close()


def test_an_account_that_goes_is_in_no_list_at_once_and_nothing_leaves_by_it(world: World) -> None:
    with transaction(world.core) as tx:
        drafts.begin(tx, 1, written(world.imap, "one"))
        sending.queue(tx, 1, 0, "1@x", None)
    begin(world, world.imap)
    assert [one.id for one in accounts.every(world.core)] == [world.local]
    assert accounts.mine(world.core) == {"here@this.computer"}
    assert sending.on_the_way(world.core) == []


def listed(world: World) -> tuple[dict[int, set[int]], set[int], list[str]]:
    """The conversations of every list and of a search, and what is written, as the window asks for them."""
    reader = world.store.reader()
    boxes = [int(box) for (box,) in reader.execute("SELECT DISTINCT box FROM listing")]
    lists = {box: {thread for _newest, thread in listing.ids(reader, box)} for box in boxes}
    for box, (total, unread) in listing.counts(reader).items():
        assert (total, unread) == (len(lists.get(box, ())), len(listing.ids(reader, box, unread=True))), (
            "they are counted so"
        )
    for box, threads in lists.items():
        assert {-thread for _newest, thread in listing.places(reader, box)} == threads
        assert {row.id for row in listing.rows(reader, range(1, 20), box)} == threads
        assert set(listing.stand(reader, range(1, 20), box)) == threads
    found = {thread for _newest, thread in search.typed(reader, WORD, NOW)[0]}
    kept = [draft.subject for draft in drafts.every(reader, *Stage)]
    reader.close()
    return {box: threads for box, threads in lists.items() if threads}, found, kept


def test_its_mail_is_in_no_list_no_count_and_no_search_at_once(world: World) -> None:
    fill(world)
    with transaction(world.core) as tx:
        drafts.begin(tx, 1, written(world.imap, "one"))
        drafts.begin(tx, 2, written(world.local, "two"))
    before = listed(world)
    begin(world, world.imap)
    at_once = listed(world)
    assert at_once[1] < before[1]
    assert at_once[2] == ["Subject of two"]
    remove(world, world.imap)
    after = listed(world)
    assert at_once[1:] == after[1:]
    assert set().union(*at_once[0].values()) == set().union(*after[0].values())


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(fall=st.integers(0, 12), most=st.integers(1, 4), act=st.booleans())
def test_after_a_fall_anywhere_it_goes_on_and_ends_as_it_would_have(
    tmp_path_factory: pytest.TempPathFactory, fall: int, most: int, act: bool
) -> None:
    ended = []
    for falls in (-1, fall):
        world = worlds.make(tmp_path_factory.mktemp("profile") / "one")
        fill(world)
        if act:
            run(world, "mail.archive", threads=[1])
            run(world, "mail.star", threads=[2])
        begin(world, world.imap)
        try:
            remove(world, world.imap, fall=falls, most=most)
        except FellError:
            remove(world, world.imap, most=most)
        hold(world.core)
        for table in ("outbox", "to_index", "wanted", "withheld"):
            assert world.core.execute(f"SELECT count(*) FROM {table}").get == 0, table
        assert world.core.execute("SELECT count(*) FROM tombstone").get == 5, "their ids are used by no other message"
        ended.append(seen(world))
        world.close()
    assert ended[0] == ended[1]
    _lists, _rows, _tallies, kept, placed, bodies, words, indexed, accounts_left, folders = ended[0]
    assert {account for _id, account, _thread in kept} == {2}
    assert [len(part) for part in (kept, placed, bodies, words, indexed)] == [3] * 5
    assert accounts_left == [(2, "local")]
    assert len(folders) == len(worlds.FOLDERS)


def test_a_message_that_another_account_has_too_stays_there(world: World) -> None:
    with transaction(world.core) as tx:
        [message] = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(1, 1)])
        assert send(tx, world.local, world.folder(world.local, "House"), [letter(1, 7)]) == [message]
    begin(world, world.imap)
    remove(world, world.imap)
    hold(world.core)
    assert messages.account_of(world.core, message) == (world.local, "local")
    assert world.core.execute("SELECT folder FROM shown").fetchall() == [(world.folder(world.local, "House"),)]


def test_its_words_stand_nowhere_afterwards(world: World) -> None:
    fill(world)
    run(world, "account.label", account=world.imap, words=WORD)
    with transaction(world.core) as tx:
        for number in (1, 2):
            drafts.begin(tx, number, written(world.imap, WORD))
        drafts.begin(tx, 3, written(world.local, "other"))
    run(world, "draft.discard", drafts=[2])
    run(world, "draft.discard", drafts=[3])
    files.copy_core(world.store, "2026-03-01")
    begin(world, world.imap)
    remove(world, world.imap)
    hold(world.core)
    held = [world.core]
    for path in (world.store.folder / COPIES).glob("*.db"):
        held.append(Store(path.parent, KEY).writer(path.stem))
    assert len(held) == 2, "the copies of before are gone, and one of now is there"
    for connection in held:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in tables:
            assert WORD not in str(connection.execute(f"SELECT * FROM {name}").fetchall()), name
    held[1].close()
    run(world, "undo")
    assert [one.id for one in drafts.every(world.core, *Stage)] == [3], "what is another's comes back"


def test_by_words_nothing_goes_before_it_was_said_what_would(world: World) -> None:
    fill(world)
    said = running.run(
        world.core, "account.forget", {"account": world.imap}, by="person", now=NOW, registry=REGISTRY
    ).said
    assert said == (
        "This goes from this computer, for good: 5 messages and its password. Your mail stays on the server."
        " To go ahead, say it again with sure=yes."
    )
    assert len(accounts.every(world.core)) == 2
    run(world, "account.forget", account=world.imap, sure=True)
    assert [one.id for one in accounts.every(world.core)] == [world.local]
    assert world.core.execute("SELECT kind, arguments, state FROM errand").fetchall() == [
        ("remove", str(world.imap), "waiting")
    ]


def size(folder: Path) -> int:
    """Bytes of all that is in a profile."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_it_takes_little_room_beside_what_is_there(world: World) -> None:
    fill(world, mine=300)
    raw, chance = world.store.writer("raw"), Random(1)
    mine = [m for (m,) in world.core.execute("SELECT id FROM message WHERE account = ?", (world.imap,))]
    bodies.drop(raw, mine)
    for message in mine:
        messages.keep_raw(raw, [(message, chance.randbytes(40_000), "")], world.core)
    for file in (raw, world.core):
        opening.settle(file, 0)
    before, most = size(world.store.folder), 0
    begin(world, world.imap)

    def pause() -> int:
        nonlocal most
        most = max(most, size(world.store.folder))
        return 16

    removal.remove(world.store, world.core, raw, world.imap, DAY, pause)
    raw.close()
    assert before > 12_000_000
    assert most - before < before / 3
    assert size(world.store.folder) < before / 2


def test_where_there_is_room_for_few_messages_fewer_are_taken_at_a_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world)
    erase = erasing.erase
    pieces: list[int] = []

    def erase_or_not(tx: Tx, some: Sequence[int]) -> None:
        pieces.append(len(some))
        if len(some) > 1:
            raise apsw.FullError("database or disk is full")
        erase(tx, some)

    monkeypatch.setattr(erasing, "erase", erase_or_not)
    begin(world, world.imap)
    remove(world, world.imap, most=5)
    assert pieces == [5, 1, 2, 1, 2, 1, 2, 1, 1], "and more again, where that goes"
    assert world.core.execute("SELECT count(*) FROM message WHERE account = ?", (world.imap,)).get == 0


def test_copies_that_hold_what_goes_make_room_for_the_new_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(world)
    for day in ("2026-02-28", "2026-03-01"):
        files.copy_core(world.store, day)
    held = world.store.folder / COPIES

    def copy_or_not(store: Store, day: str) -> Path:
        if list(held.glob("*.db")):
            raise apsw.FullError("database or disk is full")
        return files.copy_core(store, day)

    monkeypatch.setattr(forgetting, "copy_core", copy_or_not)
    begin(world, world.imap)
    remove(world, world.imap)
    assert [copy.name for copy in held.glob("*.db")] == [f"core-{DAY}.db"]


def test_a_copy_that_found_no_room_leaves_nothing_of_itself(tmp_path: Path) -> None:
    core = apsw.Connection(str(tmp_path / "core.db"))
    core.execute("BEGIN")  # within which no copy is made
    with pytest.raises(apsw.SQLError):
        copies.daily(core, tmp_path, KEY, DAY, keep=3)
    assert list((tmp_path / COPIES).iterdir()) == []
