"""The engine's pace beside a window: how much it writes at once, and how it stands back for the hand."""

import math

import pytest

from osone.store.mark import HERE_S
from osone.sync import working
from osone.sync.working import NEAR_S, ROWS_ALONE, ROWS_BY_HAND, ROWS_WATCHED, Pace, StoppedError


class Hand:
    """Seconds since a key, one answer after the other; the last for ever."""

    def __init__(self, *seconds: float) -> None:
        self.left, self.asked = list(seconds), 0

    def __call__(self) -> float:
        self.asked += 1
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def test_it_stands_back_until_the_key_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "STAND_BACK_S", 60.0)
    hand = Hand(0, HERE_S / 2, HERE_S / 1.5, HERE_S * 2, 0)
    Pace(watched=True, hand=hand).gap()
    assert hand.asked == 4


def test_behind_a_key_that_is_held_down_it_goes_on_all_the_same() -> None:
    hand = Hand(0)
    Pace(watched=True, hand=hand).gap()
    assert hand.asked > 1


def test_it_does_not_stand_back_where_nobody_watches() -> None:
    hand = Hand(0)
    Pace(hand=hand).gap()
    assert hand.asked == 0


def test_it_leaves_at_once_when_the_engine_closes() -> None:
    pace = Pace(watched=True, hand=Hand(0))
    pace.stop.set()
    with pytest.raises(StoppedError):
        pace.gap()


@pytest.mark.parametrize(
    ("watched", "seconds", "rows"),
    [
        (False, 0, ROWS_ALONE),
        (True, math.inf, ROWS_WATCHED),
        (True, NEAR_S * 2, ROWS_WATCHED),
        (True, NEAR_S / 2, ROWS_BY_HAND),
    ],
)
def test_the_nearer_the_hand_the_less_is_written_at_once(watched: bool, seconds: float, rows: int) -> None:
    assert Pace(watched=watched, hand=Hand(seconds)).rows == rows
