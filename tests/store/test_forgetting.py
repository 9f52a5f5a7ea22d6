"""What is forgotten for good stands nowhere: every table of every file and copy is read, as the key opens it."""

import apsw
import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.store import effects, files, forgetting, index, journal
from osone.store.card import COPIES
from osone.store.files import Store
from osone.store.nouns import NOUNS, WordPlace
from osone.store.writing import transaction
from tests.store.world import KEY, NOW, World, hold, letter, send

WORD = "Zanzibar"
DAY = "2026-03-02"


def run(world: World, verb: str, **given: object) -> None:
    running.run(world.core, verb, given, by="person", now=NOW, registry=REGISTRY)


def stands(connection: apsw.Connection) -> list[str]:
    """The tables that hold the word."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [name for name in tables if WORD in str(connection.execute(f"SELECT * FROM {name}").fetchall())]


def where(world: World) -> dict[str, list[str]]:
    """Every file and copy of core that holds the word, with the tables."""
    found: dict[str, list[str]] = {}
    for path in [world.store.path("core"), *sorted((world.store.folder / COPIES).glob("*.db"))]:
        connection = Store(path.parent, KEY).writer(path.stem)
        if names := stands(connection):
            found[path.stem] = names
        connection.close()
    return found


@pytest.mark.parametrize("noun", ["task", "event"])
def test_the_words_of_a_noun_that_is_gone_stand_nowhere_afterwards(world: World, noun: str) -> None:
    run(world, f"{noun}.add", line=f"{WORD} tomorrow 12:30")
    run(world, "task.add", line="Buy lamps")
    files.copy_core(world.store, "2026-03-01")
    number = int(str(world.core.execute(f"SELECT min(id) FROM {noun}").get))
    run(world, f"{noun}.delete", **{f"{noun}s": [number]})
    assert where(world).keys() == {"core", "core-2026-03-01"}
    forgetting.forget(world.store, world.core, noun, [number], DAY)
    assert where(world) == {}
    hold(world.core)
    assert [path.name for path in (world.store.folder / COPIES).glob("*.db")] == [f"core-{DAY}.db"]
    last = journal.last_done(world.core)
    assert last is not None
    assert last.command == "task.add"
    assert last.said


def test_an_entry_about_others_too_keeps_what_it_did_to_them(world: World) -> None:
    with transaction(world.core) as tx:
        entry = journal.begin(tx, 0, "person", "task.add", {}, f"{WORD} and lamps")
        made = effects.apply(tx, [task_of(WORD), task_of("lamps")], entry)
        effects.write(tx, entry, made)
    gone, stays = (effect.id for effect in made)
    with transaction(world.core) as tx:
        tx.connection.execute("DELETE FROM task WHERE id = ?", (gone,))
    forgetting.forget(world.store, world.core, "task", [gone], DAY)
    assert where(world) == {}
    run(world, "undo")
    assert world.core.execute("SELECT count(*) FROM task WHERE id = ?", (stays,)).get == 0


def task_of(title: str) -> effects.Effect:
    return effects.make("task", {"title": title, "position": 1.0, "created": 0})


def test_a_message_is_found_no_more(world: World) -> None:
    with transaction(world.core) as tx:
        [message] = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(1, 1)])
    words, reader = world.store.writer("search"), world.store.reader()
    index.write(words, index.waiting(reader))
    found = "SELECT rowid FROM words WHERE words MATCH 'about'"
    assert words.execute(found).fetchall() == [(message,)]
    forgetting.forget(world.store, world.core, "message", [message], DAY)
    assert words.execute(found).fetchall() == []
    words.close()
    reader.close()


def test_what_the_journal_keeps_whole_is_what_is_forgotten_there() -> None:
    assert {name for name, noun in NOUNS.items() if noun.columns} <= {
        name for name, noun in NOUNS.items() if WordPlace.JOURNAL in noun.forgets
    }
