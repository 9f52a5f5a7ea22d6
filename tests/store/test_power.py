"""What a power cut leaves: the write-ahead logs cut at random places, and the index after any crash."""

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import apsw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osone.model.ids import MessageId
from osone.store import card, files, index, messages, search
from osone.store.arrivals import Arrival
from osone.store.files import FILES, Store
from osone.store.shown import refresh
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import KEY, World, hold

NEWSLETTERS = 24
CUTS = 60


def mail(n: int) -> Arrival:
    """Letter ``n``, four of them in each second so that their ids depend on the order in which they come."""
    one = worlds.letter(n, n + 1, (n - n % 3,))
    date = worlds.START + n // 4
    return replace(one, header=one.header._replace(date=date, subject=f"subject{n}x"), received=date)


def body(n: int) -> tuple[bytes, str]:
    return f"Subject: subject{n}x\r\n\r\nbody{n}x".encode(), f"body{n}x"


@dataclass(frozen=True)
class Engine:
    """The connections of an engine."""

    core: apsw.Connection
    raw: apsw.Connection
    search: apsw.Connection
    reader: apsw.Connection

    def close(self) -> None:
        for connection in (self.reader, self.core, self.raw, self.search):
            connection.close()


def engine(store: Store) -> Engine:
    return Engine(store.writer(), store.writer("raw"), store.writer("search"), store.reader())


def number_of(core: apsw.Connection, message: int) -> int:
    subject = str(core.execute("SELECT subject FROM message WHERE id = ?", (message,)).get)
    return int(subject.removeprefix("subject").removesuffix("x"))


def bring_headers(one: Engine, folder: int, account: int, numbers: Sequence[int]) -> None:
    with transaction(one.core) as tx:
        worlds.send(tx, account, folder, [mail(n) for n in numbers])


def bring_bodies(one: Engine, count: int) -> bool:
    """Raw first, then core, as the engine does it."""
    missing = [
        int(str(m))
        for (m,) in one.reader.execute("SELECT id FROM message m").fetchall()
        if messages.raw(one.reader, int(str(m))) is None
    ][:count]
    if missing:
        numbers = {m: number_of(one.core, m) for m in missing}
        messages.keep_raw(one.raw, [(m, *body(n)) for m, n in numbers.items()], one.core)
        with transaction(one.core) as tx:
            messages.describe(tx, [(m, body(n)[1], False, "person", "") for m, n in numbers.items()])
            refresh(tx, missing)
    return bool(missing)


def index_some(one: Engine, count: int, *, strike: bool = True) -> bool:
    docs = index.waiting(one.reader, count)
    if docs:
        index.write(one.search, docs)
        if strike:
            with transaction(one.core) as tx:
                index.written(tx, docs)
    return bool(docs)


def finish(one: Engine, world: World) -> None:
    """The next run: the server tells everything again in another order, then bodies and index catch up."""
    numbers = list(range(NEWSLETTERS))
    random.Random(7).shuffle(numbers)
    bring_headers(one, world.folder(world.imap, "INBOX"), world.imap, numbers)
    while bring_bodies(one, 10) or index_some(one, 10):
        pass


def whole(one: Engine) -> None:
    """Everything is here, once, and found."""
    ids = [int(str(i)) for (i,) in one.core.execute("SELECT id FROM message ORDER BY id").fetchall()]
    assert sorted(number_of(one.core, i) for i in ids) == list(range(NEWSLETTERS))
    for i in ids:
        n = number_of(one.core, i)
        assert messages.raw(one.reader, i) == body(n)[0]
        known = set(ids)
        assert [h for h in search.newest(one.reader, f"subject{n}x") if h in known] == [i]
        assert [h for h in search.newest(one.reader, f"body{n}x") if h in known] == [i]


def sizes(store: Store) -> dict[str, int]:
    return {name: store.path(name).with_name(f"{name}.db-wal").stat().st_size for name in FILES}


def test_wherever_the_logs_are_cut_nothing_is_lost_nothing_comes_twice_and_search_catches_up(tmp_path: Path) -> None:
    world = worlds.make(tmp_path / "profile")
    for name in FILES:
        connection = world.store.writer(name)
        connection.pragma("wal_checkpoint", "truncate")
        connection.close()
    one = engine(world.store)
    inbox = world.folder(world.imap, "INBOX")
    moments: list[tuple[dict[str, int], int]] = []
    synced = 0
    chance = random.Random(3)
    coming = list(range(NEWSLETTERS))
    while coming or chance.random() < 0.9:
        match chance.randrange(3):
            case 0:
                part, coming = coming[:4], coming[4:]
                bring_headers(one, inbox, world.imap, part)
            case 1:
                bring_bodies(one, 3)
            case _:
                docs = index.waiting(one.reader, 5)
                index.write(one.search, docs)
                synced = sizes(world.store)["search"]  # the one log that is waited for
                moments.append((sizes(world.store), synced))
                with transaction(one.core) as tx:
                    index.written(tx, docs)
        moments.append((sizes(world.store), synced))
    lost = 0
    for cut in range(CUTS):
        at, safe = chance.choice(moments)
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        for name in FILES:
            shutil.copyfile(world.store.path(name), folder / f"{name}.db")
            log = world.store.path(name).with_name(f"{name}.db-wal").read_bytes()
            low = safe if name == "search" else 0
            (folder / f"{name}.db-wal").write_bytes(log[: chance.randint(low, at[name])])
        shutil.copyfile(world.store.folder / card.CARD, folder / card.CARD)
        store = files.open_store(folder, KEY)
        assert store.notes == ()
        again = engine(store)
        hold(again.core)
        ids = [int(str(i)) for (i,) in again.core.execute("SELECT id FROM message").fetchall()]
        lost += len(ids) < NEWSLETTERS
        pending = {int(str(m)) for (m,) in again.core.execute("SELECT message FROM to_index").fetchall()}
        here = {m.id: m.has_body for m in messages.some(again.reader, ids)}
        for i in ids:
            n = number_of(again.core, i)
            assert here[MessageId(i)] == (messages.raw(again.reader, i) is not None)
            assert messages.raw(again.reader, i) in (None, body(n)[0])
            assert i in pending or i in search.newest(again.reader, f"subject{n}x")
        finish(again, world)
        hold(again.core)
        whole(again)
        again.close()
        shutil.rmtree(folder)
    assert lost > CUTS // 10  # the cuts did cut
    one.close()
    world.close()


STEPS = st.lists(
    st.tuples(st.sampled_from(("headers", "bodies", "index", "killed", "merge")), st.integers(1, 6)), max_size=20
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_an_index_made_from_scratch_is_the_index_as_it_grew(
    template: Path, tmp_path: Path, steps: list[tuple[str, int]]
) -> None:
    folder = tmp_path / "grown"
    shutil.rmtree(folder, ignore_errors=True)
    world = worlds.copied(template, folder)
    one = engine(world.store)
    coming = list(range(NEWSLETTERS))
    for what, count in steps:
        if what == "headers":
            part, coming = coming[:count], coming[count:]
            bring_headers(one, world.folder(world.imap, "INBOX"), world.imap, part)
        elif what == "bodies":
            bring_bodies(one, count)
        elif what == "merge":
            index.merge(one.search)
        else:
            index_some(one, count, strike=what == "index")
    finish(one, world)
    grown = words(one.search)
    one.search.execute("DELETE FROM words")
    with transaction(one.core) as tx:
        index.rebuild(tx)
    while index_some(one, 7):
        pass
    assert words(one.search) == grown
    whole(one)
    one.close()
    world.close()


def words(connection: apsw.Connection) -> set[tuple[object, ...]]:
    """Every word of the index with its message, column and place."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'words', 'instance')")
    return set(connection.execute("SELECT term, doc, col, offset FROM temp.terms"))


def test_a_message_that_changes_while_it_is_indexed_is_indexed_again(world: World) -> None:
    one = engine(world.store)
    bring_headers(one, world.folder(world.imap, "INBOX"), world.imap, [1])
    docs = index.waiting(one.reader)
    bring_bodies(one, 1)
    index.write(one.search, docs)
    with transaction(one.core) as tx:
        index.written(tx, docs)
    assert [d.body for d in index.waiting(one.reader)] == ["body1x"]
    one.close()


def test_what_is_forgotten_leaves_the_index_for_good(world: World) -> None:
    one = engine(world.store)
    bring_headers(one, world.folder(world.imap, "INBOX"), world.imap, [1, 2])
    while bring_bodies(one, 9) or index_some(one, 9):
        pass
    [gone] = search.newest(one.reader, "body1x")
    index.forget(one.search, [gone])
    assert search.newest(one.reader, "body1x") == []
    assert {str(w[0]) for w in words(one.search)} & {"body1x", "subject1x", "body2x"} == {"body2x"}
    one.close()


def test_merging_goes_on_in_steps_until_nothing_is_left_to_join(world: World) -> None:
    one = engine(world.store)
    bring_headers(one, world.folder(world.imap, "INBOX"), world.imap, range(NEWSLETTERS))
    while index_some(one, 2):
        pass
    steps = 0
    while index.merge(one.search, pages=16):
        steps += 1
        assert steps < 1_000
    assert not index.merge(one.search)
    assert len(search.newest(one.reader, "subject3x")) == 1
    one.close()
