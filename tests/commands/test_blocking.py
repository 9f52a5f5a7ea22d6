"""Senders that are blocked: what comes next from them goes to junk, whom one wrote to is asked about, and undo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.registry import Preview
from osone.commands.running import Outcome
from osone.model.errors import CommandError
from osone.model.mail import Address, Box
from osone.store import blocking, files, snooze
from osone.store.arrivals import Arrival
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.earlier import earlier
from tests.store.world import KEY, NOW, World, hold, letter, send

AT = int(NOW.timestamp())
SHOP = Address("The Shop", "News@Shop.example")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path)
    yield made
    made.close()


def run(world: World, verb: str, **given: object) -> Outcome:
    return running.run(world.core, verb, given, by="person", now=NOW, registry=REGISTRY)


def wrote(n: int, sender: Address = SHOP, received: int = AT + 60, answers: int = 0) -> Arrival:
    one = letter(n, n, (answers,) if answers else ())
    return replace(one, header=one.header._replace(sender=sender), received=received)


def bring(world: World, *letters: Arrival, path: str = "INBOX", account: int = 0) -> list[int]:
    with transaction(world.core) as tx:
        here = account or world.imap
        return send(tx, here, world.folder(here, path), letters)


def lists(world: World, message: int) -> set[int]:
    query = "SELECT l.box FROM listing l JOIN message m ON m.thread = l.thread WHERE m.id = ?"
    return {int(str(box)) for (box,) in world.core.execute(query, (message,))}


def blocked(world: World) -> list[str]:
    return [one.email for one in blocking.every(world.core)]


def shown(world: World, verb: str, **given: object) -> Preview | None:
    shows = REGISTRY[verb].shows
    assert shows is not None
    return shows(world.core, given)


def test_what_comes_next_goes_to_junk_and_what_was_there_stays(world: World) -> None:
    [old] = bring(world, wrote(1, received=AT - 60))
    said = run(world, "mail.block", threads=[1]).said
    assert said == "Blocked News@Shop.example. New messages from there go to Junk."
    [new, other] = bring(world, wrote(7), wrote(8, Address("Bo", "bo@x")))
    hold(world.core)
    assert Box.INBOX in lists(world, old)
    assert lists(world, new) == {Box.JUNK}
    assert Box.INBOX in lists(world, other)
    here, junk = world.folder(world.imap, "INBOX"), world.folder(world.imap, "Junk")
    wishes = world.core.execute("SELECT noun_id, source, value FROM outbox WHERE kind = 'mail.move'").fetchall()
    assert wishes == [(new, here, junk)], "the server hears of it as of any move"


def test_what_a_first_sync_brings_of_before_stays_in_the_inbox(world: World) -> None:
    run(world, "sender.block", address="news@shop.example")
    [old] = bring(world, wrote(3, received=AT - 1))
    assert Box.INBOX in lists(world, old)


def test_in_an_account_without_a_server_and_in_other_folders_too(world: World) -> None:
    run(world, "sender.block", address="Shop <NEWS@shop.example>")
    [here] = bring(world, wrote(3), account=world.local)
    [elsewhere] = bring(world, wrote(4), path="Archive")
    hold(world.core)
    assert lists(world, here) == {Box.JUNK}
    assert lists(world, elsewhere) == {Box.ARCHIVE}, "where somebody put it, it stays"


def test_it_wakes_nothing(world: World) -> None:
    bring(world, wrote(50, received=AT - 60))
    run(world, "mail.snooze", threads=[1], when="in 2 days")
    run(world, "sender.block", address=SHOP.email)
    bring(world, wrote(60, answers=50))
    hold(world.core)
    assert snooze.any_asleep(world.core)


def test_the_message_at_hand_is_meant_or_who_wrote_last_but_never_oneself(world: World) -> None:
    [first, _mine] = bring(world, wrote(1), wrote(2, Address("Me", "me+x@there.example"), answers=1))
    [_other] = bring(world, wrote(3, Address("Bo", "bo@x"), answers=1))
    run(world, "mail.block", threads=[1], message=first)
    run(world, "mail.block", threads=[1])
    assert blocked(world) == ["bo@x", "news@shop.example"]
    run(world, "mail.block", threads=[1], message=_mine + 9_999)
    assert len(blocked(world)) == 2
    bring(world, wrote(9, Address("Me", "me@there.example")))
    with pytest.raises(CommandError, match="Nobody but you"):
        run(world, "mail.block", threads=[2])
    for own in ("me@there.example", "Me+club@There.example"):
        with pytest.raises(CommandError, match="your own address"):
            run(world, "sender.block", address=own)


@pytest.mark.parametrize("words", ["", "bo", "@x", "bo@x, cy@x", "nobody at all", "bo@"])
def test_what_is_no_address_is_said(world: World, words: str) -> None:
    with pytest.raises(CommandError, match="isn't an email address"):
        run(world, "sender.block", address=words)


def test_whom_one_wrote_to_is_shown_first_and_blocked_only_by_a_yes(world: World) -> None:
    mine = wrote(1, Address("Me", "me@there.example"))
    bring(world, replace(mine, header=mine.header._replace(to=(Address("Bo", "Bo@x"),))), path="Sent")
    bring(world, wrote(2, Address("Bo", "bo@X")))
    for verb, given in (("mail.block", {"threads": [2]}), ("sender.block", {"address": "bo@x"})):
        asked = shown(world, verb, **given)
        assert asked is not None
        assert "written to them" in asked.body
        assert "sure=yes" in run(world, verb, **given).said
        assert blocked(world) == []
    bring(world, wrote(3))
    assert shown(world, "mail.block", threads=[3]) is None, "nobody is asked about who only ever wrote"
    run(world, "sender.block", address="bo@x", sure=True)
    assert blocked(world) == ["bo@x"]


def test_it_is_taken_back_done_again_and_unblocked(world: World) -> None:
    bring(world, wrote(1), wrote(2, Address("Bo", "bo@x")))
    assert run(world, "mail.block", threads=[1, 2]).said == "Blocked 2 senders. New messages from there go to Junk."
    assert run(world, "mail.block", threads=[1, 2]).said == "Already blocked."
    assert run(world, "undo").said == "Undone: blocked 2 senders", "what was to follow does not follow now"
    assert blocked(world) == []
    run(world, "redo")
    assert run(world, "sender.unblock", address=" NEWS@shop.example ").said == "Unblocked news@shop.example"
    assert blocked(world) == ["bo@x"]
    run(world, "undo")
    assert set(blocked(world)) == {"bo@x", "news@shop.example"}
    with pytest.raises(CommandError, match="isn't blocked"):
        run(world, "sender.unblock", address="cy@x")


def test_a_mind_may_not_block(world: World) -> None:
    assert not any(REGISTRY[verb].properties.mind for verb in ("mail.block", "sender.block", "sender.unblock"))


def test_a_profile_of_the_version_before_opens_with_nobody_blocked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(core: apsw.Connection) -> None:
        core.execute("INSERT INTO muted (message) VALUES (256)")

    earlier(tmp_path / "profile", KEY, 20, rows, monkeypatch)
    reader = files.open_store(tmp_path / "profile", KEY).reader()
    assert blocking.every(reader) == []
    assert reader.execute("SELECT message FROM muted").get == 256
    reader.close()
