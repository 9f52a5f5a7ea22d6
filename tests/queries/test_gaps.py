"""What is not known of the mail: nothing is said to be all there is while there may be more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.accounts import AccountState
from osone.model.mail import Flag, Kind
from osone.queries import conversation, gaps
from osone.queries.gaps import Gap
from osone.store import accounts, index, listing, messages, placements, reread
from osone.store.writing import Tx, transaction
from osone.sync import filing
from tests.store import world as worlds
from tests.store.world import NOW, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


def write(world: World, work: Callable[[Tx], object]) -> None:
    with transaction(world.core) as tx:
        work(tx)


def asked(world: World) -> tuple[Gap | None, Gap | None]:
    """Of what needs the person, and of a search."""
    reader = world.store.reader()
    try:
        return gaps.of_needs(reader), gaps.of_search(reader)
    finally:
        reader.close()


def test_everything_is_known_where_all_was_read(world: World) -> None:
    assert asked(world) == (None, None)


def test_every_reason_why_there_may_be_more_is_named(world: World) -> None:
    inbox, sent = world.folder(world.imap, "INBOX"), world.folder(world.imap, "Sent")
    write(world, lambda tx: placements.set_mark(tx, sent, uidvalidity=1, uidnext=9, low_uid=5))
    assert asked(world) == (None, Gap.READING), "what was sent needs nobody"
    write(world, lambda tx: placements.set_mark(tx, inbox, uidvalidity=1, uidnext=9, low_uid=5))
    assert asked(world) == (Gap.READING, Gap.READING)
    with transaction(world.core) as tx:
        for folder in (inbox, sent):
            placements.set_mark(tx, folder, low_uid=1)
    running.run(world.core, "mail.import", {"path": "/tmp/x"}, by="person", now=NOW, registry=REGISTRY)
    assert asked(world) == (Gap.READING, Gap.READING)
    running.run(world.core, "undo", {}, by="person", now=NOW, registry=REGISTRY)
    write(world, lambda tx: worlds.send(tx, world.local, world.folder(world.local, "INBOX"), [worlds.letter(1, 1)]))
    assert asked(world) == (None, Gap.INDEXING)
    reader = world.store.reader()
    words = world.store.writer("search")
    index.write(words, index.waiting(reader))
    write(world, lambda tx: tx.connection.execute("DELETE FROM to_index"))
    assert asked(world) == (None, None)
    write(world, lambda tx: tx.connection.execute("UPDATE reading SET version = 1"))
    assert reread.under_way(reader)
    assert asked(world) == (Gap.READING, Gap.INDEXING), "what was read by an earlier version is read again"
    for state, gap in ((AccountState.OFFLINE, Gap.OFFLINE), (AccountState.SIGN_IN, Gap.SIGN_IN)):
        with transaction(world.core) as tx:
            accounts.put_state(tx, world.imap, state)
        assert asked(world) == (gap, gap), "what the person can mend is told first"
    words.close()
    reader.close()


def test_every_reason_has_its_sentence_in_both_voices() -> None:
    assert gaps.SAID.keys() == gaps.SAID_IN_TALK.keys() == set(Gap)


def test_nobody_is_called_new_while_older_mail_is_still_coming(world: World) -> None:
    raw = b"From: Ben <ben@x.example>\r\nTo: me@example.org\r\nSubject: Tea\r\n\r\nCould you call me by Friday?\r\n"
    inbox = world.folder(world.imap, "INBOX")
    write(world, lambda tx: placements.set_mark(tx, inbox, uidvalidity=1, uidnext=9, low_uid=5))
    me = frozenset({"me@example.org"})
    with transaction(world.core) as tx:
        [message] = worlds.send(tx, world.imap, inbox, [worlds.letter(1, 1)])
    [part] = filing.describe_all(world.core, [(message, raw)], me)
    write(world, lambda tx: placements.set_mark(tx, inbox, low_uid=1))
    [whole] = filing.describe_all(world.core, [(message, raw)], me)
    assert (part.reason, whole.reason) == (
        "asks you a question",
        "first mail from them, asks you a question",
    )


def test_an_unread_mail_is_found_however_many_read_ones_came_since(world: World) -> None:
    inbox = world.folder(world.imap, "INBOX")
    with transaction(world.core) as tx:
        found = worlds.send(
            tx, world.imap, inbox, [worlds.letter(n, n + 1, (), Flag(0) if n == 0 else Flag.SEEN) for n in range(260)]
        )
    reader = world.store.reader()
    newest = conversation.newest(reader, unread=True)
    assert newest is not None
    assert newest.row.id == min(found)
    reader.close()


def test_the_day_counts_all_who_wait_and_not_those_it_names(world: World) -> None:
    inbox = world.folder(world.imap, "INBOX")
    with transaction(world.core) as tx:
        worlds.send(tx, world.imap, inbox, [worlds.letter(1, 1)])
        tx.connection.execute("INSERT OR REPLACE INTO tally (box, total, unread) VALUES (11, 9, 9)")
    said = running.run(world.core, "today", {}, by="person", now=NOW, registry=REGISTRY).said
    assert said == "0 events, 0 tasks due, 9 conversations waiting."
    write(world, lambda tx: accounts.put_state(tx, world.imap, AccountState.OFFLINE))
    said = running.run(world.core, "today", {}, by="person", now=NOW, registry=REGISTRY).said
    assert said == "0 events, 0 tasks due, 9 conversations waiting so far."


def from_people(world: World, first: int, count: int, snippet: str) -> list[int]:
    """Bring mail into the inbox that people wrote and that asks for nothing."""
    letters = [
        replace(worlds.letter(n, n), kind=Kind.PERSON, reason="", snippet=snippet) for n in range(first, first + count)
    ]
    with transaction(world.core) as tx:
        return worlds.send(tx, world.imap, world.folder(world.imap, "INBOX"), letters)


def test_what_people_wrote_may_need_somebody_until_its_text_is_read(world: World) -> None:
    [message] = from_people(world, 1, 1, "")
    assert asked(world)[0] is Gap.READING
    messages.keep_raw(world.store.writer("raw"), [(message, b"Subject: nothing more\r\n\r\n", "")])
    assert asked(world)[0] is None, "a text without words is read too"


def test_only_mail_without_first_words_is_looked_at_to_know_that_all_was_read(world: World) -> None:
    def steps(look: Callable[[apsw.Connection], object]) -> int:
        reader, counted = world.store.reader(), list[int]()

        def told(event: dict[str, dict[str, int]]) -> None:
            counted.append(event["stmt_status"]["SQLITE_STMTSTATUS_VM_STEP"])

        reader.trace_v2(apsw.SQLITE_TRACE_PROFILE, told)
        look(reader)
        reader.trace_v2(0, None)
        reader.close()
        return sum(counted)

    from_people(world, 1, 10, "Dear all")
    few = steps(listing.read_through)
    from_people(world, 11, 400, "Dear all")
    assert asked(world)[0] is None
    assert steps(listing.read_through) == few, "all mail with words is passed over at once"


def test_without_an_account_and_mail_there_is_nothing_to_be_said_of_mail(world: World) -> None:
    assert asked(world) == (None, None)
    world.core.execute("DELETE FROM folder")
    world.core.execute("DELETE FROM account")
    assert asked(world) == (Gap.NO_ACCOUNT, Gap.NO_ACCOUNT)
