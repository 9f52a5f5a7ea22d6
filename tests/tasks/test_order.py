"""Tasks stay where they are put, however often."""

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from osone.model.ids import TaskId
from osone.model.tasks import Task
from osone.tasks import order

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 23, 30, tzinfo=ZONE)


def task(number: int, position: float = 0, due: date | datetime | None = None, done_at: int | None = None) -> Task:
    return Task(TaskId(number), f"Task {number}", "", "", 4, due, done_at, position, 0)


@given(st.integers(1, 8), st.lists(st.tuples(st.integers(0, 7), st.integers(0, 9)), max_size=80))
def test_a_moved_task_stands_where_it_was_put_and_the_others_keep_their_order(
    count: int, moves: list[tuple[int, int]]
) -> None:
    tasks = [task(number, number * order.STEP) for number in range(count)]
    for which, place in moves:
        chosen = tasks[which % count].id
        expected = [one.id for one in tasks if one.id != chosen]
        expected.insert(min(place, len(expected)), chosen)
        changed = order.move(tasks, chosen, place).positions
        tasks = [task(one.id, changed.get(one.id, one.position)) for one in tasks]
        tasks.sort(key=lambda one: one.position)
        assert [one.id for one in tasks] == expected


@given(st.integers(1, 8), st.sets(st.integers(0, 7)), st.integers(0, 7), st.sampled_from([-1, 1]))
def test_in_a_list_that_shows_a_part_a_task_goes_past_the_one_that_is_seen_there(
    count: int, shown: set[int], which: int, by: Literal[-1, 1]
) -> None:
    tasks = [task(number, number * order.STEP) for number in range(count)]
    chosen = TaskId(which % count)
    seen = [one for one in tasks if one.id in shown or one.id == chosen]
    place = [one.id for one in seen].index(chosen) + by
    changed = order.past(tasks, seen, chosen, by).positions
    after = sorted(seen, key=lambda one: changed.get(one.id, one.position))
    expected = [one.id for one in seen if one.id != chosen]
    expected.insert(max(0, place), chosen)
    assert [one.id for one in after] == expected
    assert bool(changed) == (0 <= place < len(seen)), "at an end nothing is written"
    rest = sorted(tasks, key=lambda one: changed.get(one.id, one.position))
    assert [one.id for one in rest if one.id != chosen] == [one.id for one in tasks if one.id != chosen]


def test_two_neighbours_too_close_are_numbered_afresh() -> None:
    tasks = [task(1, 0.0), task(2, 1e-9), task(3, 5.0)]
    assert len(order.move(tasks, TaskId(3), 1).positions) == 3
