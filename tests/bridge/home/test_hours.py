"""The hours ahead: what overlaps as it is drawn stands side by side, and each name has the width that it needs."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.bridge.drawing.breaks import names
from osone.bridge.home.hours import AROUND, LEAST, HoursRoom, laid, listed, narrowest, parted, shared
from osone.model.calendar import OWN, Occurrence
from osone.model.ids import EventId
from tests.ui.stage import application

application()
ZONE = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 23, 8, tzinfo=ZONE)
NARROW = HoursRoom(276, 27)


def at(hour: float, length: float, title: str = "Meeting") -> Occurrence:
    start = MORNING + timedelta(hours=hour)
    return Occurrence(EventId(1), title, "", OWN, start, start + timedelta(hours=length), False, False)


def drawn(found: list[Occurrence], room: HoursRoom) -> list[tuple[float, float, float, float]]:
    """The left, top, right and bottom of each, as the screen draws them."""
    return [
        (
            float(str(one["left"])) * room.width,
            float(str(one["start"])) * room.step + 2,
            (float(str(one["left"])) + float(str(one["share"]))) * room.width,
            float(str(one["start"])) * room.step + 2 + max(LEAST, float(str(one["length"])) * room.step - 4),
        )
        for one in laid(found, MORNING, 15, {}, room)
    ]


def test_a_short_one_beside_a_long_one_has_room_for_its_whole_name() -> None:
    long, short = laid(
        [at(0.5, 2.5, "The Salt Year, proofs"), at(2, 0.5, "Call with Tomasz Holm")], MORNING, 15, {}, NARROW
    )
    needed = names().horizontalAdvance("Call with Tomasz Holm") + AROUND
    assert float(str(short["share"])) * NARROW.width >= needed > NARROW.width / 2
    assert float(str(long["share"])) + float(str(short["share"])) == pytest.approx(1)


def test_what_is_alone_in_its_hours_is_as_wide_as_they_are() -> None:
    assert [(one["left"], one["share"]) for one in laid([at(1, 1), at(5, 1)], MORNING, 15, {}, NARROW)] == [(0, 1)] * 2


def test_short_ones_that_follow_each_other_are_not_drawn_over_each_other() -> None:
    first, second = drawn([at(1, 0.25, "Standup"), at(1.25, 0.25, "Coffee")], NARROW)
    assert first[2] <= second[0]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 12)), max_size=12), st.floats(22, 38))
def test_no_two_are_drawn_over_each_other_and_none_leaves_the_room(found: list[tuple[int, int]], step: float) -> None:
    room = HoursRoom(300, step)
    boxes = drawn([at(start / 4, length / 4, f"Meeting {start} of many") for start, length in found], room)
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
        assert beside or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01
    assert all(left >= -0.01 and right <= room.width + 0.01 and left < right for left, _top, right, _bottom in boxes)


@given(st.lists(st.floats(0, 500), min_size=1, max_size=9), st.floats(50, 900))
def test_a_width_is_shared_out_whole_and_nobody_gives_up_what_others_have_too_much_of(
    needs: list[float], width: float
) -> None:
    given_out = shared(needs, width)
    assert sum(given_out) == pytest.approx(width)
    short = [have for need, have in zip(needs, given_out, strict=True) if have < need - 0.01]
    assert all(have <= min(short) + 0.01 for have in given_out) if short else True


@pytest.mark.parametrize(
    "words", ["Planning the second edition", "한국항만문학번역원 국제교류부 회의", "นัดคุยเรื่องปกหนังสือ"]
)
def test_more_lines_need_less_width_in_any_script(words: str) -> None:
    one, two, three = (narrowest(words, lines, names()) for lines in (1, 2, 3))
    assert one > two >= three > 0


def test_a_night_that_goes_on_is_todays_and_whole_days_are_each_days() -> None:
    late, next_day = at(15, 3, "Dance"), at(23, 1, "Swim")
    fair = replace(at(-8, 48, "Fair"), all_day=True)
    today, tomorrow = parted([fair, late, next_day], MORNING)
    assert ([event.title for event in today], [event.title for event in tomorrow]) == (
        ["Fair", "Dance"],
        ["Fair", "Swim"],
    )
    assert [row["at"] for row in listed(tomorrow, {})] == ["all day", "07:00"]
