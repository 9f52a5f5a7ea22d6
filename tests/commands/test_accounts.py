"""Accounts by verbs: what each is called and in which order they stand, done, taken back and done again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.model.errors import CommandError
from osone.store import accounts
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import NOW, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    with transaction(made.core) as tx:
        accounts.add(tx, "imap", "amy@work.example", "amy", {})
    yield made
    made.close()


def run(world: World, verb: str, **arguments: object) -> Outcome:
    return running.run(world.core, verb, arguments, by="person", now=NOW, registry=REGISTRY)


def called(world: World) -> list[str]:
    return [one.called for one in accounts.every(world.core)]


FIRST = ["me@there.example", "here@this.computer", "amy@work.example"]


def test_an_account_goes_by_its_address_until_it_is_given_a_name(world: World) -> None:
    assert called(world) == FIRST
    assert run(world, "account.label", account=3, words="  Work \n mail ").said == "Renamed to Work mail"
    assert called(world) == [*FIRST[:2], "Work mail"]
    run(world, "undo")
    assert called(world) == FIRST
    run(world, "redo")
    assert run(world, "account.label", account=3, words="").said == "Renamed to amy@work.example"
    assert called(world) == FIRST


def test_a_name_is_cut_where_it_is_too_long_to_be_read(world: World) -> None:
    run(world, "account.label", account=1, words="x" * 5_000)
    assert called(world)[0] == "x" * 80


def test_a_signature_is_written_taken_back_and_removed(world: World) -> None:
    def signatures() -> list[str]:
        return [one.signature for one in accounts.every(world.core)]

    assert run(world, "account.sign", account=3, words="-- \nAmy\r\nHarbour Press \n").said == "Signature changed"
    assert signatures() == ["", "", "Amy\nHarbour Press"]
    assert run(world, "account.sign", account=3, words="Amy\nHarbour Press").said == "", "it is so already"
    run(world, "undo")
    assert signatures() == ["", "", ""]
    run(world, "redo")
    assert run(world, "account.sign", account=3, words=" \n").said == "Signature removed"
    assert signatures() == ["", "", ""]


def test_accounts_are_moved_up_and_down_and_the_ends_hold(world: World) -> None:
    run(world, "account.move", account=3, steps=-1)
    assert called(world) == [FIRST[0], FIRST[2], FIRST[1]]
    run(world, "account.move", account=3, steps=-1)
    assert called(world) == [FIRST[2], FIRST[0], FIRST[1]]
    run(world, "account.move", account=3, steps=-1)
    run(world, "account.move", account=2, steps=1)
    assert called(world) == [FIRST[2], FIRST[0], FIRST[1]]
    run(world, "undo")
    run(world, "undo")
    assert called(world) == FIRST


def test_an_account_that_comes_stands_last_whatever_was_moved(world: World) -> None:
    run(world, "account.move", account=1, steps=2)
    with transaction(world.core) as tx:
        accounts.add(tx, "imap", "new@there.example", "new", {})
    assert called(world) == [FIRST[1], FIRST[2], FIRST[0], "new@there.example"]


def test_what_is_no_account_is_said(world: World) -> None:
    with pytest.raises(CommandError, match="no such account"):
        run(world, "account.label", account=99, words="Work")
    run(world, "account.move", account=99, steps=1)
    assert called(world) == FIRST
