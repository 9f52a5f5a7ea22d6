"""What a captured line becomes, and what the store knows of it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.mail import Address
from osone.queries import line as lines
from osone.queries import person
from osone.queries.day import meanwhile
from osone.store import tasks
from osone.store.writing import transaction
from osone.sync import indexing
from osone.sync.working import Pace
from tests.store import world as worlds
from tests.store.world import NOW, START, World, letter, send


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("lunch with Amy tomorrow 12:30 at Rosa's", "event"),
        ("call with Tomasz at 10 tomorrow", "event"),
        ("dentist thu 9am", "event"),
        ("standup every weekday 9:30", "event"),
        ("holiday 5 jan to 12 jan", "event"),
        ("Noor's birthday 3 March", "event"),
        ("buy milk", "task"),
        ("call Amy tomorrow at 10", "task"),
        ("review tomorrow at 10 #house", "task"),
        ("review tomorrow at 10 p1", "task"),
        ("the report by friday 5pm", "task"),
        ("invoice due friday", "task"),
        ("water the fern every 3 days", "task"),
        ("page two of the lease tomorrow", "task"),
        ("", "task"),
    ],
)
def test_hours_and_company_make_an_event_and_doing_makes_a_task(line: str, kind: str) -> None:
    assert lines.understand(line, NOW).kind == kind


@pytest.mark.parametrize("many", ["9" * 20, "9" * 300])
@pytest.mark.parametrize(
    "line",
    [
        "pay {} days before christmas", "pay on the {}th of the upcoming month", "pay for {} years", "pay in {}h30",
        "pay every {} days", "pay at {}:30", "pay until {} dec", "pay 2027-{}-01", "pay {} weeks from friday",
    ],
)  # fmt: skip
def test_a_number_that_no_calendar_reaches_is_kept_as_a_word(world: World, line: str, many: str) -> None:
    running.run(world.core, "task.add", {"line": line.format(many)}, by="person", now=NOW, registry=REGISTRY)
    (task,) = tasks.every_open(world.core)
    assert "9" * 20 in f"{task.title} {task.notes}"
    assert "pay" in task.title


def test_over_a_calendar_what_has_a_day_is_an_event_unless_it_is_due() -> None:
    assert lines.understand("call Amy tomorrow at 10", NOW, dated=True).kind == "event"
    assert lines.understand("page two", NOW, day=date(2026, 12, 3), dated=True).kind == "event"
    assert lines.understand("page two by friday", NOW, dated=True).kind == "task"
    assert lines.understand("buy milk", NOW, dated=True).kind == "task"


def test_how_often_stays_in_the_words_of_a_task_and_its_first_time_is_when_it_is_due() -> None:
    task = lines.as_task("water the fern every 3 days", NOW)
    assert (task.title, task.due) == ("water the fern every 3 days", NOW.date())


def test_marks_of_a_task_can_be_only_words() -> None:
    line = "call Amy tomorrow #house p1"
    assert lines.as_task(line, NOW, plain={"when"}).due is None
    assert lines.as_task(line, NOW, plain={"project"}).project == ""
    assert lines.as_task(line, NOW, plain={"priority"}).priority == 4
    assert lines.as_task(line, NOW, plain={"when", "project", "priority"}).title == line


def senders(world: World, *who: Address) -> None:
    folder = world.folder(world.local, "INBOX")
    with transaction(world.core) as tx:
        for n, sender in enumerate(who):
            one = letter(n, n + 1)
            one.header = one.header._replace(sender=sender)
            send(tx, world.local, folder, [one])
    indexing.index_all(world.store, Pace(), lambda _told: None, once=True)


@pytest.mark.parametrize(
    ("line", "plain"), [("water the ferns every sunday", "repeats"), ("call Amy on sunday", "when")]
)
def test_words_that_are_only_words_make_no_task_due(line: str, plain: str) -> None:
    assert lines.as_task(line, NOW).due is not None
    caught = lines.as_task(line, NOW, plain={plain})
    assert (caught.title, caught.due) == (line, None)


def test_a_first_name_is_who_writes_most_by_that_name(world: World) -> None:
    amy, other = Address("Amy Ferrante", "amy@example.org"), Address("Amy Zhou", "zhou@example.org")
    senders(world, other, amy, amy, Address("Jo Amy", "jo@example.org"))
    reader = world.store.reader()
    assert person.known(reader, "Amy") == amy
    assert person.known(reader, "amy zhou") == other
    assert person.known(reader, "Paul") is None
    assert person.known(reader, "…") is None
    reader.close()


def test_a_first_name_is_who_was_in_touch_lately(world: World) -> None:
    old, lately = Address("Paul Oster", "paul@old.example"), Address("Paul Weiss", "weiss@example.org")
    folder = world.folder(world.local, "INBOX")
    with transaction(world.core) as tx:
        for n in range(6):
            one = letter(n, n + 1)
            day = START + (90 if n >= 4 else n) * 86_400
            one.header = one.header._replace(sender=lately if n >= 4 else old, date=day)
            one.received = day
            send(tx, world.local, folder, [one])
    indexing.index_all(world.store, Pace(), lambda _told: None, once=True)
    reader = world.store.reader()
    assert person.known(reader, "Paul") == lately
    reader.close()


def test_what_else_is_on_then_is_found_and_nothing_beside_it(world: World) -> None:
    for line in ("standup tomorrow 9:30 to 9:45", "talk tomorrow 10:00 to 11:00", "fair tomorrow"):
        running.run(world.core, "event.add", {"line": line}, by="person", now=NOW, registry=REGISTRY)

    def on(line: str) -> list[str]:
        event = lines.understand(line, NOW).event
        assert event is not None
        return [one.title for one in meanwhile(world.core, event)]

    assert on("lunch tomorrow 9:45 to 10:00") == []
    assert on("lunch tomorrow 9:40 to 10:30") == ["standup", "talk"]
    assert on("holiday tomorrow") == []


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("remind me to call Ann tomorrow at 9", "call Ann", "24 09:00"),
        ("remind me tomorrow at 9 to call Ann", "call Ann", "24 09:00"),
        ("please remind me about the rent on friday", "the rent", "27"),
        ("don't forget to water the ferns on sunday", "water the ferns", "29"),
        ("set a reminder to renew the pass tomorrow", "renew the pass", "24"),
        ("remember the milk", "remember the milk", ""),
        ("reminders for Ann", "reminders for Ann", ""),
        ("next friday", "next friday", "04"),
    ],
)
def test_what_only_asks_to_be_reminded_is_no_part_of_the_task_and_a_day_alone_is_kept(
    line: str, title: str, due: str
) -> None:
    told = lines.understand(line, datetime(2026, 11, 23, 8, 0))
    assert told.kind == "task"
    assert told.task.title == title
    when = told.task.due
    assert (f"{when:%d %H:%M}" if isinstance(when, datetime) else f"{when:%d}" if when else "") == due


@pytest.mark.parametrize(
    ("line", "kind", "title"),
    [
        ("remind me to call Ann tomorrow at 9", "task", "call Ann"),
        ("can you remind me to call Ann tomorrow at 9", "task", "call Ann"),
        ("please remind me tomorrow at 9 that I have to call Ann", "task", "call Ann"),
        ("remind me about the choir tomorrow at 9", "task", "the choir"),
        ("don't forget to have lunch with Ann tomorrow at 12", "task", "have lunch with Ann"),
        ("I mustn't forget to ring Ann tomorrow at 9", "task", "ring Ann"),
        ("reminder: choir tomorrow at 9", "task", "choir"),
        ("I have to send the report by friday", "task", "send the report"),
        ("I've got to call Ann tomorrow at 9", "task", "call Ann"),
        ("I need to pay the rent on friday at 9", "task", "pay the rent"),
        ("I have to be there tomorrow at 9", "event", "I have to be there"),
        ("I have dinner with Ann tomorrow at 7pm", "event", "I have dinner with Ann"),
    ],
)
def test_who_asks_to_be_reminded_or_has_to_do_something_has_a_task(line: str, kind: str, title: str) -> None:
    told = lines.understand(line, NOW)
    assert told.kind == kind
    assert (told.task.title if kind == "task" or told.event is None else told.event.title) == title
    if "remind" in line or "forget" in line:
        assert lines.understand(line, NOW, dated=True).kind == kind, "over a calendar too"


@pytest.mark.parametrize(
    ("line", "kind", "remark"),
    [
        ("dinner on feb 30", "task", "There is no “feb 30”, so it has no date."),
        ("call Ann the 31st of june at 9", "task", "There is no “31st of june”, so it has no date."),
        ("dinner tomorrow 25:00", "task", "There is no “25:00”."),
        ("from 15 to 14 tomorrow yoga", "event", "It can't end at 14:00, before it begins."),
        ("holiday 20 to 18 dec", "event", "It can't end on Friday 18 December, before it begins."),
        ("dinner tomorrow at 8", "event", ""),
        ("“feb 30” poster", "task", ""),
    ],
)
def test_what_cannot_be_so_is_remarked_and_never_guessed(line: str, kind: str, remark: str) -> None:
    told = lines.understand(line, NOW)
    assert (told.kind, told.remark(event=kind == "event")) == (kind, remark)


def test_who_adds_a_line_unseen_is_told_that_there_is_no_such_day(world: World) -> None:
    def said(verb: str, line: str) -> str:
        return running.run(world.core, verb, {"line": line}, by="person", now=NOW, registry=REGISTRY).said

    assert said("task.add", "dinner on feb 30") == (
        "Added “dinner on feb 30”. There is no “feb 30”, so it has no date."
    )
    assert said("event.add", "yoga tomorrow from 15 to 14").endswith("It can't end at 14:00, before it begins.")
