"""Mail that an earlier OS One read is read again, the newest first, while what was read before serves."""

import multiprocessing
import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from osone.model.mail import Box, Flag, Role
from osone.queries import search as finding
from osone.store import feed, files, index, listing, messages, reread
from osone.store.files import Store
from osone.store.shown import refresh
from osone.store.threads import tie_again
from osone.store.writing import transaction
from osone.sync import importing, indexing
from osone.sync.importing import FoundMessage
from osone.sync.indexing import index_all
from osone.sync.messages import Progress
from osone.sync.working import Files, Pace, open_files
from tests.store.world import KEY

MAILS = 12
MANY = 700
KILLS = 8
HEAD = "From: Ann <ann@example.org>\r\nSubject: Stra\xdfe {n}\r\nMessage-ID: <{n}@example.org>\r\n"
BODY = (
    "Date: Tue, {day:02} Jun 2020 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="x"\r\n\r\n'
    "--x\r\n\r\nTurn on HTML.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>The harvest {n}</p>\r\n--x--\r\n"
)


def mail(n: int) -> bytes:
    return (HEAD + BODY).format(n=n, day=n % 28 + 1).encode()


@pytest.fixture
def old(tmp_path: Path) -> Iterator[tuple[Store, Files]]:
    """A profile of mail as it was read before."""
    store, mine = read_before(tmp_path / "profile", MAILS)
    yield store, mine
    mine.close()


def read_before(folder: Path, count: int) -> tuple[Store, Files]:
    """Make a profile of mail that was read by its plain text alone, its letters not folded."""
    store = files.open_store(folder, KEY)
    mine = open_files(store)
    account = importing.account_here(mine, "Here", "me@example.net")
    found = [FoundMessage(mail(n), Flag(0), "INBOX", Role.INBOX, 0) for n in range(1, count + 1)]
    importing.bring_in(mine, account, found, Pace(), lambda _what: None)
    with transaction(mine.core) as tx:
        tx.connection.execute("UPDATE message SET snippet = 'Turn on HTML.'")
        tx.connection.execute("UPDATE thread SET snippet = 'Turn on HTML.'")
        tx.connection.execute("DELETE FROM to_index")
        tx.connection.execute("DELETE FROM reading")
    ids = [m for (m,) in mine.core.execute("SELECT id FROM message ORDER BY id")]
    messages.keep_words(mine.raw, [(m, "Turn on HTML.") for m in ids])
    words = store.writer("search")
    words.executemany(
        "INSERT INTO words (rowid, subject, sender, recipients, body) VALUES (?, ?, 'Ann', '', 'Turn on HTML.')",
        [(m, f"Stra\xdfe {n}") for n, m in enumerate(ids, start=1)],
    )
    words.close()
    return store, mine


def found(mine: Files, words: str) -> int:
    return len(finding.find_words(mine.reader, f"{words} ", 50, today=date(2026, 11, 29)))


def snippets(mine: Files) -> list[str]:
    threads = [t for (t,) in mine.core.execute("SELECT id FROM thread ORDER BY id DESC")]
    return [row.snippet for row in listing.rows(mine.reader, threads)]


def test_all_of_it_is_read_again_and_then_no_more(old: tuple[Store, Files]) -> None:
    store, mine = old
    told: list[Progress] = []
    assert found(mine, "harvest") == 0
    assert index_all(store, Pace(), told.append, once=True) == MAILS  # type: ignore[arg-type]
    assert found(mine, "harvest") == found(mine, "strasse") == found(mine, "STRASSE") == MAILS
    assert found(mine, "turn") == 0
    assert snippets(mine)[0] == f"The harvest {MAILS}"
    assert not reread.under_way(mine.core)
    assert told[-1].left == 0
    assert index_all(store, Pace(), lambda _what: None, once=True) == 0


def test_the_newest_comes_first_and_the_rest_is_found_as_before(old: tuple[Store, Files]) -> None:
    store, mine = old
    indexing.begin_again(mine.core)
    assert indexing.read_again(mine, 1, Pace(watched=True)) == MAILS
    with transaction(mine.core) as tx:
        tx.connection.execute("DELETE FROM reading")
        tx.connection.execute("DELETE FROM to_index")
    indexing.begin_again(mine.core)
    newest = reread.following(mine.core, 5)
    assert newest == sorted(newest, reverse=True)
    with transaction(mine.core) as tx:
        index.ask(tx, newest)
        reread.reached(tx, newest)
    words = store.writer("search")
    index.write(words, index.waiting(mine.reader))
    words.close()
    assert reread.left(mine.core) == MAILS - 5
    assert found(mine, "harvest") == 5
    assert found(mine, "straße") == MAILS
    assert found(mine, "straße -harvest") == MAILS - 5
    assert found(mine, "strasse") == 5


def test_what_was_cut_short_goes_on_where_it_was(old: tuple[Store, Files]) -> None:
    _store, mine = old
    pace = Pace()
    assert indexing.begin_again(mine.core) == MAILS
    with transaction(mine.core) as tx:
        reread.reached(tx, reread.following(mine.core, 7))
    assert indexing.begin_again(mine.core) == MAILS - 7
    assert indexing.read_again(mine, 100, pace) == MAILS - 7
    assert indexing.begin_again(mine.core) == indexing.read_again(mine, 100, pace) == 0


def test_a_message_of_which_the_head_alone_is_here_is_indexed_anew(old: tuple[Store, Files]) -> None:
    store, mine = old
    mine.raw.execute("DELETE FROM raw")
    mine.raw.execute("DELETE FROM words")
    assert index_all(store, Pace(), lambda _what: None, once=True) == MAILS
    assert found(mine, "strasse") == MAILS


def test_once_all_is_read_again_a_look_for_more_writes_nothing(old: tuple[Store, Files]) -> None:
    store, mine = old
    indexing.begin_again(mine.core)
    assert indexing.read_again(mine, 100, Pace())
    indexing.read_again(mine, 100, Pace())
    watch = store.reader()
    before = feed.data_version(watch)
    indexing.read_again(mine, 100, Pace())
    assert feed.data_version(watch) == before, "what is written wakes every window"
    watch.close()


def test_a_new_profile_has_nothing_to_read_again(tmp_path: Path) -> None:
    store = files.open_store(tmp_path / "profile", KEY)
    core = store.writer()
    assert not reread.under_way(core)
    assert core.execute("SELECT * FROM reading").fetchall() == [(reread.READING, 0)]
    core.close()


def test_strangers_that_were_tied_by_an_address_are_parted(old: tuple[Store, Files]) -> None:
    store, mine = old
    strangers = [m for (m,) in mine.core.execute("SELECT id FROM message ORDER BY id LIMIT 3")]
    mixed, *others = [messages.threads_of(mine.core, [m])[m] for m in strangers]
    with transaction(mine.core) as tx:
        for thread in others:
            tx.connection.execute("UPDATE link SET thread = ? WHERE thread = ?", (mixed, thread))
            tx.connection.execute("UPDATE message SET thread = ? WHERE thread = ?", (mixed, thread))
        refresh(tx, strangers, gone=others)
    assert thread_count(mine) == MAILS - 2
    index_all(store, Pace(), lambda _what: None, once=True)
    assert thread_count(mine) == MAILS
    assert [row.count for row in listing.rows(mine.reader, [mixed])] == [1]
    assert len(listing.ids(mine.reader, Box.INBOX, 50)) == MAILS


def test_messages_that_name_one_another_are_joined(old: tuple[Store, Files]) -> None:
    _store, mine = old
    one, two = [t for (t,) in mine.core.execute("SELECT thread FROM message ORDER BY id LIMIT 2")]
    [known] = [h for (h,) in mine.core.execute("SELECT hash FROM link WHERE thread = ?", (one,))]
    [message] = [m for (m,) in mine.core.execute("SELECT id FROM message WHERE thread = ?", (two,))]
    with transaction(mine.core) as tx:
        moved, joined = tie_again(tx, two, {message: (known, 7)})
        refresh(tx, moved, gone=joined)
    assert (moved, joined) == ([message], {two})
    assert [row.count for row in listing.rows(mine.reader, [one])] == [2]
    with transaction(mine.core) as tx:
        assert tie_again(tx, one, {message: (known, 7)}) == ([], set())


def index_in_child(folder: str) -> None:
    """Index for ever, as the engine does beside a window."""
    index_all(files.open_store(Path(folder), KEY), Pace(watched=True), lambda _what: None)


def test_whatever_moment_it_is_killed_at_everything_is_read_again_once(tmp_path: Path) -> None:
    store, mine = read_before(tmp_path / "profile", MANY)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.sync.test_rereading"])
    chance = random.Random(7)
    waiting = [MANY]
    for _ in range(KILLS):
        child = context.Process(target=index_in_child, args=(str(store.folder),))
        child.start()
        until = time.monotonic() + 30
        while reread.left(mine.core) == waiting[-1] and time.monotonic() < until:
            time.sleep(chance.random() / 100)
        child.kill()
        child.join()
        waiting.append(reread.left(mine.core))
    assert waiting == sorted(waiting, reverse=True)
    assert len(set(waiting)) > 2
    index_all(store, Pace(), lambda _what: None, once=True)
    assert index.unknown(mine.reader) == []
    assert not reread.under_way(mine.core)
    assert len(finding.find_words(mine.reader, "harvest ", MANY + 1, today=date(2026, 11, 29))) == MANY
    assert finding.find_words(mine.reader, "turn ", MANY, today=date(2026, 11, 29)) == []
    assert {snippet[:11] for snippet in snippets(mine)} == {"The harvest"}
    mine.close()


def thread_count(mine: Files) -> int:
    return int(str(mine.core.execute("SELECT count(DISTINCT thread) FROM message").get))
