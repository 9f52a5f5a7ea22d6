"""Hours that hold more than stands side by side: some are drawn, the rest is counted, and each can be come to."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from osone.bridge.calendar.agenda import key_of
from osone.bridge.calendar.calendar import Calendar
from osone.bridge.calendar.crowds import SideBySide, crowded
from osone.calendar.periods import blocks
from osone.model.calendar import Occurrence
from osone.model.ids import CalendarId, EventId
from tests.parts.rows import rows
from tests.ui import world
from tests.ui.stage import NOW, ZONE, Answers, application

application()
NAMES = ("Dentist", "Review", "Call Noor", "Print run", "Lunch", "Framing", "Delivery")


def at_one_hour() -> Calendar:
    store = world.empty()
    for number, name in enumerate(NAMES, start=1):
        world.event(store, number, name, NOW.replace(hour=13, minute=0) + timedelta(minutes=number), 1, "Work")
    made = Calendar()
    made.begin(Answers(store), lambda: NOW)
    made.enter()
    return made


def drawn(calendar: Calendar) -> list[str]:
    return [str(row["title"]) for row in rows(calendar, "blocks")]


def test_seven_at_one_hour_are_two_with_words_and_five_more() -> None:
    calendar = at_one_hour()
    calendar.fit_beside(3, 2)
    (more,) = rows(calendar, "crowds")
    assert (drawn(calendar), more["more"]) == (["Dentist", "Review"], 5)
    assert all(name in str(more["words"]) for name in NAMES[2:])
    assert {row["parts"] for row in rows(calendar, "blocks")} == {2}


def test_each_of_them_is_drawn_where_the_cursor_is_on_it() -> None:
    calendar = at_one_hour()
    calendar.fit_beside(3, 2)
    for name in NAMES:
        assert [row["title"] for row in rows(calendar, "blocks") if row["current"]] == [name]
        told = " ".join(str(row["words"]) for row in rows(calendar, "crowds"))
        assert all(other in drawn(calendar) or other in told for other in NAMES)
        calendar.move(1)


def test_what_is_more_leads_to_its_day_and_from_there_to_the_agenda() -> None:
    calendar = at_one_hour()
    calendar.fit_beside(3, 2)
    calendar.open_day(str(rows(calendar, "crowds")[0]["day"]))
    assert (calendar.property("view"), calendar.day) == ("day", NOW.date())
    calendar.fit_beside(16, 15)
    assert (drawn(calendar), rows(calendar, "crowds")) == (list(NAMES), [])
    calendar.fit_beside(3, 2)
    calendar.open_day(str(rows(calendar, "crowds")[0]["day"]))
    assert calendar.property("view") == "agenda"


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=14),
    st.integers(1, 6),
    st.integers(1, 6),
    st.integers(0, 14),
)
def test_nothing_is_lost_or_lies_over_another(spans: list[tuple[int, int]], most: int, fewer: int, under: int) -> None:
    day = datetime(2026, 11, 23, tzinfo=ZONE)
    found = [
        Occurrence(EventId(n), f"e{n}", "", CalendarId(1), day + timedelta(hours=start),
                   day + timedelta(hours=min(start + length, 23)), all_day=False, tentative=False, slot=None)
        for n, (start, length) in enumerate(spans, start=1)
    ]  # fmt: skip
    placed = blocks(found, day.date(), ZONE)
    at = ""
    if found:
        at = key_of(found[under % len(found)])
    shown, more = crowded(placed, SideBySide(most, fewer), at)
    names = [one.occurrence.title for one in shown] + [one.occurrence.title for run in more for one in run.hidden]
    assert sorted(names) == sorted(one.title for one in found)
    assert not found or found[under % len(found)].title in [one.occurrence.title for one in shown]
    for n, one in enumerate(shown):
        assert one.part < one.parts <= max(most, fewer)
        for other in shown[n + 1 :]:
            apart = one.part != other.part or one.end <= other.start or other.end <= one.start
            assert apart or one.group != other.group
    for run, after in pairwise(more):
        assert run.end <= after.start or run.start >= after.end
