"""The alarm, with clocks of the test's own: what it rings for, after a sleep, and when a clock was wrong."""

from dataclasses import dataclass

import pytest

from osone.model.change import Topic
from osone.store import due, feed, outbox
from osone.store.due import LONGEST_WAIT_S, Alarm
from osone.store.writing import transaction
from tests.store.world import START, World, letter, send

YEAR = 365 * 86_400


@dataclass
class Clocks:
    """One that is set, and one that is not."""

    wall: float = START
    steady: float = 50.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def sleep(self, seconds: float) -> None:
        """The machine sleeps, and the steady clock stands still meanwhile."""
        self.wall += seconds

    set_by = sleep


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def alarm_of(world: World, clocks: Clocks) -> Alarm:
    alarm = Alarm(world.core, lambda: clocks.wall, lambda: clocks.steady)
    alarm.look()
    return alarm


def hold(world: World, until: int, noun: str = "task", number: int = 1, kind: str = "mail.flag") -> None:
    with transaction(world.core) as tx:
        outbox.add(tx, world.imap, kind, noun, number, hold_until=until)


def put_back(world: World, until: int) -> None:
    """An act that a server would not do now, to be tried again then."""
    with transaction(world.core) as tx:
        outbox.add(tx, world.imap, "mail.flag", "task", 9)
        outbox.put_back(tx, outbox.ready(tx.connection, world.imap, START - YEAR)[-1:], until, "NO [SERVERBUG]")


def ready(world: World, clocks: Clocks) -> int:
    return len(outbox.ready(world.core, world.imap, int(clocks.wall)))


def test_it_rings_once_when_a_hold_is_over_and_not_before(world: World, clocks: Clocks) -> None:
    hold(world, START + 10)
    alarm = alarm_of(world, clocks)
    assert not alarm.rings()
    clocks.pass_by(9.5)
    assert not alarm.rings()
    clocks.pass_by(0.5)
    assert alarm.rings()
    assert ready(world, clocks) == 1
    assert not alarm.rings()


def test_it_rings_for_the_least_of_what_is_ahead_and_then_for_the_next(world: World, clocks: Clocks) -> None:
    hold(world, START + 30, number=1)
    hold(world, START + 20, number=2)
    put_back(world, START + 10)
    alarm = alarm_of(world, clocks)
    rang = []
    for second in range(1, 41):
        clocks.pass_by(1)
        if alarm.rings():
            rang.append(second)
    assert rang == [10, 20, 30]


def test_what_is_written_while_it_waits_is_heard_at_the_next_look(world: World, clocks: Clocks) -> None:
    alarm = alarm_of(world, clocks)
    hold(world, START + 5)
    alarm.look()
    clocks.pass_by(5)
    assert alarm.rings()


def test_after_a_sleep_it_rings_at_once_for_what_came_due_meanwhile(world: World, clocks: Clocks) -> None:
    hold(world, START + 600)
    put_back(world, START + 300)
    alarm = alarm_of(world, clocks)
    clocks.sleep(8 * 3600)
    assert alarm.rings()
    assert ready(world, clocks) == 2
    assert not alarm.rings()


def test_a_hold_that_a_clock_set_back_puts_ahead_again_is_waited_for_again(world: World, clocks: Clocks) -> None:
    hold(world, START + 10)
    clocks.pass_by(20)
    alarm = alarm_of(world, clocks)
    assert not alarm.rings()
    clocks.set_by(-3600)
    assert not alarm.rings()
    clocks.pass_by(3589)
    assert not alarm.rings()
    clocks.pass_by(1)
    assert alarm.rings()


def test_a_clock_set_back_by_a_year_makes_no_wish_that_was_put_back_wait_that_long(
    world: World, clocks: Clocks
) -> None:
    put_back(world, START + 80)
    alarm = alarm_of(world, clocks)
    clocks.set_by(-YEAR)
    clocks.pass_by(79)
    assert not alarm.rings()
    assert ready(world, clocks) == 0
    clocks.pass_by(1)
    assert alarm.rings()
    assert ready(world, clocks) == 1


def test_a_try_that_a_wrong_clock_put_a_year_ahead_comes_within_the_longest_wait_of_this_run(
    world: World, clocks: Clocks
) -> None:
    put_back(world, START + YEAR)
    alarm = alarm_of(world, clocks)
    clocks.pass_by(LONGEST_WAIT_S - 1)
    assert not alarm.rings()
    alarm.look()  # a commit meanwhile begins no wait anew
    clocks.pass_by(1)
    assert alarm.rings()
    assert ready(world, clocks) == 1


def test_a_hold_is_an_instant_and_no_steady_clock_ends_it(world: World, clocks: Clocks) -> None:
    hold(world, START + YEAR)
    alarm = alarm_of(world, clocks)
    for _ in range(9):
        clocks.pass_by(LONGEST_WAIT_S)
        assert not alarm.rings()


def test_what_wakes_is_told_of_by_its_topic_and_is_over(world: World, clocks: Clocks) -> None:
    hold(world, START + 10, "task", 7, outbox.WAKE)
    hold(world, START + 10, "thread", 3, outbox.WAKE)
    hold(world, START + 99, "thread", 4, outbox.WAKE)
    alarm = alarm_of(world, clocks)
    before = feed.last(world.core)
    clocks.pass_by(12)
    assert alarm.rings()
    told = {(c.topic, c.ids) for c in feed.since(world.core, before).changes}
    assert told == {(Topic.TASK, (7,)), (Topic.THREAD, (3,))}
    assert world.core.execute("SELECT noun_id FROM outbox").fetchall() == [(4,)]


def test_what_should_have_woken_while_nothing_ran_wakes_at_the_first_look(world: World, clocks: Clocks) -> None:
    hold(world, START - 3600, "task", 7, outbox.WAKE)
    alarm = alarm_of(world, clocks)
    assert alarm.rings()
    assert due.held(world.core, int(clocks.wall)) is None
    assert not alarm.rings()


def test_a_noun_that_sleeps_holds_up_nothing_that_is_wished_of_it(world: World, clocks: Clocks) -> None:
    with transaction(world.core) as tx:
        [message] = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(1, 1)])
        outbox.add(tx, world.imap, outbox.WAKE, "message", message, hold_until=START + 99)
        outbox.wish_flag(tx, world.imap, message, "seen", True, None)
    assert ready(world, clocks) == 1
