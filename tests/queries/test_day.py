"""The day as every screen, verb and talk asks for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.ids import TaskId
from osone.model.tasks import Task
from osone.queries import day
from osone.store import messages, placements
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import NOW, World

TODAY = NOW.date()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


def task(number: int, due: date | datetime | None) -> Task:
    return Task(TaskId(number), f"task {number}", "", "", 4, due, None, float(number), 0)


def near(days: int) -> date:
    return TODAY + timedelta(days=days)


@given(st.lists(st.one_of(st.none(), st.integers(-9, 9)), max_size=12), st.integers(-9, 9), st.integers(1, 9))
def test_a_span_of_days_holds_what_its_days_hold_one_by_one(dues: list[int | None], since: int, length: int) -> None:
    every = [task(n, None if due is None else near(due)) for n, due in enumerate(dues)]
    whole = day.due_of(every, near(since), near(since + length), NOW)
    apart = {t.id for n in range(since, since + length) for t in day.due_of(every, near(n), near(n + 1), NOW)}
    assert {t.id for t in whole} == apart
    assert whole == [t for t in every if t in whole], "they stay in the person's order"


@given(st.lists(st.integers(-9, 9), max_size=12))
def test_what_is_overdue_is_due_today_and_on_no_later_day(dues: list[int]) -> None:
    every = [task(n, near(due)) for n, due in enumerate(dues)]
    assert day.due_today(every, NOW) == [t for t in every if t.due is not None and t.due <= TODAY]
    later = day.due_of(every, near(1), near(99), NOW)
    assert sorted(t.id for t in [*day.due_today(every, NOW), *later]) == [t.id for t in every]


def test_an_hour_that_was_set_elsewhere_is_due_on_its_day_here() -> None:
    late = datetime.combine(TODAY, datetime.min.time(), NOW.tzinfo) + timedelta(hours=23, minutes=59)
    assert day.due_today([task(1, late.astimezone(None))], NOW) == [task(1, late.astimezone(None))]
    assert day.due_today([task(1, late + timedelta(minutes=1))], NOW) == []


def test_a_day_holds_its_events_by_their_hours_and_its_tasks(world: World) -> None:
    for line in ("standup tomorrow 9:30 to 9:45", "fair tomorrow", "talk today 23:00 to 23:30"):
        running.run(world.core, "event.add", {"line": line}, by="person", now=NOW, registry=REGISTRY)
    for line in ("Paint tomorrow", "Call Amy today", "Buy lamps"):
        running.run(world.core, "task.add", {"line": line}, by="person", now=NOW, registry=REGISTRY)

    def told(held: day.DaySummary) -> tuple[list[str], list[str]]:
        return [o.title for o in held.occurrences], [t.title for t in held.due]

    assert told(day.today(world.core, NOW)) == (["talk"], ["Call Amy"])
    assert told(day.between(world.core, near(1), near(2), NOW)) == (["fair", "standup"], ["Paint"])
    assert told(day.between(world.core, near(0), near(2), NOW)) == (["talk", "fair", "standup"], ["Paint", "Call Amy"])
    reader = world.store.reader()
    assert [t.title for t in day.needs(reader, NOW).tasks] == ["Call Amy"]
    reader.close()
    with pytest.raises(ValueError, match="aware"):
        day.occurrences(world.core, NOW.replace(tzinfo=None), NOW)


def test_nobody_is_said_to_wait_only_once_the_inbox_was_read_to_its_end_and_what_people_wrote_is_here(
    world: World,
) -> None:
    reader = world.store.reader()
    inbox = world.folder(world.imap, "INBOX")

    def all_read() -> bool:
        return day.needs(reader, NOW).gap is None

    with transaction(world.core) as tx:
        placements.set_mark(tx, inbox, uidvalidity=1, uidnext=9, low_uid=5)
    assert not all_read(), "older mail of the inbox is still coming"
    with transaction(world.core) as tx:
        placements.set_mark(tx, inbox, low_uid=1)
    assert all_read(), "an inbox without a message is read"
    heads = [replace(worlds.letter(n, uid), snippet="") for uid, n in enumerate((4, 1), 1)]
    with transaction(world.core) as tx:
        letter, _newsletter = worlds.send(tx, world.imap, inbox, heads)
    assert not all_read(), "the text of what a person wrote is still on the server"
    raw = world.store.writer("raw")
    messages.keep_raw(raw, [(letter, b"Subject: one\n\nHello", "Hello")], world.core)
    raw.close()
    assert all_read(), "the head of a newsletter says enough"
    reader.close()
