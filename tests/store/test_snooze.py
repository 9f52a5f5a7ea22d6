"""Conversations that are put off: where they are while they sleep, what wakes them, and how it is taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.ids import SECOND_SHIFT
from osone.model.mail import ANSWERED, UNTIL_NOW, Address, Box
from osone.store import journal, listing, outbox, placements, snooze
from osone.store.arrivals import Arrival
from osone.store.due import Alarm
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import NOW, START, World, hold, letter, send, snapshot

AT = int(NOW.timestamp())
HOUR = 3600
INBOX = (Box.INBOX, Box.NEEDS, Box.PEOPLE, Box.NEWSLETTERS, Box.REST)


def run(world: World, verb: str, **given_: object) -> None:
    running.run(world.core, verb, given_, by="person", now=NOW, registry=REGISTRY)


def bring(world: World, *letters: Arrival, path: str = "INBOX", account: int = 0) -> list[int]:
    with transaction(world.core) as tx:
        here = account or world.imap
        return send(tx, here, world.folder(here, path), letters)


def answer(n: int, to: int, received: int, sender: str = "amy@x") -> Arrival:
    """Letter ``n``, which answers another and came at that second."""
    one = letter(n, n, (to,))
    head = one.header._replace(sender=Address("", sender), date=received)
    return replace(one, header=head, received=received, reason="")


def ring(world: World, at: int) -> bool:
    """Let the alarm look at the clock, as the engine does."""
    alarm = Alarm(world.core, lambda: float(at), lambda: 50.0)
    alarm.look()
    return alarm.rings()


def lists(world: World, thread: int) -> set[int]:
    return {int(str(box)) for (box,) in world.core.execute("SELECT box FROM listing WHERE thread = ?", (thread,))}


def inbox(world: World) -> list[int]:
    return [thread for _newest, thread in listing.ids(world.core, Box.INBOX)]


def reason(world: World, thread: int) -> str:
    return str(world.core.execute("SELECT reason FROM thread WHERE id = ?", (thread,)).get)


def test_it_leaves_the_inbox_and_is_among_what_is_snoozed_the_next_to_wake_first(world: World) -> None:
    bring(world, *(letter(n, n) for n in range(1, 5)))
    run(world, "mail.snooze", threads=[1], when="in 3 hours")
    run(world, "mail.snooze", threads=[2, 3], when="in 1 hour")
    hold(world.core)
    assert inbox(world) == [4]
    assert lists(world, 1) == {Box.SNOOZED}
    asleep = [thread for _place, thread in listing.ids(world.core, Box.SNOOZED)]
    assert asleep == [3, 2, 1]
    rows = listing.rows(world.core, asleep, Box.SNOOZED)
    assert [row.wakes - AT for row in rows] == [HOUR, HOUR, 3 * HOUR]


def test_its_server_hears_nothing_of_it(world: World) -> None:
    bring(world, letter(1, 1))
    run(world, "mail.snooze", threads=[1], when="in 1 hour")
    assert outbox.ready(world.core, world.imap, AT + 9 * HOUR) == []
    [(kind, until)] = world.core.execute("SELECT kind, hold_until FROM outbox").fetchall()
    assert (kind, until) == (outbox.WAKE, AT + HOUR)


@pytest.mark.parametrize("late", [0, 59, 9 * HOUR], ids=["on time", "a little late", "after a night's sleep"])
def test_it_wakes_at_the_top_with_its_reason_and_not_a_second_before(world: World, late: int) -> None:
    bring(world, *(letter(n, n) for n in range(1, 4)))
    run(world, "mail.snooze", threads=[1], when="in 1 hour")
    assert not ring(world, AT + HOUR - 1)
    assert inbox(world) == [3, 2]
    assert ring(world, AT + HOUR + late)
    hold(world.core)
    assert inbox(world) == [1, 3, 2]
    assert reason(world, 1) == UNTIL_NOW
    assert Box.NEEDS in lists(world, 1)
    assert Box.SNOOZED not in lists(world, 1)
    [row] = listing.rows(world.core, [1], Box.INBOX)
    assert row.newest >> SECOND_SHIFT == AT + HOUR + late
    assert world.core.execute("SELECT count(*) FROM outbox").get == 0


def test_a_new_answer_wakes_it_and_what_it_asks_is_said_too(world: World) -> None:
    bring(world, letter(1, 1), letter(2, 2))
    run(world, "mail.snooze", threads=[1], when="in 2 days")
    bring(world, replace(answer(7, 1, AT + HOUR), reason="asks you a question"))
    hold(world.core)
    assert inbox(world)[0] == 1
    assert reason(world, 1) == f"{ANSWERED}, asks you a question"
    assert world.core.execute("SELECT count(*) FROM outbox").get == 0, "the alarm is off"


def test_an_answer_of_a_clock_that_is_behind_is_new_all_the_same(world: World) -> None:
    bring(world, letter(50, 1))
    run(world, "mail.snooze", threads=[1], when="in 2 days")
    late = answer(7, 50, AT + HOUR)
    bring(world, replace(late, header=late.header._replace(date=START)))
    assert inbox(world) == [1]


def test_what_one_writes_oneself_and_what_a_first_sync_brings_of_before_wake_nothing(world: World) -> None:
    bring(world, letter(50, 1))
    run(world, "mail.snooze", threads=[1], when="in 2 days")
    bring(world, answer(60, 50, AT + HOUR, "me@there.example"), path="Sent")
    bring(world, answer(61, 50, AT + HOUR, "me@there.example"))
    bring(world, answer(62, 50, AT + HOUR), path="Junk")
    bring(world, letter(3, 3, (50,)))
    hold(world.core)
    assert inbox(world) == []
    assert lists(world, 1) >= {Box.SNOOZED, Box.SENT}


def test_what_is_written_after_it_woke_puts_the_reason_away(world: World) -> None:
    bring(world, letter(1, 1), letter(2, 2))
    run(world, "mail.snooze", threads=[1], when="in 1 hour")
    ring(world, AT + HOUR)
    bring(world, answer(9, 1, AT + 2 * HOUR, "me@there.example"), path="Sent")
    hold(world.core)
    assert reason(world, 1) == ""
    assert Box.INBOX in lists(world, 1)
    assert Box.NEEDS not in lists(world, 1)


def test_another_client_that_archives_what_woke_takes_it_out_of_the_inbox(world: World) -> None:
    bring(world, letter(1, 1))
    run(world, "mail.snooze", threads=[1], when="in 1 hour")
    ring(world, AT + HOUR)
    bring(world, letter(1, 9), path="Archive")
    with transaction(world.core) as tx:
        placements.remove(tx, world.folder(world.imap, "INBOX"), [1])
    hold(world.core)
    assert lists(world, 1) == {Box.ARCHIVE}


def test_one_that_was_archived_wakes_in_the_inbox_and_archiving_it_ends_that(world: World) -> None:
    bring(world, letter(1, 1))
    run(world, "mail.archive", threads=[1])
    run(world, "mail.snooze", threads=[1], when="in 1 hour")
    hold(world.core)
    assert lists(world, 1) == {Box.ARCHIVE, Box.SNOOZED}
    ring(world, AT + HOUR)
    hold(world.core)
    assert lists(world, 1) == {Box.ARCHIVE, Box.INBOX, Box.NEEDS}
    run(world, "mail.archive", threads=[1])
    hold(world.core)
    assert lists(world, 1) == {Box.ARCHIVE}


@pytest.mark.parametrize("verb", ["mail.archive", "mail.trash", "mail.spam", "mail.inbox", "mail.snooze"])
def test_other_verbs_end_its_sleep_and_taking_them_back_puts_it_to_sleep_again(world: World, verb: str) -> None:
    bring(world, letter(1, 1))
    run(world, "mail.snooze", threads=[1], when="in 1 hour")
    before = snapshot(world.core)
    run(world, verb, threads=[1], **({"when": "in 2 hours"} if verb == "mail.snooze" else {}))
    hold(world.core)
    assert snapshot(world.core) != before
    run(world, "undo")
    assert snapshot(world.core) == before
    run(world, "undo")
    assert inbox(world) == [1]
    run(world, "redo")
    assert snapshot(world.core) == before


def test_taking_it_back_after_it_woke_leaves_it_alone(world: World) -> None:
    bring(world, letter(1, 1))
    run(world, "mail.snooze", threads=[1], when="in 1 hour")
    ring(world, AT + HOUR)
    entry = journal.last_done(world.core)
    assert entry is not None
    with transaction(world.core) as tx:
        taken = journal.undo(tx, entry)
    assert (taken.made, taken.left) == (0, 1)
    assert reason(world, 1) == UNTIL_NOW


def test_a_conversation_that_joins_another_takes_its_sleep_along(world: World) -> None:
    bring(world, letter(1, 1), letter(2, 2))
    run(world, "mail.snooze", threads=[2], when="in 1 hour")
    bring(world, letter(0, 9, (1, 2)))
    hold(world.core)
    assert lists(world, 1) == {Box.SNOOZED}
    ring(world, AT + HOUR)
    hold(world.core)
    assert inbox(world) == [1]


def test_what_woke_is_forgotten_once_it_changes_nothing_any_more(world: World) -> None:
    bring(world, letter(1, 1), letter(2, 2))
    run(world, "mail.snooze", threads=[1, 2], when="in 1 hour")
    ring(world, AT + HOUR)
    bring(world, answer(9, 1, AT + 2 * HOUR))
    with transaction(world.core) as tx:
        snooze.tidy(tx)
    assert [snooze.of_thread(world.core, thread) != {} for thread in (1, 2)] == [False, True]
    assert inbox(world) == [1, 2]


VERBS = ("mail.archive", "mail.trash", "mail.inbox", "mail.star")
DEEDS = st.one_of(
    st.tuples(st.just("snooze"), st.integers(1, 4), st.integers(1, 5)),
    st.tuples(st.sampled_from(VERBS), st.integers(1, 4), st.just(0)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.just(0)),
    st.tuples(st.just("tidy"), st.just(0), st.just(0)),
    st.tuples(st.just("ring"), st.integers(0, 6), st.just(0)),
    st.tuples(st.sampled_from(["INBOX", "Sent", "Archive", "House"]), st.integers(1, 4), st.integers(0, 6)),
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(DEEDS, max_size=12))
def test_whatever_is_done_lists_are_what_messages_and_their_sleep_make_of_them(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int, int]]
) -> None:
    world = worlds.make(Path(tmp_path_factory.mktemp("profile")) / "one")
    bring(world, *(letter(n, n) for n in range(1, 5)))
    for number, (deed, one, two) in enumerate(deeds):
        if deed == "snooze":
            run(world, "mail.snooze", threads=[one], when=f"in {two} hours")
        elif deed.startswith("mail."):
            run(world, deed, threads=[one])
        elif deed in ("undo", "redo"):
            run(world, deed)
        elif deed == "ring":
            ring(world, AT + one * HOUR)
        elif deed == "tidy":
            before = worlds.listings(world.core)
            with transaction(world.core) as tx:
                snooze.tidy(tx)
            assert worlds.listings(world.core) == before, "what is forgotten changed nothing any more"
        else:
            bring(world, answer(100 + number, one, AT + two * HOUR), path=deed)
        hold(world.core)
        waits = {int(str(m)) for (m,) in world.core.execute("SELECT noun_id FROM outbox WHERE kind = 'wake'")}
        asleep = {int(str(m)) for (m,) in world.core.execute("SELECT message FROM snooze WHERE state = 'asleep'")}
        assert waits == asleep, "what sleeps has an alarm, and nothing else has"
    ring(world, AT + 9 * HOUR)
    hold(world.core)
    assert not snooze.any_asleep(world.core)
    assert listing.ids(world.core, Box.SNOOZED) == []
    world.close()
