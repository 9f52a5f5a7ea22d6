"""Large commands: carried out in pieces, stopped, cut by a crash, taken back and done again (law 11)."""

import json
from pathlib import Path

import apsw
import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import LARGE, Outcome
from osone.model.errors import CommandError
from osone.model.mail import Box, Flag
from osone.store import journal, listing, pieces
from osone.store.files import Store
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import KEY, NOW, World, hold, letter, send, shown_now, snapshot

MANY = 260


@pytest.fixture
def crowd(world: World) -> World:
    """An inbox of many threads, every third read and every fourth starred."""
    with transaction(world.core) as tx:
        send(
            tx, world.imap, world.folder(world.imap, "INBOX"),
            [letter(n, n + 1, (), (not n % 3) * Flag.SEEN | (not n % 4) * Flag.FLAGGED) for n in range(MANY)],
        )  # fmt: skip
    return world


def everyone(world: World) -> list[int]:
    return [t for _, t in listing.ids(world.core, Box.INBOX)]


def run(world: World, verb: str, by: str = "person", **arguments: object) -> Outcome:
    return running.run(world.core, verb, arguments, by=by, now=NOW, registry=REGISTRY)


def go_on(world: World, most: int = 10_000) -> int:
    steps = 0
    while steps < most and running.go_on(world.core, now=NOW):
        steps += 1
    return steps


def at(world: World, box: int) -> int:
    return listing.counts(world.core).get(box, (0, 0))[0]


def test_many_are_archived_in_pieces_taken_back_in_pieces_and_done_again(crowd: World) -> None:
    before = snapshot(crowd.core)
    outcome = run(crowd, "mail.archive", threads=everyone(crowd))
    assert outcome.more
    assert outcome.said == f"Archive ({MANY})"
    assert outcome.changed < 10
    assert at(crowd, Box.INBOX) > MANY - 10
    assert outcome.ended == f"Archived {MANY} conversations"
    assert go_on(crowd) > 1
    after = snapshot(crowd.core)
    assert (at(crowd, Box.INBOX), at(crowd, Box.ARCHIVE)) == (0, MANY)
    hold(crowd.core)
    undone = run(crowd, "undo")
    assert (undone.said, undone.ended) == (
        f"Undoing: archived {MANY} conversations",
        f"Undone: archived {MANY} conversations",
    )
    go_on(crowd)
    assert snapshot(crowd.core) == before
    run(crowd, "redo")
    go_on(crowd)
    assert snapshot(crowd.core) == after
    run(crowd, "undo")
    go_on(crowd)
    assert snapshot(crowd.core) == before
    hold(crowd.core)


def test_it_goes_on_after_a_crash_where_it_was(crowd: World) -> None:
    run(crowd, "mail.move", threads=everyone(crowd), folder="House")
    go_on(crowd, 2)
    left = at(crowd, Box.INBOX)
    assert 0 < left < MANY
    again = Store(crowd.store.folder, KEY).writer()  # another process, as after a crash
    while running.go_on(again, now=NOW):
        hold(again)
    again.close()
    assert at(crowd, Box.INBOX) == 0
    assert not crowd.core.execute("SELECT 1 FROM intent").fetchall()


def test_stopped_halfway_it_keeps_what_it_did_and_that_can_be_undone(crowd: World) -> None:
    before = snapshot(crowd.core)
    run(crowd, "mail.trash", threads=everyone(crowd))
    go_on(crowd, 3)
    assert run(crowd, "stop").said.startswith("Stopped.")
    assert go_on(crowd) == 0
    assert 0 < at(crowd, Box.TRASH) < MANY
    hold(crowd.core)
    assert run(crowd, "undo").said == f"Undone: delete ({MANY})", "not all of them were"
    go_on(crowd)
    assert snapshot(crowd.core) == before
    assert run(crowd, "stop").said == "Nothing is running."


def test_z_while_it_is_under_way_stops_it_and_takes_it_back(crowd: World) -> None:
    before = snapshot(crowd.core)
    run(crowd, "task.add", line="Buy lamps")
    run(crowd, "mail.archive", threads=everyone(crowd))
    go_on(crowd, 2)
    run(crowd, "undo")
    go_on(crowd)
    assert snapshot(crowd.core) == {**before, "task": snapshot(crowd.core)["task"]}
    assert crowd.core.execute("SELECT count(*) FROM task").get == 1
    run(crowd, "undo")
    assert snapshot(crowd.core) == before


def test_z_twice_takes_back_the_later_before_the_earlier(crowd: World) -> None:
    before = snapshot(crowd.core)
    threads = everyone(crowd)
    run(crowd, "mail.move", threads=threads[:1], folder="House")
    run(crowd, "mail.trash", threads=threads)
    go_on(crowd)
    run(crowd, "mail.inbox", threads=threads)
    go_on(crowd)
    for _ in range(3):
        run(crowd, "undo")
    with pytest.raises(CommandError, match="still being undone"):
        run(crowd, "redo")
    go_on(crowd)
    assert snapshot(crowd.core) == before


def test_stopping_while_it_is_taken_back_or_done_again_keeps_what_stands(crowd: World) -> None:
    before = snapshot(crowd.core)
    run(crowd, "mail.archive", threads=everyone(crowd))
    go_on(crowd)
    entry = journal.last_done(crowd.core)
    assert entry is not None
    with transaction(crowd.core) as tx:
        pieces.begin_back(tx, entry.id, again=False)
    go_on(crowd, 1)
    run(crowd, "stop")
    here = at(crowd, Box.INBOX)
    assert 0 < here < MANY
    assert pieces.size(crowd.core, entry.id) == MANY - here
    run(crowd, "undo")
    go_on(crowd)
    assert snapshot(crowd.core) == before
    with transaction(crowd.core) as tx:
        pieces.begin_back(tx, entry.id, again=True)
    go_on(crowd, 1)
    run(crowd, "stop")
    assert pieces.size(crowd.core, entry.id) == at(crowd, Box.ARCHIVE) > 0
    run(crowd, "undo")
    go_on(crowd)
    assert snapshot(crowd.core) == before


def test_a_first_piece_with_nothing_to_do_does_not_end_it(crowd: World) -> None:
    threads = everyone(crowd)
    run(crowd, "mail.archive", threads=threads[:8])
    outcome = run(crowd, "mail.archive", threads=threads)
    assert outcome.more
    go_on(crowd)
    assert at(crowd, Box.INBOX) == 0


@pytest.mark.parametrize(("verb", "bit"), [("mail.unread", Flag.SEEN), ("mail.star", Flag.FLAGGED)])
def test_what_can_go_either_way_goes_one_way_for_all_of_them(crowd: World, verb: str, bit: Flag) -> None:
    before = snapshot(crowd.core)
    threads = everyone(crowd)
    for expected in (True, False) if verb == "mail.star" else (True,):
        run(crowd, verb, threads=threads)
        go_on(crowd)
        flags = {bool(f & bit) for places in shown_now(crowd.core).values() for f in places.values()}
        assert flags == {expected}
    if verb == "mail.unread":
        run(crowd, verb, threads=threads)
        go_on(crowd)
        assert listing.counts(crowd.core)[Box.INBOX] == (MANY, MANY)
    while journal.last_done(crowd.core) is not None:
        run(crowd, "undo")
        go_on(crowd)
    assert snapshot(crowd.core) == before


def test_one_that_cannot_go_on_is_left_as_far_as_it_came(crowd: World, caplog: pytest.LogCaptureFixture) -> None:
    run(crowd, "mail.move", threads=everyone(crowd), folder="House")
    go_on(crowd, 1)
    with transaction(crowd.core) as tx:
        tx.connection.execute("UPDATE folder SET name = 'Home', path = 'Home' WHERE path = 'House'")
    assert go_on(crowd) == 1
    assert "could not go on" in caplog.text
    assert pieces.oldest(crowd.core) is None
    assert 0 < at(crowd, Box.INBOX) < MANY
    run(crowd, "undo")
    go_on(crowd)
    assert at(crowd, Box.INBOX) == MANY


def test_a_verb_for_the_first_alone_takes_no_pieces(world: World) -> None:
    for n in range(LARGE + 3):
        run(world, "task.add", line=f"Lamp {n}")
    tasks = [int(str(i)) for (i,) in world.core.execute("SELECT id FROM task ORDER BY position").fetchall()]
    outcome = run(world, "task.rename", tasks=tasks, title="Only me")
    assert not outcome.more
    assert world.core.execute("SELECT count(*) FROM task WHERE title = 'Only me'").get == 1


def words_in(core: apsw.Connection, *tables: str) -> str:
    return json.dumps([list(core.execute(f"SELECT * FROM {table}")) for table in tables])


def test_the_journal_holds_ids_and_never_content(crowd: World) -> None:
    run(crowd, "task.add", line="Whisper velvet friday")
    run(crowd, "task.rename", tasks=[1], title="Murmur velvet")
    run(crowd, "settings.set", key="person.name", value="Velvet Amy")
    run(crowd, "mail.move", threads=everyone(crowd), folder="House")
    run(crowd, "task.delete", tasks=[1])
    assert "elvet" not in words_in(crowd.core, "journal", "effect", "intent")
    assert "House" not in words_in(crowd.core, "journal", "effect", "intent")
    assert "elvet" in words_in(crowd.core, "content")
    go_on(crowd)
    assert '\\"folder\\"' not in words_in(crowd.core, "content"), "what it was asked is forgotten"


def test_content_goes_with_its_entry_or_once_nothing_can_bring_it_back(world: World) -> None:
    run(world, "task.add", line="Whisper velvet")
    run(world, "undo")
    assert "velvet" in words_in(world.core, "content")
    run(world, "task.add", line="Something else")
    assert "velvet" not in words_in(world.core, "content")
    with transaction(world.core) as tx:
        journal.trim(tx, int(NOW.timestamp()) + journal.KEEP_SECONDS + 1)
    assert words_in(world.core, "journal", "effect", "content") == "[[], [], []]"


def test_trimming_keeps_the_newest_and_what_is_under_way(crowd: World) -> None:
    run(crowd, "mail.archive", threads=everyone(crowd))
    for n in range(10):
        run(crowd, "task.add", line=f"Lamp {n}")
    with transaction(crowd.core) as tx:
        journal.trim(tx, int(NOW.timestamp()), keep=3)
    assert crowd.core.execute("SELECT count(*) FROM journal").get == 4
    go_on(crowd)
    assert at(crowd, Box.INBOX) == 0
    hold(crowd.core)


def test_undo_works_across_a_restart(tmp_path: Path) -> None:
    world = worlds.make(tmp_path / "profile")
    run(world, "task.add", line="Buy lamps")
    world.close()
    again = Store(world.store.folder, KEY).writer()
    running.run(again, "undo", {}, by="person", now=NOW, registry=REGISTRY)
    assert again.execute("SELECT count(*) FROM task").get == 0
    running.run(again, "redo", {}, by="person", now=NOW, registry=REGISTRY)
    assert again.execute("SELECT title FROM task").get == "Buy lamps"
    again.close()


def test_what_waits_to_be_taken_back_stays_when_what_stands_on_it_is_stopped(crowd: World) -> None:
    before = snapshot(crowd.core)
    few = everyone(crowd)[:5]
    run(crowd, "mail.move", threads=few, folder="House")
    run(crowd, "mail.trash", threads=[*everyone(crowd), *few])
    go_on(crowd)
    run(crowd, "undo")
    run(crowd, "undo")
    go_on(crowd, 1)
    run(crowd, "stop")
    assert go_on(crowd) == 0
    hold(crowd.core)
    assert [crowd.core.execute("SELECT state FROM journal WHERE id = ?", (n,)).get for n in (1, 2)] == ["done", "done"]
    for _ in range(2):
        run(crowd, "undo")
        go_on(crowd)
    assert snapshot(crowd.core) == before
