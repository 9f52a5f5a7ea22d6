"""A draft begun: as whom it is sent, and whom one never had mail with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.model.drafts import Relation
from osone.model.mail import Address, Role
from osone.queries import answering
from osone.store import accounts, settings, values
from osone.store.arrivals import Arrival
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import START, World, letter, send


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


def test_what_is_begun_ends_with_the_signature_of_the_account_it_leaves_from(world: World) -> None:
    with transaction(world.core) as tx:
        work = accounts.add(tx, "imap", "amy@there.example", "amy", {})
        send(tx, work, accounts.folder(tx, work, "INBOX", Role.INBOX, "Inbox"), [letter(1, 1)])
        tx.connection.execute("UPDATE account SET signature = 'Amy' || char(10) || 'Press' WHERE id = ?", (work,))
    thread = values.count(world.core, "SELECT max(id) FROM thread")
    plain = answering.begun(world.core, Relation.NEW)
    assert ([one.words for one in plain.draft.blocks], plain.signature) == ([""], "")
    reader = world.store.reader()
    for relation in (Relation.REPLY, Relation.REPLY_ALL, Relation.FORWARD):
        begun = answering.begun(reader, relation, thread)
        assert [one.words for one in begun.draft.blocks] == ["", "", "-- ", "Amy", "Press"]
        assert begun.wordless
    assert answering.begun(reader, Relation.NEW, at=work).signature == "Amy\nPress"
    reader.close()


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


def test_who_has_copies_of_ones_mail_is_no_stranger(world: World) -> None:
    one = letter(1, 1)
    one.header = one.header._replace(cc=(Address("The Board", "Board@club.example"), Address("", "bo@y.example")))
    with transaction(world.core) as tx:
        send(tx, world.imap, world.folder(world.imap, "INBOX"), [one])
    every = {"board@club.example", "board@club.exam", "oard@club.example"}
    assert answering.strangers(world.core, every) == every - {"board@club.example"}


def at_day(number: int, day: int, sender: Address, *to: Address) -> Arrival:
    """A message so many days after the first."""
    made = letter(number, number)
    made.header = made.header._replace(sender=sender, to=to, date=START + day * 86_400)
    made.received = START + day * 86_400
    return made


def test_who_wrote_today_is_offered_before_whom_one_wrote_to_long_ago(world: World) -> None:
    chad, nora = Address("Chad Norwood", "chad@y.example"), Address("Nora Lind", "nora@y.example")
    me, list_ = Address("Amy", "me@there.example"), Address("Una", "una@y.example")
    with transaction(world.core) as tx:
        sent = [at_day(n, -90, me, chad) for n in range(1, 4)]
        send(tx, world.imap, world.folder(world.imap, "Sent"), sent)
        came = [at_day(n, 28, nora, me, list_) for n in range(4, 7)]
        send(tx, world.imap, world.folder(world.imap, "INBOX"), came)
    assert answering.people(world.core)[:3] == [nora, list_, chad]


def test_a_new_message_leaves_from_the_account_at_hand_else_from_the_first(world: World) -> None:
    def leaves(at: int) -> str:
        return answering.begun(world.core, Relation.NEW, at=at).draft.sender.email

    with transaction(world.core) as tx:
        tx.connection.execute("UPDATE account SET place = 3 - place")
    assert (leaves(world.imap), leaves(world.local)) == ("me@there.example", "here@this.computer")
    assert (leaves(0), leaves(99)) == ("here@this.computer",) * 2


def test_an_answer_leaves_from_the_account_that_the_message_came_to_wherever_one_is(world: World) -> None:
    with transaction(world.core) as tx:
        (message,) = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(1, 1)])
        tx.connection.execute("UPDATE account SET place = 3 - place")
    thread = int(str(world.core.execute("SELECT thread FROM message WHERE id = ?", (message,)).get))
    reader = world.store.reader()
    begun = answering.begun(reader, Relation.REPLY, thread, at=world.local)
    reader.close()
    assert (begun.draft.account, begun.draft.sender.email) == (world.imap, "me@there.example")
