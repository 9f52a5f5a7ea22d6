"""A draft begun: as whom it is sent, and whom one never had mail with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.model.drafts import Relation
from osone.model.mail import Address
from osone.queries import answering
from osone.store import accounts, settings
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import World, letter, send


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path)
    yield made
    made.close()


def named(world: World) -> list[str]:
    return [one.name for _account, one in answering.senders(world.core)]


def test_a_person_goes_by_the_name_they_gave_and_never_by_what_they_sign_in_with(world: World) -> None:
    with transaction(world.core) as tx:
        accounts.add(tx, "imap", "amy@there.example", "amy", {})
    assert named(world) == ["There", "Here", ""]
    with transaction(world.core) as tx:
        settings.put(tx, "person.name", " Amy ")
    assert named(world) == ["Amy"] * 3
    assert answering.begun(world.core, Relation.NEW).draft.sender == Address("Amy", "me@there.example")


def test_nobody_who_wrote_or_was_written_to_is_a_stranger(world: World) -> None:
    wrote, sent = letter(1, 1), letter(2, 2)
    wrote.header = wrote.header._replace(sender=Address("Nora", "Nora1@example.org"))
    sent.header = sent.header._replace(to=(Address("", "Bo@y.example"),))
    with transaction(world.core) as tx:
        send(tx, world.imap, world.folder(world.imap, "INBOX"), [wrote])
        send(tx, world.imap, world.folder(world.imap, "Sent"), [sent])
    every = {"nora1@example.org", "bo@y.example", "eve@z.example", "me@there.example"}
    assert answering.strangers(world.core, every) == {"eve@z.example"}
    assert answering.strangers(world.core, set()) == frozenset()
