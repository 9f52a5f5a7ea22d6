"""Things of one day stand side by side where they overlap: columns that do not collide."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from osone.calendar import agenda
from osone.model.calendar import OWN, Occurrence
from osone.model.ids import EventId

ZONE = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 23)


def at(hour: float, length: float = 1, title: str = "Meeting", *, all_day: bool = False) -> Occurrence:
    start = datetime(2026, 11, 23, tzinfo=ZONE) + timedelta(hours=hour)
    return Occurrence(EventId(1), title, "", OWN, start, start + timedelta(hours=length), all_day, False)


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
