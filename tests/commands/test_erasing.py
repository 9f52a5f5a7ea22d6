"""Deleting for good as a verb: only what is in the trash goes, it is counted first, and nothing takes it back."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.registry import Preview
from osone.commands.running import Outcome
from osone.model.errors import CommandError
from osone.model.mail import Role
from osone.store import accounts, journal, messages, outbox, pieces
from osone.store.outbox import Wish
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import NOW, World, hold, letter, send, shown_now

MANY = 450


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    hold(made.core)
    made.close()


def run(world: World, verb: str, **arguments: object) -> Outcome:
    return running.run(world.core, verb, arguments, by="person", now=NOW, registry=REGISTRY)


def preview(world: World, **arguments: object) -> Preview:
    shows = REGISTRY["mail.erase"].shows
    assert shows is not None
    given: Mapping[str, object] = arguments
    found = shows(world.core, given)
    assert found is not None
    return found


def bring(world: World, account: int, path: str, *numbers: int, start: int = 1) -> list[int]:
    with transaction(world.core) as tx:
        letters = [letter(n, uid) for uid, n in enumerate(numbers, start=start)]
        return send(tx, account, world.folder(account, path), letters)


def threads(world: World, ids: list[int]) -> list[int]:
    found = messages.threads_of(world.core, ids)
    return [found[i] for i in ids]


def wishes(world: World) -> list[Wish]:
    return outbox.of_account(world.core, world.imap, "waiting")


def test_what_is_in_the_trash_is_wished_gone_once_and_shown_no_more(world: World) -> None:
    ids = bring(world, world.imap, "Trash", 1, 2)
    for _ in range(2):
        run(world, "mail.erase", sure=True, threads=threads(world, ids))
    assert [(w.wish, w.noun_id, w.source) for w in wishes(world)] == [
        ("expunge", i, world.folder(world.imap, "Trash")) for i in ids
    ]
    assert shown_now(world.core) == {}


def test_what_lies_elsewhere_of_the_same_conversation_stays(world: World) -> None:
    trash, inbox = world.folder(world.imap, "Trash"), world.folder(world.imap, "INBOX")
    with transaction(world.core) as tx:
        [gone] = send(tx, world.imap, trash, [letter(1, 1)])
        [stays] = send(tx, world.imap, inbox, [letter(2, 1, (1,))])
    run(world, "mail.erase", sure=True, threads=threads(world, [gone]))
    assert shown_now(world.core).keys() == {stays}
    assert [w.noun_id for w in wishes(world)] == [gone]


@pytest.mark.parametrize("path", ["INBOX", "Archive", "Junk", "House", "Sent"])
def test_nothing_but_the_trash_is_touched(world: World, path: str) -> None:
    ids = bring(world, world.imap, path, 1)
    before = shown_now(world.core)
    done = run(world, "mail.erase", sure=True, threads=threads(world, ids))
    assert (done.idle, done.said) == (True, "Nothing of it is in Trash.")
    with pytest.raises(CommandError, match="Nothing of it is in Trash"):
        preview(world, threads=threads(world, ids))
    assert shown_now(world.core) == before
    assert wishes(world) == []


def test_it_says_first_how_much_goes_and_from_where(world: World) -> None:
    far, near = bring(world, world.imap, "Trash", 1, 2, 3), bring(world, world.local, "Trash", 11)
    one = preview(world, threads=threads(world, far[:1]))
    assert one.title == "Delete “About 1” for good?"
    assert one.body == "1 message will be deleted here and on the server. This can’t be undone."
    assert preview(world, threads=threads(world, far)).title == "Delete 3 conversations for good?"
    here = preview(world, threads=threads(world, near))
    assert here.body == "1 message will be deleted from this computer. This can’t be undone."
    whole = preview(world, threads=threads(world, far + near), whole=True)
    assert (whole.title, whole.yes) == ("Empty Trash?", "Empty Trash")
    assert whole.body.startswith("4 messages")
    assert wishes(world) == []
    assert len(shown_now(world.core)) == 4


def test_undo_takes_back_what_was_done_before_it_and_never_this(world: World) -> None:
    stays, gone = bring(world, world.imap, "INBOX", 1, 2)
    run(world, "mail.trash", threads=threads(world, [gone]))
    run(world, "mail.archive", threads=threads(world, [stays]))
    done = run(world, "mail.erase", sure=True, threads=threads(world, [gone]))
    assert done.journal is None
    run(world, "undo")
    assert shown_now(world.core) == {stays: {world.folder(world.imap, "INBOX"): 0}}
    run(world, "undo")
    assert shown_now(world.core).keys() == {stays}
    assert [w.wish for w in wishes(world) if w.noun_id == gone] == ["move", "expunge"]


def test_what_is_on_its_way_to_the_trash_goes_there_before_it_goes_for_good(world: World) -> None:
    [message] = bring(world, world.imap, "INBOX", 1)
    run(world, "mail.trash", threads=threads(world, [message]))
    run(world, "mail.erase", sure=True, threads=threads(world, [message]))
    assert [w.wish for w in outbox.ready(world.core, world.imap, 1 << 40)] == ["move"]


def test_where_one_folder_holds_all_mail_junk_goes_by_the_trash(world: World) -> None:
    with transaction(world.core) as tx:
        accounts.folder(tx, world.imap, "All", Role.ALL, "All")
    junk, trash = world.folder(world.imap, "Junk"), world.folder(world.imap, "Trash")
    ids = bring(world, world.imap, "Junk", 1)
    run(world, "mail.erase", sure=True, threads=threads(world, ids), place="junk")
    assert [(w.wish, w.source, w.value) for w in wishes(world)] == [("move", junk, trash), ("expunge", trash, 0)]
    assert shown_now(world.core) == {}


def test_so_much_that_it_goes_in_pieces_is_told_at_its_end_and_can_be_stopped(world: World) -> None:
    ids = bring(world, world.imap, "Trash", *range(MANY))
    done = run(world, "mail.erase", sure=True, threads=threads(world, ids), whole=True)
    assert (done.more, done.journal, done.said) == (True, None, "Delete for good (450)")
    assert done.ended == "Deleted 450 conversations for good"
    assert journal.last_done(world.core) is None
    running.go_on(world.core, now=NOW)
    assert run(world, "stop").said == "Stopped. What was done so far is done for good."
    left = len(shown_now(world.core))
    assert 0 < left < MANY
    assert len(wishes(world)) + left == MANY
    run(world, "mail.erase", sure=True, threads=threads(world, ids), whole=True)
    while running.go_on(world.core, now=NOW):
        pass
    assert pieces.oldest(world.core) is None
    assert shown_now(world.core) == {}
    assert world.core.execute("SELECT count(*) FROM outbox").get == MANY
    assert run(world, "undo").said == "Nothing to undo."


def test_not_junk_goes_to_the_inbox_and_what_else_there_is_of_it_stays(world: World) -> None:
    junk, house = world.folder(world.imap, "Junk"), world.folder(world.imap, "House")
    with transaction(world.core) as tx:
        [one] = send(tx, world.imap, junk, [letter(1, 1)])
        [other] = send(tx, world.imap, house, [letter(2, 1, (1,))])
    run(world, "mail.not_junk", threads=threads(world, [one]))
    assert shown_now(world.core) == {one: {world.folder(world.imap, "INBOX"): 0}, other: {house: 0}}
    run(world, "undo")
    assert shown_now(world.core)[one] == {junk: 0}


def test_a_mind_may_not(world: World) -> None:
    properties = REGISTRY["mail.erase"].properties
    assert (properties.mind, properties.asks, properties.undoable) == (False, True, False)


def test_who_is_not_sure_is_told_what_would_go_and_nothing_does(world: World) -> None:
    ids = bring(world, world.imap, "Trash", 1)
    done = run(world, "mail.erase", threads=threads(world, ids))
    assert done.said == (
        "Delete “About 1” for good? 1 message will be deleted here and on the server. This can’t be undone."
        " To go ahead, say it again with sure=yes."
    )
    assert wishes(world) == []


@pytest.mark.parametrize("where", ["imap", "local"])
def test_what_is_gone_for_good_is_said_to_be_and_what_would_be_undone_next_is_named_first(
    world: World, where: str
) -> None:
    run(world, "task.add", line="Buy lamps")
    account = world.imap if where == "imap" else world.local
    gone = threads(world, bring(world, account, "INBOX", 1))
    run(world, "mail.trash", threads=gone)
    run(world, "mail.erase", sure=True, threads=gone)
    said = run(world, "undo").said
    assert said.startswith("Not undone: ")
    assert "It was deleted for good. Next, z would undo: added “Buy lamps”" in said
    assert run(world, "undo").said.startswith("Undone: added “Buy lamps”")
