"""The task list under the hand: what goes stays gone while the store is being asked, and comes back in its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.bridge.lists.moves import MovedShortly
from osone.bridge.tasks.tasks import TaskList
from tests.ui import world
from tests.ui.stage import NOW, Acted, Answers, application

application()


@pytest.fixture
def reads() -> Answers:
    return Answers(world.lived_in())


@pytest.fixture
def tasks(reads: Answers) -> TaskList:
    made = TaskList()
    made.begin(reads, Acted(), lambda: NOW)
    return made


def shown(tasks: TaskList) -> list[object]:
    return [row["key"] for row in tasks.rows]


def test_what_was_done_stays_gone_when_the_next_one_goes_before_the_store_has_answered(
    tasks: TaskList, reads: Answers
) -> None:
    assert shown(tasks) == [1, 2, 3, 4, 6]
    tasks.leave([2])
    reads.connection.execute("UPDATE task SET done_at = 1 WHERE id = 2")
    reads.held = []
    tasks.settled([2])
    tasks.leave([3])
    assert shown(tasks) == [1, 4, 6], "the rows at hand still have the first"
    reads.release()
    assert shown(tasks) == [1, 4, 6]
    tasks.settled([3])
    assert shown(tasks) == [1, 3, 4, 6], "the second was refused"


@pytest.mark.parametrize("late", [False, True])
def test_where_a_verb_is_refused_the_task_the_cursor_and_the_selection_are_as_before(
    tasks: TaskList, reads: Answers, late: bool
) -> None:
    tasks.set_cursor(1)
    tasks.toggle(2)
    tasks.leave([2])
    assert tasks.current == 3
    reads.held = [] if late else None
    tasks.stayed([2])
    assert (shown(tasks), tasks.current, tasks.targets) == ([1, 2, 3, 4, 6], 2, [2])
    tasks.settled([2])
    if late:
        reads.release()
    assert (shown(tasks), tasks.current, tasks.targets) == ([1, 2, 3, 4, 6], 2, [2])


def test_where_taking_back_is_refused_the_cursor_is_where_it_was(tasks: TaskList, reads: Answers) -> None:
    tasks.leave([2])
    reads.connection.execute("UPDATE task SET done_at = ? WHERE id = 2", (int(NOW.timestamp()),))
    tasks.settled([2])
    tasks.set_cursor(3)
    assert tasks.current == 6
    tasks.bring_back([2])
    assert tasks.current == 2
    tasks.stayed([2])
    tasks.settled([2])
    assert (shown(tasks), tasks.current) == ([1, 3, 4, 6], 6)


def test_what_is_taken_back_is_no_longer_among_what_was_done(tasks: TaskList, reads: Answers) -> None:
    tasks.leave([2])
    reads.connection.execute("UPDATE task SET done_at = ? WHERE id = 2", (int(NOW.timestamp()),))
    tasks.settled([2])
    tasks.go("done")
    assert shown(tasks) == [2, 8]
    tasks.bring_back([2])
    assert shown(tasks) == [8]
    tasks.go("today")
    assert shown(tasks) == [1, 2, 3, 4, 6]


@pytest.mark.parametrize(
    ("view", "line", "kept"),
    [
        ("today", "buy bread", "buy bread today"),
        ("today", "buy bread tomorrow", "buy bread tomorrow"),
        ("today", "buy bread #Flat", "buy bread #Flat today"),
        ("#Flat", "paint", "paint #Flat"),
        ("#Flat", "paint #Garden", "paint #Garden"),
        ("#Flat", "pay bill # 7", "pay bill # 7 #Flat"),
        ("inbox", "buy bread", "buy bread"),
    ],
)
def test_a_list_says_of_a_task_what_its_line_does_not_say_itself(view: str, line: str, kept: str) -> None:
    tasks, acts = TaskList(), Acted()
    tasks.begin(Answers(world.lived_in()), acts, lambda: NOW)
    tasks.go(view)
    tasks.add(line)
    assert acts.ran == [("task.add", {"line": kept})]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["leave", "back"]), st.integers(1, 4)), max_size=12))
def test_the_newest_wish_is_shown_until_all_are_done_and_then_the_store_is(
    wishes: list[tuple[str, int]],
) -> None:
    moved: MovedShortly[int] = MovedShortly(lambda row: row)
    rows = [1, 2, 3, 4]
    moved.leave(rows, rows)
    moved.bring_back(rows)
    last = dict.fromkeys(rows, "back")
    for wish, number in wishes:
        (moved.leave([number], rows) if wish == "leave" else moved.bring_back([number]))
        last[number] = wish
        assert moved.over(rows, int) == [row for row in rows if last[row] == "back"]
    everything = [*rows, *rows, *(number for _, number in wishes)]
    for number in everything:
        assert moved.over([], int) == [row for row in rows if last[row] == "back"], "not before all are done"
        moved.settled([number])
    moved.after(lambda _found: None)(None)
    assert moved.over([2], int) == [2]


def test_every_list_keeps_its_cursor_and_what_comes_back_is_under_it(tasks: TaskList) -> None:
    tasks.go("anytime")
    tasks.set_cursor(3)
    task = tasks.current
    tasks.go("today")
    tasks.set_cursor(1)
    tasks.go("anytime")
    assert tasks.current == task
    tasks.go("today")
    assert tasks.property("cursor") == 1
    tasks.go("today")
    assert tasks.property("cursor") == 0, "its own key goes to the top"
    tasks.set_cursor(2)
    gone = tasks.current
    tasks.leave([gone])
    tasks.set_cursor(0)
    tasks.bring_back([gone])
    assert tasks.current == gone
