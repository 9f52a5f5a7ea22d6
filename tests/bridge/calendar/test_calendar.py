"""The calendar's view-model: one cursor through every view, days one can step onto, and an event that opens."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimer

from osone.bridge.calendar.calendar import Calendar
from osone.bridge.calendar.layout import MOST
from osone.bridge.drawing.shapes import HUES, calendar_hues
from osone.model.calendar import CalendarRow
from osone.model.ids import CalendarId
from osone.store import events
from tests.parts.rows import rows
from tests.ui import world
from tests.ui.stage import NOW, ZONE, Answers, application

application()


@pytest.fixture
def calendar() -> Iterator[Calendar]:
    made = Calendar()
    made.begin(Answers(world.lived_in()), lambda: NOW)
    made.enter()
    yield made
    made.deleteLater()


def titled(calendar: Calendar) -> str:
    """The title under the cursor."""
    every = [*rows(calendar, "blocks"), *rows(calendar, "bars"), *rows(calendar, "agenda")]
    return str(next((row["title"] for row in every if row["current"]), ""))


def looked_at(calendar: Calendar) -> str:
    return next(str(row["key"]) for row in rows(calendar, "days") if row["current"])


def test_a_week_begins_with_its_day_and_what_comes_next_is_under_the_cursor(calendar: Calendar) -> None:
    assert [row["number"] for row in rows(calendar, "days")] == [str(n) for n in range(23, 30)]
    assert (calendar.property("title"), calendar.property("note")) == ("November 2026", "week 48")
    assert (titled(calendar), looked_at(calendar)) == ("Standup, the almanac", "2026-11-23")
    assert calendar.property("nowColumn") == 0


def test_where_weeks_begin_with_sunday_they_do() -> None:
    made = Calendar()
    made.begin(Answers(world.lived_in()), lambda: NOW, lambda: 6)
    made.enter()
    assert [row["name"] for row in rows(made, "days")][:2] == ["Sun", "Mon"]
    assert made.property("note") == "week 48"


def test_the_cursor_goes_through_events_in_order_and_stops_at_the_ends(calendar: Calendar) -> None:
    seen = []
    for _ in range(12):
        seen.append(titled(calendar))
        calendar.move(1)
    assert seen[:4] == ["Standup, the almanac", "Solicitors, signing", "Dinner with Pawel", "Lease with Amira"]
    assert seen[-1] == "Walk to the lighthouse" == titled(calendar)
    calendar.move(-100)
    assert titled(calendar) == "Standup, the almanac"


def test_the_cursor_goes_past_a_happening_that_was_moved_onto_another_of_its_series() -> None:
    store = world.empty()
    start = NOW + timedelta(hours=2)
    world.event(store, 1, "Choir", start, 1, "Friends")
    store.execute(
        "UPDATE event SET rule = 'FREQ=DAILY', last = ?, ics = ?",
        (
            events.FOREVER,
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u1\r\nSUMMARY:Choir\r\nRRULE:FREQ=DAILY\r\n"
            f"DTSTART:{start:%Y%m%dT%H%M%S}Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
            f"BEGIN:VEVENT\r\nUID:u1\r\nSUMMARY:Concert\r\nRECURRENCE-ID:{start + timedelta(days=1):%Y%m%dT%H%M%S}Z\r\n"
            f"DTSTART:{start + timedelta(days=2):%Y%m%dT%H%M%S}Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ),
    )
    made = Calendar()
    made.begin(Answers(store), lambda: NOW)
    made.enter()
    seen = []
    for _ in range(5):
        seen.append((made.day.day, titled(made)))
        made.move(1)
    assert seen == [(23, "Choir"), (25, "Choir"), (25, "Concert"), (26, "Choir"), (27, "Choir")]


def test_one_steps_from_day_to_day_also_where_nothing_is(calendar: Calendar) -> None:
    calendar.step(1)
    assert (looked_at(calendar), titled(calendar)) == ("2026-11-24", "Lease with Amira")
    for _ in range(3):
        calendar.step(1)
    assert looked_at(calendar) == "2026-11-27"
    assert titled(calendar) == "Tess visiting", "it goes on that day"
    calendar.step(2)
    assert (looked_at(calendar), titled(calendar), calendar.current) == ("2026-11-29", "", 0)
    calendar.move(-1)
    assert titled(calendar) == "Walk to the lighthouse"
    calendar.step(2)
    assert looked_at(calendar) == "2026-11-30", "into the next week"


def test_every_view_keeps_the_day(calendar: Calendar) -> None:
    chosen: list[str] = []
    calendar.viewChosen.connect(chosen.append)
    calendar.step(3)
    for view in ("day", "week", "month"):
        calendar.choose(view)
        assert (calendar.property("view"), looked_at(calendar)) == (view, "2026-11-26")
    calendar.choose("agenda")
    assert calendar.property("view") == "agenda"
    assert chosen == ["day", "week", "month", "agenda"]


def test_periods_and_the_way_back(calendar: Calendar) -> None:
    calendar.period(1)
    assert (calendar.property("note"), calendar.property("away"), calendar.property("nowColumn")) == (
        "week 49", True, -1,
    )  # fmt: skip
    calendar.set_view("month")
    calendar.period(2)
    assert calendar.property("title") == "January 2027"
    calendar.period(0)
    assert (calendar.property("title"), looked_at(calendar)) == ("November 2026", "2026-11-23")
    for far in (-10_000, 10_000):
        calendar.period(far)
        assert calendar.property("state") == "empty", "one cannot leaf out of the calendar"
        assert len(rows(calendar, "days")) in (28, 35, 42)


def test_months_are_leafed_through_one_by_one_where_only_the_days_beside_them_hold_something() -> None:
    store = world.empty()
    world.event(store, 1, "Fair", datetime(2027, 3, 30, 9, tzinfo=ZONE), 1, "Work")
    made = Calendar()
    made.begin(Answers(store), lambda: NOW)
    made.enter()
    made.set_view("month")
    titles = []
    for by in (3, 1, 1, 1, -1, -1):
        made.period(by)
        titles.append(str(made.property("title")))
    assert titles == [f"{m} 2027" for m in ("February", "March", "April", "May", "April", "March")]


def test_a_months_days_hold_what_fits_and_tell_how_much_more_there_is(calendar: Calendar) -> None:
    calendar.set_view("month")
    calendar.fit(3)
    more = {str(row["key"]): row["more"] for row in rows(calendar, "days")}
    assert more["2026-11-26"] == 2
    assert not any(row["bare"] for row in rows(calendar, "days") if row["more"])
    assert more["2026-11-23"] == 0
    slots = [row["slot"] for row in rows(calendar, "blocks") if row["title"] == "Dr. Osei"]
    assert slots == [1], "below the bar of what lasts all day"
    calendar.fit(9)
    assert not any(row["more"] for row in rows(calendar, "days"))
    calendar.fit(1)
    visit = {str(row["key"]): (row["more"], row["bare"]) for row in rows(calendar, "days")}
    assert visit["2026-11-26"] == (4, True), "the visit does not stand before three that nobody hears of"
    assert visit["2026-11-25"] == (0, False)


def test_a_month_tells_of_every_bar_that_it_has_no_room_for() -> None:
    store = world.empty()
    for number in range(10):
        world.whole(store, number + 1, f"Visit {number}", NOW.date(), 2 + number % 3, "Home")
    made = Calendar()
    made.begin(Answers(store), lambda: NOW)
    made.enter()
    made.set_view("month")
    for room in (1, 3, 9, 10):
        made.fit(room)
        shown = dict.fromkeys(("2026-11-23", "2026-11-25"), 0)
        for row in rows(made, "bars"):
            for n, key in enumerate(shown):
                shown[key] += int(str(row["span"])) > 2 * n
        told = {str(row["key"]): int(str(row["more"])) for row in rows(made, "days")}
        assert shown["2026-11-23"] + told["2026-11-23"] == 10
        assert shown["2026-11-25"] + told["2026-11-25"] == 6
        aside = any(row["aside"] for row in rows(made, "days"))
        assert aside == (room == 1), "what the cursor is on takes the only line"
        lines = {key: shown[key] + (told[key] > 0 and not aside) for key in shown}
        assert all(many <= room for many in lines.values()), "else what tells of more has a line of its own"


def test_every_event_is_called_something_and_in_one_line() -> None:
    store = world.empty()
    world.event(store, 1, "", NOW, 1, "Work")
    world.event(store, 2, " a\nb\x07\u202e c ", NOW + timedelta(hours=2), 1, "Work", "x\ny")
    world.event(store, 3, "long " * 1000, NOW + timedelta(hours=4), 1, "Work")
    world.whole(store, 4, "", NOW.date(), 3, "Home")
    made = Calendar()
    made.begin(Answers(store), lambda: NOW)
    made.enter()
    assert [row["title"] for row in rows(made, "bars")] == ["Untitled event"]
    titles = [str(row["title"]) for row in rows(made, "blocks")]
    assert titles[:2] == ["Untitled event", "a b c"]
    assert rows(made, "blocks")[1]["detail"] == "x y"
    assert len(titles[2]) < 250
    made.set_view("agenda")
    assert "" not in [row["title"] for row in rows(made, "agenda")]


def test_a_day_with_too_much_in_it_is_drawn_in_part_and_listed_whole() -> None:
    store = world.empty()
    for number in range(300):
        world.event(store, number + 1, f"Call {number}", NOW + timedelta(minutes=number), 0.25, "Work")
    made = Calendar()
    made.begin(Answers(store), lambda: NOW)
    made.enter()
    assert len(rows(made, "blocks")) == MOST
    made.set_view("agenda")
    assert sum(row["what"] == "event" for row in rows(made, "agenda")) == 300


def test_hours_begin_with_the_morning_also_where_a_night_goes_on_into_it() -> None:
    store = world.empty()
    world.event(store, 1, "Night shift", NOW.replace(hour=22), 8, "Work")
    made = Calendar()
    made.begin(Answers(store), lambda: NOW)
    made.enter()
    assert made.property("openHour") == 8
    world.event(store, 2, "Flight", NOW.replace(hour=5, minute=30), 1, "Work")
    made.look()
    assert 5 <= made.property("openHour") < 5.5


def test_an_event_opens_with_all_that_is_known_and_follows_the_cursor(calendar: Calendar) -> None:
    calendar.open()
    assert calendar.property("opened")
    assert calendar.property("detail")["when"] == "Monday 23 November, 10:00 to 10:45"
    calendar.move(1)
    assert calendar.property("detail")["place"] == "bring the papers"
    calendar.close()
    assert calendar.property("detail") == {}
    calendar.open_at(str(rows(calendar, "blocks")[0]["occurrence"]))
    assert calendar.property("opened")
    calendar.open_at(str(rows(calendar, "blocks")[0]["occurrence"]))
    assert not calendar.property("opened"), "pressed again it closes"


def test_what_is_deleted_goes_in_the_same_frame_and_comes_back_where_that_failed(calendar: Calendar) -> None:
    number = calendar.current
    calendar.open()
    calendar.leave([number])
    assert titled(calendar) == "Solicitors, signing"
    assert not calendar.property("opened"), "the next one does not lie open in its place"
    assert "Standup, the almanac" not in [row["title"] for row in rows(calendar, "blocks")]
    calendar.settled([number])
    assert "Standup, the almanac" in [row["title"] for row in rows(calendar, "blocks")]


def test_the_cursor_goes_to_what_was_written_or_came_back_and_stays_there(calendar: Calendar) -> None:
    before = calendar.current
    calendar.move(3)
    written = calendar.current
    calendar.move(-3)
    calendar.settled((), [written])
    assert calendar.current == written
    calendar.move(-3)
    calendar.look()
    assert calendar.current == before, "it is called there once"
    calendar.settled([written])
    assert calendar.current == written


def test_the_cursor_stays_where_what_was_written_is_not_shown(calendar: Calendar) -> None:
    before = calendar.current
    calendar.settled((), [-1])
    calendar.look()
    assert calendar.current == before


def test_midnight_makes_another_day_today() -> None:
    moment = [NOW]
    made = Calendar()
    made.begin(Answers(world.lived_in()), lambda: moment[0])
    made.enter()
    moment[0] = NOW + timedelta(days=1)
    for clock in made.findChildren(QTimer):
        clock.timeout.emit()  # a minute went by
    assert [row["key"] for row in rows(made, "days") if row["today"]] == ["2026-11-24"]
    assert made.property("nowColumn") == 1


def test_an_answer_for_weeks_that_were_left_is_not_shown() -> None:
    reads = Answers(world.lived_in())
    made = Calendar()
    made.begin(reads, lambda: NOW)
    made.enter()
    reads.held = []
    made.period(1)
    made.period(1)
    reads.release()
    assert next(row["key"] for row in rows(made, "days")) == "2026-12-07"


def test_a_store_without_events_is_a_sheet_to_write_on_and_an_empty_agenda() -> None:
    made = Calendar()
    made.begin(Answers(world.empty()), lambda: NOW)
    made.enter()
    asked: list[str] = []
    made.captureAsked.connect(asked.append)
    assert (made.property("state"), made.property("bare"), made.current) == ("empty", True, 0)
    made.write_on("2026-11-25")
    assert asked == ["2026-11-25"]
    assert made.day == date(2026, 11, 25)
    made.set_view("agenda")
    assert made.property("state") == "empty"


def test_an_opened_event_says_what_of_its_file_was_not_heeded() -> None:
    store = world.empty()
    world.event(store, 1, "Tea", NOW, 1, "Work")
    lines = ("BEGIN:VEVENT", "UID:tea", "SUMMARY:Tea", f"DTSTART:{NOW:%Y%m%dT%H%M%S}", "RDATE:someday",
             "RRULE:FREQ=DAILY;INTERVAL=0;COUNT=1", "END:VEVENT")  # fmt: skip
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""])
    store.execute("UPDATE event SET ics = ?, uid = 'tea', rule = 'FREQ=DAILY;COUNT=1'", (text,))
    made = Calendar()
    made.begin(Answers(store), lambda: NOW)
    made.enter()
    made.open()
    assert made.property("detail")["ignored"] == "Couldn't be read: INTERVAL=0, someday"


def test_each_calendar_has_a_hue_of_its_own(calendar: Calendar) -> None:
    hues = {str(row["title"]): row["hue"] for row in rows(calendar, "blocks")}
    assert len({hues[t] for t in ("Proofs", "Lease with Amira", "Choir", "Dr. Osei")}) == 4
    assert hues["Choir"] == hues["Lunch, Pawel"]
    calendar.open()
    assert calendar.property("detail")["hue"] == hues["Standup, the almanac"]


def named_calendar(number: int, name: str) -> CalendarRow:
    return CalendarRow(CalendarId(number), name, None, "", "", "", read_only=False)


@given(st.sets(st.integers(1, 99), min_size=1), st.data())
def test_a_calendars_hue_is_its_own_whichever_others_come_and_go(ids: set[int], data: st.DataObject) -> None:
    every = [named_calendar(i, f"calendar {i}") for i in ids]
    some = data.draw(st.lists(st.sampled_from(every), unique_by=lambda one: one.id))
    renamed = [replace(one, name="Another") for one in some]
    assert calendar_hues(renamed).items() <= calendar_hues(every).items()


def test_calendars_that_were_made_one_after_the_other_differ() -> None:
    first = [named_calendar(i, "Same name") for i in range(1, len(HUES) + 1)]
    assert set(calendar_hues(first).values()) == set(HUES)
