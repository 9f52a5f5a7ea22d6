"""A person says which folder is for what; where two would do, the verb that needs one asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.model.errors import CommandError
from osone.model.mail import Box, Role
from osone.store import accounts, folders, listing
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import NOW, World, hold, letter, send, shown_now


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


def run(world: World, verb: str, **arguments: object) -> Outcome:
    return running.run(world.core, verb, arguments, by="person", now=NOW, registry=REGISTRY)


def trash(world: World) -> list[str]:
    """The subjects in the trash of all accounts."""
    threads = [thread for _newest, thread in listing.ids(world.core, Box.TRASH)]
    return [row.subject for row in listing.rows(world.core, threads)]


def role(world: World, path: str) -> Role:
    return next(f.role for f in accounts.folders(world.core, world.imap) if f.path == path)


def test_the_trash_is_where_the_person_says_and_undo_puts_it_back(world: World) -> None:
    with transaction(world.core) as tx:
        send(tx, world.imap, world.folder(world.imap, "House"), [letter(1, 1)])
        send(tx, world.imap, world.folder(world.imap, "Trash"), [letter(2, 1)])
    number = world.folder(world.imap, "House")
    said = run(world, "folder.purpose", choice=f"trash {number}").said
    assert said == "House is now the trash"
    assert (role(world, "House"), role(world, "Trash")) == (Role.TRASH, Role.OTHER)
    assert trash(world) == ["About 1"]
    hold(world.core)
    with transaction(world.core) as tx:
        [third] = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(3, 1)])
    thread = int(str(world.core.execute("SELECT thread FROM message WHERE id = ?", (third,)).get))
    run(world, "mail.trash", threads=[thread])
    assert set(shown_now(world.core)[third]) == {number}
    run(world, "undo")
    run(world, "undo")
    assert (role(world, "House"), role(world, "Trash")) == (Role.OTHER, Role.TRASH)
    assert trash(world) == ["About 2"]
    hold(world.core)


def test_a_folder_is_named_by_its_name_too_in_every_account_that_has_it(world: World) -> None:
    run(world, "folder.purpose", choice="Archive house")
    there = {(f.account, f.path): f.role for f in accounts.folders(world.core)}
    assert [there[account, "House"] for account in (world.imap, world.local)] == [Role.ARCHIVE] * 2
    assert [there[account, "Archive"] for account in (world.imap, world.local)] == [Role.OTHER] * 2


def test_a_folder_that_is_for_nothing_stays_so_though_the_server_names_it(world: World) -> None:
    run(world, "folder.purpose", choice="other Junk")
    assert role(world, "Junk") is Role.OTHER
    (row,) = [row for row in folders.known(world.core, world.imap) if row.path == "Junk"]
    assert row.chosen is Role.OTHER


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("rubbish House", "can't be for “rubbish”"),
        ("trash Nowhere", "no folder “Nowhere”"),
        ("trash INBOX", "no folder “INBOX”"),
        ("", "can't be for “”"),
        ("trash 999999", "no folder “999999”"),
    ],
)
def test_what_cannot_be_is_said(world: World, choice: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        run(world, "folder.purpose", choice=choice)


def test_where_two_folders_would_do_the_verb_asks_and_makes_no_third(world: World) -> None:
    with transaction(world.core) as tx:
        account = accounts.add(tx, "imap", "other@there.example", "Other", {})
        inbox = folders.put(tx, account, b"INBOX", "INBOX", "/", Role.INBOX)
        for name in ("Trash", "Deleted Items"):
            folders.put(tx, account, name.encode(), name, "/", Role.OTHER, Role.TRASH)
        [mail] = send(tx, account, inbox, [letter(7, 1)])
    thread = int(str(world.core.execute("SELECT thread FROM message WHERE id = ?", (mail,)).get))
    with pytest.raises(CommandError, match="Several folders could be the trash: Trash and Deleted Items") as raised:
        run(world, "mail.trash", threads=[thread])
    assert raised.value.command == "folder.purpose"
    assert len(accounts.folders(world.core, account)) == 3
    run(world, "folder.purpose", choice="trash Deleted Items")
    run(world, "mail.trash", threads=[thread])
    (place,) = shown_now(world.core)[mail]
    assert next(f.path for f in accounts.folders(world.core, account) if f.id == place) == "Deleted Items"
