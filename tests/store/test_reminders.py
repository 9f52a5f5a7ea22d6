"""Messages that nobody answers: they come back when they are to, and an answer from anybody keeps them away."""

from dataclasses import replace

import pytest

from osone.mail.threads import link_hash
from osone.model.drafts import Block, Draft, DraftId, Recipients
from osone.model.ids import AccountId, MessageId
from osone.model.mail import SILENT, Address, Box
from osone.store import drafts, listing, outbox, reminders, sending
from osone.store.arrivals import Arrival
from osone.store.due import Alarm
from osone.store.writing import transaction
from tests.store.world import START, World, hold, letter, send

HOUR = 3600
DAY = 24 * HOUR
ME = "me@there.example"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> int:
    """The second in which a server takes what is sent."""
    monkeypatch.setattr("time.time", lambda: float(START + DAY))
    return START + DAY


def queue(world: World, now: int, wait: int = 3 * DAY, answers: int | None = None) -> None:
    """A draft on its way, of which a person wants to be reminded."""
    about = MessageId(answers) if answers is not None else None
    sender = Address("", ME)
    draft = Draft(DraftId(0), AccountId(world.imap), sender, Recipients(), "Lamps", (Block(),), answers=about)
    with transaction(world.core) as tx:
        drafts.begin(tx, 1, drafts.row(draft))
        sending.queue(tx, 1, now, "m50@x", None, (now + wait, link_hash("m50@x")))


def leave(world: World) -> None:
    """Its server takes it, and the copy in Sent is seen."""
    with transaction(world.core) as tx:
        act = sending.send_of(tx.connection, 1)
        assert act is not None
        sending.sent(tx, act, copy=False)


def file(world: World, at: int, *answers: int) -> None:
    bring(world, written(50, at, ME, *answers), "Sent")


def written(n: int, at: int, sender: str, *answers: int) -> Arrival:
    one = letter(n, n, answers)
    one = replace(one, links=tuple(link_hash(f"m{r}@x") for r in (*answers, n)), received=at, reason="", kind="person")
    return replace(one, header=one.header._replace(sender=Address("", sender), date=at))


def bring(world: World, one: Arrival, path: str = "INBOX") -> None:
    with transaction(world.core) as tx:
        send(tx, world.imap, world.folder(world.imap, path), [one])
    hold(world.core)


def ring(world: World, at: int) -> bool:
    alarm = Alarm(world.core, lambda: float(at), lambda: 50.0)
    alarm.look()
    rang = alarm.rings()
    hold(world.core)
    return rang


def inbox(world: World) -> list[int]:
    return [thread for _newest, thread in listing.ids(world.core, Box.INBOX)]


def reason(world: World) -> object:
    return world.core.execute("SELECT reason FROM thread WHERE id = 1").get


def test_what_nobody_answers_is_at_the_top_of_the_inbox_when_it_is_to_be(world: World, now: int) -> None:
    queue(world, now)
    leave(world)
    file(world, now)
    bring(world, letter(2, 2))
    assert not ring(world, now + 3 * DAY - 1)
    assert inbox(world) == [2]
    assert ring(world, now + 3 * DAY)
    assert inbox(world) == [1, 2]
    assert reason(world) == SILENT
    assert world.core.execute("SELECT count(*) FROM outbox").get == 0
    assert not reminders.any_set(world.core) or reason(world) == SILENT


@pytest.mark.parametrize("filed", [True, False], ids=["its copy is in Sent", "the answer comes before its copy"])
def test_an_answer_cancels_it(world: World, now: int, filed: bool) -> None:
    queue(world, now)
    leave(world)
    if filed:
        file(world, now)
    bring(world, written(60, now + HOUR, "amy@x", 50))
    if not filed:
        file(world, now)
    assert not ring(world, now + 9 * DAY)
    assert reason(world) == ""


def test_an_answer_from_a_clock_that_is_behind_cancels_it_too(world: World, now: int) -> None:
    queue(world, now)
    leave(world)
    file(world, now)
    late = written(60, now - 9 * HOUR, "amy@x", 50)
    bring(world, late)
    assert not ring(world, now + 9 * DAY)


@pytest.mark.parametrize("by", ["a machine", "oneself", "before"])
def test_what_is_no_answer_cancels_nothing(world: World, now: int, by: str) -> None:
    bring(world, letter(40, 40))
    queue(world, now)
    leave(world)
    file(world, now, 40)
    if by == "a machine":
        away = written(60, now + HOUR, "amy@x", 50)
        bring(world, replace(away, header=away.header._replace(auto_submitted=True)))
    elif by == "oneself":
        bring(world, written(60, now + HOUR, ME, 50), "Sent")
    else:
        bring(world, written(30, now - DAY, "amy@x", 40))
    assert ring(world, now + 3 * DAY)
    assert reason(world) == SILENT


def test_an_answer_that_was_on_its_way_when_it_came_back_takes_it_away_again(world: World, now: int) -> None:
    queue(world, now)
    leave(world)
    file(world, now)
    ring(world, now + 3 * DAY)
    assert reason(world) == SILENT
    bring(world, written(60, now + HOUR, "amy@x", 50))
    assert reason(world) == ""


def test_what_leaves_late_is_given_as_long_to_be_answered(world: World, now: int) -> None:
    queue(world, now - 10 * DAY)
    assert not ring(world, now), "nothing is reminded of before it has left"
    leave(world)
    file(world, now)
    assert not ring(world, now + 3 * DAY - 1)
    assert ring(world, now + 3 * DAY)


def test_a_message_that_is_taken_back_or_goes_with_its_account_is_not_reminded_of(world: World, now: int) -> None:
    queue(world, now)
    with transaction(world.core) as tx:
        sending.take_back(tx, 1)
    assert world.core.execute("SELECT count(*) FROM reminder").get == 0
    with transaction(world.core) as tx:
        sending.queue(tx, 1, now, "m51@x", None, (now + DAY, link_hash("m51@x")))
    leave(world)
    with transaction(world.core) as tx:
        reminders.forget(tx, world.imap)
    assert world.core.execute("SELECT count(*) FROM reminder").get == 0


def test_a_server_that_gives_its_own_id_is_followed_by_what_the_message_answers(world: World, now: int) -> None:
    with transaction(world.core) as tx:
        [answered] = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(40, 40)])
    queue(world, now, answers=answered)
    leave(world)
    bring(world, written(70, now, ME, 40), "Sent")
    assert ring(world, now + 3 * DAY)
    assert reason(world) == SILENT
    assert outbox.ready(world.core, world.imap, now + 9 * DAY) == []
