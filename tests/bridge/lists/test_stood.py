"""Where one stands after verbs that were refused, in whatever order that is known."""

import pytest

from osone.bridge.lists.stood import Stood


def test_who_was_moved_on_by_a_verb_that_is_refused_is_back() -> None:
    stood: Stood[int] = Stood()
    stood.moved([1], 1, 2)
    assert stood.back([1], 2) == 1


def test_who_went_on_by_hand_meanwhile_stays() -> None:
    stood: Stood[int] = Stood()
    stood.moved([1], 1, 2)
    assert stood.back([1], 5) == 5
    assert stood.back([2], 2) == 2, "and is not brought back by another verb"


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_who_pressed_a_key_twice_in_vain_is_where_it_was_pressed_first(order: tuple[int, int]) -> None:
    stood: Stood[int] = Stood()
    stood.moved([1], 1, 2)
    stood.moved([2], 2, 3)
    at = 3
    for one in order:
        at = stood.back([one], at)
        stood.over([one])
    assert at == 1


def test_what_was_done_leads_nowhere_back() -> None:
    stood: Stood[int] = Stood()
    stood.moved([1], 1, 2)
    stood.over([1])
    assert stood.back([1], 2) == 2


def test_the_second_of_two_verbs_may_be_refused_alone() -> None:
    stood: Stood[int] = Stood()
    stood.moved([1], 1, 2)
    stood.moved([2], 2, 3)
    stood.over([1])
    assert stood.back([2], 3) == 2
