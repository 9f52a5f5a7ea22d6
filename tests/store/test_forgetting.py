"""What is forgotten for good stands nowhere: every table of every file and copy is read, as the key opens it."""

from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.ids import TurnId
from osone.model.mail import Address
from osone.model.talk import Speaker
from osone.store import arrivals, bodies, effects, erasing, files, forgetting, index, journal, messages, removal, talk
from osone.store.card import COPIES
from osone.store.files import Store
from osone.store.nouns import NOUNS, WordPlace
from osone.store.writing import transaction
from tests.store.earlier import earlier
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


def spoken(message: int, uid: int) -> arrivals.Arrival:
    """A letter that has the word in all that is kept of it."""
    made = letter(message, uid)
    sender = Address(f"{WORD} Travel", "tours@x")
    return replace(made, header=made.header._replace(subject=f"To {WORD}", sender=sender), snippet=f"Off to {WORD}")


def bring_whole(world: World, account: int, path: str, *numbers: int) -> list[int]:
    """Messages with their text, read, indexed and copied."""
    with transaction(world.core) as tx:
        letters = [spoken(n, uid) for uid, n in enumerate(numbers, start=1)]
        found = send(tx, account, world.folder(account, path), letters)
    raw, search, reader = world.store.writer("raw"), world.store.writer("search"), world.store.reader()
    messages.keep_raw(raw, [(i, b"Subject: x\r\n\r\n" + WORD.encode(), WORD) for i in found], world.core)
    index.write(search, docs := index.waiting(reader))
    with transaction(world.core) as tx:
        index.written(tx, docs)
    for connection in (raw, search, reader):
        connection.close()
    files.copy_core(world.store, "2026-03-01")
    return found


def held(world: World) -> set[str]:
    """The files in which a message is: by its words, by its number, or in the index."""
    found = set(where(world))
    raw, search = world.store.writer("raw"), world.store.writer("search")
    found |= {name for name in ("raw", "words") if raw.execute(f"SELECT 1 FROM {name}").fetchall()}
    if search.execute("SELECT 1 FROM places WHERE term = ? LIMIT 1", (WORD.lower(),)).fetchall():
        found.add("search")
    raw.close()
    search.close()
    return found


def test_of_a_message_that_is_deleted_for_good_nothing_is_left_anywhere(world: World) -> None:
    gone = bring_whole(world, world.local, "Trash", 1, 2)
    assert held(world) == {"core", "core-2026-03-01", "raw", "words", "search"}
    run(world, "mail.erase", sure=True, threads=sorted(set(messages.threads_of(world.core, gone).values())))
    assert forgetting.forget_deleted(world.store, world.core, DAY) == 2
    assert held(world) == set()
    hold(world.core)
    assert forgetting.forget_deleted(world.store, world.core, DAY) == 0
    again = bring_whole(world, world.local, "INBOX", 1)
    assert not set(again) & set(gone), "no number is given twice"


def test_what_has_a_copy_elsewhere_or_came_back_is_kept(world: World) -> None:
    copied, back = bring_whole(world, world.local, "Trash", 1, 2)
    with transaction(world.core) as tx:
        send(tx, world.local, world.folder(world.local, "Archive"), [spoken(1, 9)])
    run(world, "mail.erase", sure=True, threads=sorted(set(messages.threads_of(world.core, [copied, back]).values())))
    with transaction(world.core) as tx:
        send(tx, world.local, world.folder(world.local, "INBOX"), [spoken(2, 9)])
    assert forgetting.forget_deleted(world.store, world.core, DAY) == 0
    assert not erasing.asked(world.core)
    assert {"core", "raw", "words", "search"} <= held(world)


def test_what_a_draft_still_quotes_is_forgotten_once_that_is_gone(world: World) -> None:
    [message] = bring_whole(world, world.local, "Trash", 1)
    with transaction(world.core) as tx:
        drafts_columns = dict.fromkeys(NOUNS["draft"].columns, "") | {"account": 1, "quotes": 0, "changed": 0}
        [made] = effects.apply(tx, [effects.make("draft", drafts_columns | {"answers": message})])
    run(world, "mail.erase", sure=True, threads=list(messages.threads_of(world.core, [message]).values()))
    assert forgetting.forget_deleted(world.store, world.core, DAY) == 0
    with transaction(world.core) as tx:
        effects.apply(tx, [made.turned()])
    assert forgetting.forget_deleted(world.store, world.core, DAY) == 1
    assert "raw" not in held(world)


@pytest.mark.parametrize("step", ["erase", "drop", "forget", "copy_core", "forgotten"])
def test_cut_short_at_any_step_it_is_finished_the_next_time(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    gone = bring_whole(world, world.local, "Trash", 1)
    run(world, "mail.erase", sure=True, threads=list(messages.threads_of(world.core, gone).values()))

    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    of = {"erase": erasing, "forgotten": erasing, "drop": bodies, "forget": index, "copy_core": forgetting}
    with monkeypatch.context() as patch:
        patch.setattr(of[step], step, cut)
        with pytest.raises(KeyboardInterrupt):
            forgetting.forget_deleted(world.store, world.core, DAY)
    forgetting.forget_deleted(world.store, world.core, DAY)
    assert held(world) == set()
    assert not erasing.asked(world.core)


def told(world: World, threads: list[int], text: str = f"To {WORD}", *, unknown: bool = False) -> int:
    """The companion says something about conversations."""
    with transaction(world.core) as tx:
        turn = talk.say(tx, Speaker.COMPANION, text, "skill:find", 1)
        talk.speaks_of(tx, turn, threads, unknown=unknown)
    return turn


def heard(world: World) -> dict[int, str]:
    return {turn.id: turn.text for turn in talk.newest(world.core)}


def test_what_was_said_of_an_account_goes_with_it_at_once_and_what_was_said_of_others_stays(world: World) -> None:
    [theirs] = bring_whole(world, world.imap, "INBOX", 1)
    [ours] = bring_whole(world, world.local, "Archive", 2)
    threads = messages.threads_of(world.core, [theirs, ours])
    gone = [
        told(world, [threads[theirs]]),
        told(world, [threads[theirs], threads[ours]]),
        told(world, [], unknown=True),
    ]
    stays = [told(world, [threads[ours]], "About the lamps"), told(world, [], "It's Monday.")]
    with transaction(world.core) as tx:
        mine = talk.say(tx, Speaker.PERSON, "find mail about lamps", "person", 1)
        removal.begin(tx, world.imap)
    said = heard(world)
    assert [said[turn] for turn in gone] == ["", "", ""]
    assert [said[turn] for turn in [*stays, mine]] == ["About the lamps", "It's Monday.", "find mail about lamps"]
    assert talk.emptied(world.core, [*gone, *stays, mine]) == gone
    assert talk.find(world.core, WORD) == []
    assert "turn" not in stands(world.core), "nor in the index of the talk"
    with transaction(world.core) as tx:
        talk.mend(tx, TurnId(gone[0]), f"more of {WORD}")
    assert heard(world)[gone[0]] == "", "what was still being said is not said on"


def test_what_another_account_has_too_is_spoken_of_still(world: World) -> None:
    [shared] = bring_whole(world, world.imap, "INBOX", 1)
    with transaction(world.core) as tx:
        placements_too = world.folder(world.local, "Archive")
        tx.connection.execute(
            "INSERT INTO placement (folder, uid, message, flags) VALUES (?, 9, ?, 0)", (placements_too, shared)
        )
    turn = told(world, [messages.threads_of(world.core, [shared])[shared]])
    with transaction(world.core) as tx:
        removal.begin(tx, world.imap)
    assert WORD in heard(world)[turn]


def test_what_was_said_of_a_message_that_is_deleted_for_good_goes_with_it(world: World) -> None:
    gone = bring_whole(world, world.local, "Trash", 1)
    kept = bring_whole(world, world.local, "INBOX", 2)
    threads = messages.threads_of(world.core, [*gone, *kept])
    first, second = told(world, [threads[gone[0]]]), told(world, [threads[kept[0]]], "The lamps")
    run(world, "mail.erase", sure=True, threads=[threads[gone[0]]])
    assert forgetting.forget_deleted(world.store, world.core, DAY) == 1
    assert heard(world) == {first: "", second: "The lamps"}


def test_what_an_earlier_version_said_is_there_and_goes_with_the_first_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def before(core: apsw.Connection) -> None:
        for who, text in (("person", "find mail"), ("companion", f"To {WORD}")):
            core.execute(
                "INSERT INTO turn (said_at, speaker, text, origin) VALUES (1, ?, ?, 'skill:find')", (who, text)
            )
        columns = "(id, uid, kind, label, address, name, settings)"
        core.execute(f"INSERT INTO account {columns} VALUES (7, 'x', 'imap', 'x', 'a@x', 'A', '{{}}')")

    earlier(tmp_path / "profile", KEY, 20, before, monkeypatch)
    store = files.open_store(tmp_path / "profile", KEY)
    core = store.writer()
    try:
        assert [turn.text for turn in talk.newest(core)] == ["find mail", f"To {WORD}"]
        with transaction(core) as tx:
            removal.begin(tx, 7)
        assert [turn.text for turn in talk.newest(core)] == ["find mail", ""]
        assert "turn" not in stands(core)
    finally:
        core.close()
