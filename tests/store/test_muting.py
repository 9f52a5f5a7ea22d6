"""Conversations that are muted: what comes next in them skips the inbox, here and by a wish to the server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import apsw
import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.mail import Address, Box
from osone.queries import query, search
from osone.store import files, listing, muting, outbox, snooze
from osone.store.arrivals import Arrival
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.earlier import earlier
from tests.store.world import KEY, NOW, World, hold, letter, send

ME, BO = Address("Me", "me@there.example"), Address("Bo", "bo@x")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path)
    yield made
    made.close()


def run(world: World, verb: str, **given: object) -> str:
    return running.run(world.core, verb, given, by="person", now=NOW, registry=REGISTRY).said


def bring(world: World, *letters: Arrival, path: str = "INBOX", account: int = 0) -> list[int]:
    with transaction(world.core) as tx:
        here = account or world.imap
        return send(tx, here, world.folder(here, path), letters)


def answer(n: int, to: int, *others: Address, me: Address = ME) -> Arrival:
    """Letter ``n``, which answers another and goes to the person and to others."""
    one = letter(n, n, (to,))
    return replace(one, header=one.header._replace(to=(me,), cc=others), reason="Asks you something")


def lists(world: World, thread: int) -> set[int]:
    return {int(str(box)) for (box,) in world.core.execute("SELECT box FROM listing WHERE thread = ?", (thread,))}


def moves(world: World) -> list[tuple[int, int]]:
    rows = world.core.execute("SELECT source, value FROM outbox WHERE kind = 'mail.move' ORDER BY id")
    return [(int(str(source)), int(str(target))) for source, target in rows]


def test_it_leaves_the_inbox_and_so_does_what_others_write_to_everybody(world: World) -> None:
    bring(world, letter(1, 1), letter(2, 2))
    assert run(world, "mail.mute", threads=[1]) == "Muted 1 conversation"
    bring(world, answer(7, 1, BO))
    hold(world.core)
    assert lists(world, 1) == {Box.ARCHIVE}
    here, there = world.folder(world.imap, "INBOX"), world.folder(world.imap, "Archive")
    assert moves(world) == [(here, there)] * 2, "the server hears of both"
    bring(world, answer(8, 2, BO))
    assert Box.INBOX in lists(world, 2), "others go on"


def test_who_writes_to_the_person_alone_is_let_in(world: World) -> None:
    bring(world, letter(1, 1))
    run(world, "mail.mute", threads=[1])
    bring(world, answer(7, 1, me=Address("", "Me+club@there.example")))
    hold(world.core)
    assert {Box.INBOX, Box.NEEDS} <= lists(world, 1)
    [row] = listing.rows(world.core, [1], Box.INBOX)
    assert row.muted, "and it is muted still"
    bring(world, answer(9, 1, BO))
    [row] = listing.rows(world.core, [1], Box.INBOX)
    assert row.count == 3


def test_a_message_to_a_list_or_to_others_too_is_not_to_the_person_alone(world: World) -> None:
    bring(world, letter(1, 1))
    run(world, "mail.mute", threads=[1])
    to_list = answer(7, 1, me=Address("", "club@lists.example"))
    hidden = answer(8, 1)
    bring(world, to_list, replace(hidden, header=hidden.header._replace(to=())))
    assert lists(world, 1) == {Box.ARCHIVE}


def test_it_is_taken_back_whole_and_unmuted_again(world: World) -> None:
    bring(world, letter(1, 1))
    before = lists(world, 1)
    run(world, "mail.mute", threads=[1])
    run(world, "undo")
    assert (lists(world, 1), muting.among(world.core, [1]), moves(world)) == (before, set(), [])
    run(world, "redo")
    assert muting.among(world.core, [1]) == {1}
    assert run(world, "mail.mute", threads=[1]) == "Already muted."
    assert run(world, "mail.unmute", threads=[1]) == "Unmuted 1 conversation"
    assert run(world, "mail.unmute", threads=[1]) == "Not muted."
    bring(world, answer(7, 1, BO))
    assert Box.INBOX in lists(world, 1)


def test_it_stays_muted_in_whatever_conversation_it_is_later(world: World) -> None:
    bring(world, letter(1, 1), letter(2, 2))
    run(world, "mail.mute", threads=[1])
    bring(world, replace(answer(3, 1, BO), links=(*letter(1, 1).links, *letter(2, 2).links, 3)))
    [thread] = {int(str(t)) for (t,) in world.core.execute("SELECT thread FROM message")}
    assert muting.among(world.core, [thread]) == {thread}
    hold(world.core)


def test_what_comes_to_another_folder_or_from_before_in_an_account_without_a_server_goes_by_the_same_rule(
    world: World,
) -> None:
    bring(world, letter(1, 1), account=world.local)
    run(world, "mail.mute", threads=[1])
    bring(world, answer(7, 1, BO), path="House", account=world.local)
    bring(world, answer(8, 1, BO), account=world.local)
    hold(world.core)
    assert Box.INBOX not in lists(world, 1)
    assert moves(world) == [], "its place is ours to write"


def test_an_answer_to_everybody_does_not_wake_it_and_its_time_does(world: World) -> None:
    bring(world, letter(50, 1))
    run(world, "mail.mute", threads=[1])
    run(world, "mail.snooze", threads=[1], when="in 2 days")
    bring(world, replace(answer(60, 50, BO), received=int(NOW.timestamp()) + 60))
    assert Box.SNOOZED in lists(world, 1)
    bring(world, replace(answer(61, 50), received=int(NOW.timestamp()) + 90))
    assert Box.INBOX in lists(world, 1)
    assert not snooze.any_asleep(world.core)


def test_it_is_searched_for(world: World) -> None:
    ids = bring(world, *(letter(n, n) for n in range(1, 5)))
    run(world, "mail.mute", threads=[2, 3])
    reader = world.store.reader()

    def found(words: str) -> set[int]:
        asked = query.parse(words, today=date(2026, 1, 1))
        return {ids.index(m) + 1 for m in search.find(reader, asked, 50)}

    assert found("is:muted") == {2, 3}
    assert found("-is:muted") == {1, 4}
    assert found("is:muted in:inbox") == set()
    assert found("is:muted is:starred") == set()
    reader.close()


def test_a_profile_of_the_version_before_opens_with_nothing_muted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(core: apsw.Connection) -> None:
        core.execute(
            "INSERT INTO account (kind, address, name, settings, uid) VALUES ('imap', 'a@b.c', 'a', '{}', 'u')"
        )

    earlier(tmp_path / "profile", KEY, 19, rows, monkeypatch)
    reader = files.open_store(tmp_path / "profile", KEY).reader()
    assert not muting.any_muted(reader)
    reader.close()


def test_where_it_is_not_known_which_folder_is_the_archive_it_stays(world: World) -> None:
    bring(world, letter(1, 1))
    run(world, "mail.mute", threads=[1])
    world.core.execute("UPDATE folder SET role = 'other', maybe = 'archive' WHERE role = 'archive'")
    bring(world, answer(7, 1, BO))
    assert Box.INBOX in lists(world, 1)
    assert not [one for one in outbox.ready(world.core, world.imap, 1 << 40) if one.value == 0]
