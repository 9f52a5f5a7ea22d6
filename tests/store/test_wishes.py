"""Wishes on their way to a server: taken back, sent behind, cancelled, held, and met by what others did."""

import json

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

from osone.model.accounts import Service
from osone.model.ids import AccountId, MessageId
from osone.model.mail import Flag
from osone.store import drafts, outbox, placements
from osone.store.effects import PLACE, Effect, apply
from osone.store.shown import refresh
from osone.store.writing import transaction
from tests.parts import wishes
from tests.store.world import World, hold, letter, send, shown_now

FAST = examples(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def inbox_of(world: World) -> int:
    return world.folder(world.imap, "INBOX")


def wish(world: World, message: int, *effects: Effect) -> None:
    with transaction(world.core) as tx:
        made = apply(tx, effects)
        assert [e.id for e in made] == [message] * len(effects)


def moved(message: int, source: int, target: int) -> Effect:
    return Effect("message", message, PLACE, source, target)


def first_wish(world: World) -> outbox.Wish:
    return outbox.of_account(world.core, world.imap, "waiting", "leaving", "doubtful", "done")[0]


@pytest.fixture
def lone(world: World) -> int:
    """A letter in the inbox of the account at a server."""
    with transaction(world.core) as tx:
        [message] = send(tx, world.imap, inbox_of(world), [letter(1, 1)])
    return message


def test_a_star_taken_back_before_it_left_leaves_nothing_to_send(world: World, lone: int) -> None:
    star = Effect("message", lone, "flagged", False, True)
    wish(world, lone, star)
    assert wishes.counts(world.core) == {"waiting": 1}
    wish(world, lone, star.turned())
    assert wishes.counts(world.core) == {}


@pytest.mark.parametrize("state", ["leaving", "doubtful"])
def test_a_star_taken_back_after_it_left_sends_its_opposite_behind_it(world: World, lone: int, state: str) -> None:
    star = Effect("message", lone, "flagged", False, True)
    wish(world, lone, star)
    with transaction(world.core, durable=True) as tx:
        outbox.leave(tx, [first_wish(world)], {}, {})
        if state == "doubtful":
            outbox.doubt(tx, world.imap)
    wish(world, lone, star.turned())
    hold(world.core)
    assert wishes.counts(world.core) == {state: 1, "waiting": 1}
    assert outbox.ready(world.core, world.imap, 0) == []
    with transaction(world.core) as tx:
        outbox.fulfil(tx, [first_wish(world)])
        placements.set_flags(tx, inbox_of(world), {1: int(Flag.FLAGGED)})
    hold(world.core)
    assert [(w.wish, w.value) for w in outbox.ready(world.core, world.imap, 0)] == [("flagged", 0)]
    assert shown_now(world.core)[lone] == {inbox_of(world): 0}


def accept(world: World) -> None:
    """The server took a move without telling the new UID."""
    with transaction(world.core, durable=True) as tx:
        outbox.leave(tx, [first_wish(world)], {"uidnext": 5}, {first_wish(world).noun_id: 0})
    with transaction(world.core) as tx:
        done = first_wish(world)
        tx.connection.execute("DELETE FROM placement WHERE message = ?", (done.noun_id,))
        outbox.await_arrival(tx, done, 0)
        refresh(tx, [done.noun_id])


def test_what_is_wished_of_a_moved_mail_waits_until_it_has_been_seen_there(world: World, lone: int) -> None:
    house = world.folder(world.imap, "House")
    wish(world, lone, moved(lone, inbox_of(world), house))
    accept(world)
    wish(world, lone, Effect("message", lone, "flagged", False, True))
    hold(world.core)
    assert outbox.ready(world.core, world.imap, 0) == []
    with transaction(world.core) as tx:
        send(tx, world.imap, house, [letter(1, 5)])
    hold(world.core)
    assert [(w.wish, w.value) for w in outbox.ready(world.core, world.imap, 0)] == [("flagged", 1)]


def test_a_move_whose_mail_was_seen_before_its_answer_came_is_over(world: World, lone: int) -> None:
    house = world.folder(world.imap, "House")
    wish(world, lone, moved(lone, inbox_of(world), house))
    with transaction(world.core) as tx:
        outbox.leave(tx, [first_wish(world)], {"uidnext": 5}, {lone: 0})
    with transaction(world.core) as tx:
        send(tx, world.imap, house, [letter(1, 5)])
    hold(world.core)
    with transaction(world.core) as tx:
        tx.connection.execute("DELETE FROM placement WHERE folder = ?", (inbox_of(world),))
        outbox.await_arrival(tx, first_wish(world), 0)
        refresh(tx, [lone])
    assert wishes.counts(world.core) == {}
    assert shown_now(world.core)[lone] == {house: 0}


def test_a_moved_mail_that_others_took_away_meanwhile_does_not_stay_as_a_ghost(world: World, lone: int) -> None:
    house = world.folder(world.imap, "House")
    wish(world, lone, moved(lone, inbox_of(world), house))
    before = outbox.expected(world.core, house)
    accept(world)
    assert shown_now(world.core)[lone] == {house: 0}
    with transaction(world.core) as tx:
        assert outbox.never_came(tx, before) == []
        assert outbox.never_came(tx, outbox.expected(tx.connection, house)) == [lone]
    hold(world.core)
    assert shown_now(world.core) == {}


def test_a_waiting_move_of_a_mail_that_another_client_moved_shows_it_where_it_is(world: World, lone: int) -> None:
    house, trash = world.folder(world.imap, "House"), world.folder(world.imap, "Trash")
    wish(world, lone, moved(lone, inbox_of(world), house))
    with transaction(world.core) as tx:
        placements.put(tx, trash, 1, lone, int(Flag.SEEN))
        placements.remove(tx, inbox_of(world), [1])
    hold(world.core)
    assert shown_now(world.core) == {lone: {trash: Flag.SEEN}}


def test_opposite_waiting_moves_cancel_and_a_chain_becomes_one(world: World, lone: int) -> None:
    inbox, house, trash = inbox_of(world), world.folder(world.imap, "House"), world.folder(world.imap, "Trash")
    wish(world, lone, moved(lone, inbox, house), moved(lone, house, trash))
    assert [(w.source, w.value) for w in outbox.ready(world.core, world.imap, 0)] == [(inbox, trash)]
    wish(world, lone, moved(lone, trash, inbox))
    assert wishes.counts(world.core) == {}
    hold(world.core)


def test_a_held_wish_holds_up_its_own_message_alone(world: World) -> None:
    with transaction(world.core) as tx:
        first, second = send(tx, world.imap, inbox_of(world), [letter(1, 1), letter(2, 2)])
    for message in (first, second):
        wish(world, message, Effect("message", message, "seen", False, True))
    world.core.execute("UPDATE outbox SET hold_until = 100 WHERE noun_id = ?", (first,))
    wish(world, first, Effect("message", first, "flagged", False, True))
    assert [w.noun_id for w in outbox.ready(world.core, world.imap, 50)] == [MessageId(second)]
    assert {w.wish for w in outbox.ready(world.core, world.imap, 100)} == {"seen"}
    assert outbox.ready(world.core, AccountId(99), 100) == []


def test_what_surely_did_not_happen_waits_again_with_its_reason(world: World, lone: int) -> None:
    wish(world, lone, Effect("message", lone, "seen", False, True))
    with transaction(world.core) as tx:
        outbox.leave(tx, [first_wish(world)], {}, {})
        outbox.put_back(tx, [first_wish(world)], 77, "NO [SERVERBUG]")
    again = first_wish(world)
    assert (again.state, again.tries, again.error) == ("waiting", 1, "NO [SERVERBUG]")
    assert outbox.ready(world.core, world.imap, 76) == []
    assert outbox.ready(world.core, world.imap, 77) == [again]


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two acts that are no wishes about mail: to send something, and to file it afterwards."""
    both = dict.fromkeys(("toy.send", "toy.file"), Service.INCOMING)
    monkeypatch.setattr(outbox, "SERVICE_OF", {**outbox.SERVICE_OF, **both})


def ready(world: World) -> list[tuple[str, str, int]]:
    return [(w.kind, w.noun, w.noun_id) for w in outbox.ready(world.core, world.imap, 0)]


def all_of(world: World) -> list[outbox.Wish]:
    return outbox.of_account(world.core, world.imap, "waiting", "leaving", "doubtful", "refused")


@pytest.mark.usefixtures("toys")
def test_an_act_waits_for_the_one_it_comes_after_and_what_leaves_is_kept_until_both_are_done(world: World) -> None:
    body, size = drafts.make_ready(world.core, [b"Message-ID: ", b"<1@x>"])
    with transaction(world.core) as tx:
        first = outbox.add(tx, world.imap, "toy.send", "toy", 1, body=body)
        outbox.add(tx, world.imap, "toy.file", "toy", 2, body=body, after=first)
    assert ready(world) == [("toy.send", "toy", 1)]
    for left in (1, 0):
        whole, pieces = drafts.ready(world.core, body)
        assert (whole, b"".join(pieces)) == (size, b"Message-ID: <1@x>")
        with transaction(world.core) as tx:
            [act] = outbox.ready(tx.connection, world.imap, 0)
            outbox.fulfil(tx, [act])
        assert len(all_of(world)) == left
    with pytest.raises(KeyError):
        drafts.ready(world.core, body)


@pytest.mark.usefixtures("toys")
def test_what_was_noted_before_the_first_byte_is_there_when_the_answer_is_lost(world: World) -> None:
    with transaction(world.core) as tx:
        outbox.add(tx, world.imap, "toy.send", "toy", 1)
    with transaction(world.core, durable=True) as tx:
        outbox.leave(tx, outbox.ready(tx.connection, world.imap, 0), {"sent": 812}, {})
    with transaction(world.core) as tx:
        outbox.doubt(tx, world.imap)
    [act] = outbox.of_account(world.core, world.imap, outbox.DOUBTFUL)
    assert json.loads(act.evidence) == {"sent": 812}
    assert (act.tries, act.uidnext) == (1, None)


@pytest.mark.usefixtures("toys")
def test_a_refused_act_stays_with_its_reason_keeps_what_comes_after_it_and_holds_up_nothing_else(
    world: World, lone: int
) -> None:
    with transaction(world.core) as tx:
        first = outbox.add(tx, world.imap, "toy.send", "message", lone)
        outbox.add(tx, world.imap, "toy.file", "toy", 2, after=first)
    shown = shown_now(world.core)
    with transaction(world.core) as tx:
        outbox.refuse(tx, outbox.ready(tx.connection, world.imap, 0), "550 no")
    wish(world, lone, Effect("message", lone, "seen", False, True))
    assert ready(world) == [("mail.flag", "message", lone)]
    assert [(w.state, w.error) for w in all_of(world) if w.id == first] == [("refused", "550 no")]
    hold(world.core)
    assert shown_now(world.core)[lone].keys() == shown[lone].keys()


def test_a_refused_wish_is_taken_back_and_shown_is_what_the_server_said(world: World, lone: int) -> None:
    wish(world, lone, moved(lone, inbox_of(world), world.folder(world.imap, "House")))
    with transaction(world.core) as tx:
        outbox.refuse(tx, outbox.ready(tx.connection, world.imap, 0), "NO [OVERQUOTA]")
    assert wishes.counts(world.core) == {}
    assert shown_now(world.core) == {lone: {inbox_of(world): 0}}


@pytest.mark.usefixtures("toys")
def test_an_act_about_another_noun_of_the_same_number_holds_up_no_mail(world: World, lone: int) -> None:
    with transaction(world.core) as tx:
        outbox.add(tx, world.imap, "toy.send", "toy", lone, hold_until=100)
    wish(world, lone, Effect("message", lone, "seen", False, True))
    assert ready(world) == [("mail.flag", "message", lone)]
    hold(world.core)
