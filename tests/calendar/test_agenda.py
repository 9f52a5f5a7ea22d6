"""A day has a shape: columns that do not collide, gaps that are free, and a sentence that is true."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from osone.calendar import agenda
from osone.model.calendar import Occurrence
from osone.model.ids import EventId

ZONE = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 23)


def at(hour: float, length: float = 1, title: str = "Meeting", *, all_day: bool = False) -> Occurrence:
    start = datetime(2026, 11, 23, tzinfo=ZONE) + timedelta(hours=hour)
    return Occurrence(EventId(1), title, "", "", start, start + timedelta(hours=length), all_day, False)


def test_the_sentence_names_what_is_left() -> None:
    now = datetime(2026, 11, 23, 7, tzinfo=ZONE)
    assert agenda.day([], DAY, ZONE, now).sentence == "The day is yours."
    two = agenda.day([at(9), at(14)], DAY, ZONE, now)
    assert two.sentence == "Two things in the diary, and an evening to yourself."
    assert two.upcoming is not None
    assert two.upcoming.start.hour == 9
    choir = agenda.day([at(19, 2, "Choir")], DAY, ZONE, now)
    assert choir.sentence == "Nothing until the evening, then Choir."
    both = agenda.day([at(9, 1, "Dentist"), at(19, 2, "Choir")], DAY, ZONE, now)
    assert both.sentence == "Dentist, then Choir in the evening."
    assert agenda.day([at(9)], DAY, ZONE, now + timedelta(hours=9)).sentence == "Nothing more today."
    assert "all day" in agenda.day([at(0, 24, "Fair", all_day=True)], DAY, ZONE, now).sentence


def test_overlapping_things_stand_side_by_side_and_others_have_the_whole_width() -> None:
    placed = agenda.columns([at(9, 2, "a"), at(10, 2, "b"), at(11, 1, "c"), at(15, 1, "d")])
    assert [(one.occurrence.title, one.column, one.columns) for one in placed] == [
        ("a", 0, 2),
        ("b", 1, 2),
        ("c", 0, 2),
        ("d", 0, 1),
    ]


happenings = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 12)).map(lambda pair: at(pair[0] / 4, pair[1] / 4)), max_size=12
)


@given(happenings)
def test_no_column_holds_two_things_at_once_and_nothing_is_lost(found: list[Occurrence]) -> None:
    placed = agenda.columns(found)
    assert len(placed) == len(found)
    for index, one in enumerate(placed):
        assert 0 <= one.column < one.columns
        for other in placed[index + 1 :]:
            if one.column == other.column:
                first, second = one.occurrence, other.occurrence
                assert first.end <= second.start or second.end <= first.start


@given(happenings)
def test_a_gap_is_free_and_all_that_is_free_is_a_gap(found: list[Occurrence]) -> None:
    free = agenda.gaps(found, DAY, ZONE)
    for quarter in range(8 * 4, 22 * 4):
        moment = datetime(2026, 11, 23, tzinfo=ZONE) + timedelta(minutes=15 * quarter)
        inside = any(gap.start <= moment < gap.end for gap in free)
        busy = any(one.start <= moment < one.end for one in found)
        assert not (inside and busy)
    assert all(gap.end - gap.start >= agenda.LEAST_GAP for gap in free)


def test_what_began_yesterday_is_still_part_of_the_day() -> None:
    night = at(-2, 4, "Night train")
    assert agenda.day([night], DAY, ZONE).hours[0].occurrence is night
    assert agenda.day([at(30)], DAY, ZONE).hours == ()
