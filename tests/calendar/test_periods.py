"""Days, weeks and months on a sheet: whole weeks, lanes that do not collide, and nothing that is left out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.calendar import periods
from osone.calendar.periods import View
from osone.model.calendar import OWN, Occurrence
from osone.model.ids import EventId

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
DATES = st.dates(date(1950, 1, 1), date(2150, 12, 31))
WEEKDAYS = st.integers(0, 6)


def at(day: float, length: float, title: str = "Something", *, all_day: bool = False, event: int = 1) -> Occurrence:
    start = datetime(2026, 11, 23, tzinfo=ZONE) + timedelta(days=day)
    return Occurrence(EventId(event), title, "", OWN, start, start + timedelta(hours=length), all_day, False)


@given(DATES, WEEKDAYS, st.sampled_from(View))
def test_the_day_that_is_looked_at_is_always_shown(on: date, first_weekday: int, view: View) -> None:
    first = periods.opening(view, on, first_weekday)
    assert first <= on < first + timedelta(days=periods.count(view, on, first_weekday))
    if view in (View.WEEK, View.MONTH):
        assert first.weekday() == first_weekday


@given(DATES, WEEKDAYS)
def test_a_month_is_whole_weeks_and_no_week_of_another_month(on: date, first_weekday: int) -> None:
    first, days = periods.opening(View.MONTH, on, first_weekday), periods.count(View.MONTH, on, first_weekday)
    assert days % 7 == 0
    assert 28 <= days <= 42
    for week in range(0, days, 7):
        assert any((first + timedelta(days=week + n)).month == on.month for n in range(7))


@given(DATES, st.integers(-30, 30))
def test_months_are_stepped_through_one_by_one(on: date, by: int) -> None:
    there = periods.stepped(View.MONTH, on, by)
    assert there.year * 12 + there.month == on.year * 12 + on.month + by
    assert there.day == on.day or (there.day < on.day and (there + timedelta(days=1)).day == 1)


def test_a_day_and_a_week_are_stepped_through_by_their_length() -> None:
    assert periods.stepped(View.DAY, MONDAY, -1) == date(2026, 11, 22)
    assert periods.stepped(View.WEEK, MONDAY, 2) == date(2026, 12, 7)


def test_what_lasts_lies_in_lanes_over_its_days_and_goes_on_in_the_next_row() -> None:
    fair = at(4, 24 * 6, "Fair", all_day=True)
    leave = at(1, 24 * 2, "Leave", all_day=True)
    night = at(4.5, 26, "Night train and the day after")
    laid = periods.bars([fair, leave, night], MONDAY, 14, ZONE)
    assert [(b.occurrence.title[:5], b.row, b.first, b.last, b.lane, b.begins, b.ends) for b in laid] == [
        ("Leave", 0, 1, 2, 0, True, True),
        ("Fair", 0, 4, 6, 0, True, False),
        ("Night", 0, 4, 5, 1, True, True),
        ("Fair", 1, 0, 2, 0, False, True),
    ]


SOME = st.lists(
    st.tuples(st.integers(-72, 24 * 9), st.integers(0, 24 * 5), st.booleans()).map(
        lambda t: at((t[0] // 24 if t[2] else t[0] / 24), max(24, t[1] // 24 * 24) if t[2] else t[1] / 2, all_day=t[2])
    ),
    max_size=12,
)


@given(SOME)
def test_no_two_bars_in_a_lane_meet(found: list[Occurrence]) -> None:
    for row in range(2):
        cells: set[tuple[int, int]] = set()
        for bar in periods.bars(found, MONDAY, 14, ZONE):
            if bar.row == row:
                mine = {(bar.lane, day) for day in range(bar.first, bar.last + 1)}
                assert not cells & mine
                cells |= mine


@given(SOME)
def test_everything_that_touches_a_day_is_on_it_once_as_a_bar_or_as_a_block(found: list[Occurrence]) -> None:
    for n in range(7):
        on = MONDAY + timedelta(days=n)
        bars = [b for b in periods.bars(found, MONDAY, 7, ZONE) if b.first <= n <= b.last]
        blocks = periods.blocks(found, on, ZONE)
        assert len(bars) + len(blocks) == len(periods.touching(found, on, ZONE))
        for block in blocks:
            assert 0 <= block.start <= block.end <= 24
            assert 0 <= block.part < block.parts


def test_what_goes_on_past_midnight_is_cut_there() -> None:
    party = at(0 + 22 / 24, 4, "Party")
    (evening,) = periods.blocks([party], MONDAY, ZONE)
    (night,) = periods.blocks([party], MONDAY + timedelta(days=1), ZONE)
    assert (evening.start, evening.end, evening.occurrence) == (22, 24, party)
    assert (night.start, night.end, night.occurrence) == (0, 2, party)


def test_hours_are_those_of_the_clock_when_an_hour_is_left_out() -> None:
    spring = date(2026, 3, 29)  # at two it is three
    breakfast = Occurrence(
        EventId(1), "Breakfast", "", OWN, datetime(2026, 3, 29, 8, tzinfo=ZONE), datetime(2026, 3, 29, 9, tzinfo=ZONE),
        False, False,
    )  # fmt: skip
    (block,) = periods.blocks([breakfast], spring, ZONE)
    assert (block.start, block.end) == (8, 9)


@pytest.mark.parametrize("length", [0, 5])
def test_what_is_short_keeps_its_room_beside_what_follows_it_at_once(length: int) -> None:
    short, after = at(9 / 24, length / 60, "Ring"), at((9 + 1 / 6) / 24, 1, "Talk")
    assert [(b.part, b.parts) for b in periods.blocks([short, after], MONDAY, ZONE)] == [(0, 2), (1, 2)]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Africa/Cairo", date(2026, 4, 24)), ("America/Havana", date(2026, 3, 8)), ("Asia/Beirut", date(2026, 3, 29))],
)
def test_where_the_clocks_go_forward_at_midnight_a_day_ends_before_and_the_next_begins_after(
    zone: str, day: date
) -> None:
    there = ZoneInfo(zone)
    midnight = datetime(day.year, day.month, day.day, tzinfo=there).astimezone(UTC).astimezone(there)
    assert midnight.hour == 1, "there is no midnight"
    before = datetime(day.year, day.month, day.day, tzinfo=there) - timedelta(days=1)
    eve = Occurrence(EventId(1), "Eve", "", OWN, before, midnight, True, False)
    morning = Occurrence(EventId(2), "Morning", "", OWN, midnight, before + timedelta(days=2), True, False)
    first = day - timedelta(days=1)
    assert [(b.occurrence.title, b.first, b.last) for b in periods.bars([eve, morning], first, 3, there)] == [
        ("Eve", 0, 0),
        ("Morning", 1, 1),
    ]
    assert periods.touching([eve, morning], first, there) == [eve]
    assert periods.touching([eve, morning], day, there) == [morning]
    late = Occurrence(EventId(3), "Late", "", OWN, midnight - timedelta(hours=2), midnight, False, False)
    assert not periods.blocks([late], day, there)


def test_what_is_in_the_first_and_in_the_second_of_an_hour_that_comes_twice_stands_side_by_side() -> None:
    both = [
        Occurrence(
            EventId(n),
            f"{n}",
            "",
            OWN,
            at.astimezone(ZONE),
            (at + timedelta(minutes=30)).astimezone(ZONE),
            False,
            False,
        )
        for n, at in enumerate((datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)))
    ]
    first, second = periods.blocks(both, date(2026, 10, 25), ZONE)
    assert (first.start, second.start) == (2.5, 2.5)
    assert ((first.part, first.parts), (second.part, second.parts)) == ((0, 2), (1, 2))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=40))
def test_lanes_are_as_few_as_may_be_and_none_holds_two_at_once(spans: list[tuple[int, int]]) -> None:
    found = [at(day, 24 * length, f"{n}", all_day=True) for n, (day, length) in enumerate(spans)]
    for row in range(3):
        bars = [bar for bar in periods.bars(found, MONDAY, 21, ZONE) if bar.row == row]
        for on in range(7):
            lanes = [bar.lane for bar in bars if bar.first <= on <= bar.last]
            assert len(lanes) == len(set(lanes))
        most = max((sum(b.first <= on <= b.last for b in bars) for on in range(7)), default=0)
        assert max((bar.lane + 1 for bar in bars), default=0) == most
