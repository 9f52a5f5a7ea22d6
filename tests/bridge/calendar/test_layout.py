"""A month's cells hold what fits, and say of everything else how much there is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.bridge.calendar import layout as layouts
from osone.bridge.calendar.agenda import key_of
from osone.bridge.calendar.layout import laid
from osone.calendar import periods
from osone.model.calendar import OWN, Occurrence
from osone.model.ids import EventId

ZONE = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 10, 26)
NOW = datetime(2026, 11, 10, 9, tzinfo=ZONE)


def happening(number: int, day: int, hour: int, length: int, all_day: bool) -> Occurrence:
    start = datetime(2026, 10, 26, 0 if all_day else hour, tzinfo=ZONE) + timedelta(days=day)
    end = start + (timedelta(days=length) if all_day else timedelta(hours=length))
    return Occurrence(EventId(number), str(number), "", OWN, start, end, all_day, False)


HAPPENINGS = st.lists(
    st.tuples(st.integers(-3, 41), st.sampled_from((0, 9, 13, 22)), st.sampled_from((1, 3, 9, 30)), st.booleans()),
    max_size=30,
).map(lambda found: periods.in_order([happening(n, *one) for n, one in enumerate(found)]))


@given(HAPPENINGS, st.integers(0, 29), st.integers(1, 5))
def test_what_is_shown_and_what_is_counted_is_all_there_is(found: list[Occurrence], which: int, room: int) -> None:
    one = found[which] if which < len(found) else None
    at = key_of(one) if one is not None else ""
    layout = laid(found, NOW, FIRST, 42, hues={}, at=at, month=11, room=room)
    for n, day in enumerate(layout.days):
        row, column = divmod(n, 7)
        bars = [
            (int(str(b["column"])), int(str(b["span"])), int(str(b["lane"]))) for b in layout.bars if b["row"] == row
        ]
        lanes = [lane for first, span, lane in bars if first <= column < first + span]
        slots = [int(str(b["slot"])) for b in layout.blocks if (b["row"], b["column"]) == (row, column)]
        more = int(str(day["more"]))
        assert more >= 0
        there = periods.touching(found, FIRST + timedelta(days=n), ZONE)
        assert len(lanes) + len(slots) + more == len(there)
        assert len({*lanes, *slots}) == len(lanes) + len(slots), "each on a line of its own"
        lines = max((line + 1 for line in (*lanes, *slots)), default=0)
        assert lines + (more > 0 and not day["aside"]) <= room
        assert not day["aside"] or one in there, "how many more there are gives way to the cursor alone"
        drawn = [b for b in layout.blocks if (b["row"], b["column"]) == (row, column)]
        drawn += [
            b for b in layout.bars if b["row"] == row and 0 <= column - int(str(b["column"])) < int(str(b["span"]))
        ]
        assert one not in there or any(b["current"] for b in drawn), "what the cursor is on is seen on each of its days"


def test_the_hour_that_comes_twice_is_told_with_its_zone() -> None:
    instant = datetime(2026, 10, 25, 2, 30, tzinfo=ZONE)
    both = [instant, instant.replace(fold=1)]
    found = [Occurrence(EventId(n), "Night", "", OWN, at, at, False, False) for n, at in enumerate(both)]
    layout = laid(found, NOW, date(2026, 10, 25), 1, hues={})
    assert [block["clock"] for block in layout.blocks] == ["02:30 CEST", "02:30 CET"]


@given(HAPPENINGS, st.integers(0, 29), st.integers(1, 5))
def test_of_the_event_under_the_cursor_one_drawn_piece_is_the_first(
    found: list[Occurrence], which: int, room: int
) -> None:
    at = key_of(found[which % len(found)]) if found else "none"
    layout = laid(found, NOW, FIRST, 42, hues={}, at=at, month=11, room=room)
    drawn = [row for row in (*layout.bars, *layout.blocks) if row["current"]]
    assert [row["first"] for row in drawn] == [True, *[False] * (len(drawn) - 1)][: len(drawn)]


def test_of_more_than_is_laid_out_a_month_says_how_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "MOST_LAID", 20)
    monkeypatch.setattr(layouts, "MOST_LASTING", 5)
    timed = [happening(n, 3, 9, 1, all_day=False) for n in range(50)]
    lasting = [happening(100 + n, 2, 0, 3, all_day=True) for n in range(30)]
    days = laid(periods.in_order([*timed, *lasting]), NOW, FIRST, 42, hues={}, month=11, room=3).days
    assert [day["more"] for day in days[:7]] == [0, 0, 28, 78, 28, 0, 0]
