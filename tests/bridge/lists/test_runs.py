"""Laws of telling one list from another by runs."""

from hypothesis import given
from hypothesis import strategies as st

from osone.bridge.lists.runs import Steps, steps

lists = st.lists(st.integers(0, 60), unique=True, max_size=40)


def follow(old: list[int], told: Steps[int]) -> list[int]:
    now = list(old)
    for first, last in told.removals:
        del now[first : last + 1]
    for at, run in told.inserts:
        now[at:at] = run
    return now


@given(lists, lists)
def test_following_the_steps_gives_the_new_list(old: list[int], new: list[int]) -> None:
    assert follow(old, steps(old, new)) == new


@given(lists)
def test_the_same_list_has_no_steps(some: list[int]) -> None:
    assert steps(some, some).nothing


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_what_stays_in_order_is_never_taken_out(old: set[int], new: set[int]) -> None:
    before = sorted(old)
    told = steps(before, sorted(new))
    gone = {before[at] for first, last in told.removals for at in range(first, last + 1)}
    assert gone == old - new


def test_a_thousand_new_items_are_one_run() -> None:
    told = steps(list(range(1000, 5000)), list(range(5000)))
    assert told.removals == ()
    assert len(told.inserts) == 1
