"""A line of plain words as an event: time, place and people are found, and nothing that only looks like them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.calendar.planned import EventMark, parse

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, 9, 38, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("line", "title", "start", "end", "place", "people"),
    [
        ("lunch with Amy tomorrow 12:30 at Rosa's", "lunch with Amy", "23 12:30", "23 13:30", "Rosa's", ("Amy",)),
        ("dinner with Amy Ferrante and Paul fri 8pm at the Old Ship", "dinner with Amy Ferrante and Paul", "27 20:00",
         "27 21:00", "the Old Ship", ("Amy Ferrante", "Paul")),
        ("dinner fri 8pm at the Old Ship for 2 hours", "dinner", "27 20:00", "27 22:00", "the Old Ship", ()),
        ("piano tuesday 6:30pm-8pm at home", "piano", "24 18:30", "24 20:00", "home", ()),
        ("dentist thu 9am at 12 Quay Street", "dentist", "26 09:00", "26 10:00", "12 Quay Street", ()),
        ("review at 14:00 @Room 12", "review", "22 14:00", "22 15:00", "Room 12", ()),
        ("meet Bob at 3", "meet Bob", "22 15:00", "22 16:00", "", ()),
        ("call with Tomasz: paper samples at 10 tomorrow", "call with Tomasz: paper samples", "23 10:00", "23 11:00",
         "", ("Tomasz",)),
        ("lunch at noon", "lunch", "22 12:00", "22 13:00", "", ()),
        ("lunch tomorrow 9:40 to 10:30", "lunch", "23 09:40", "23 10:30", "", ()),
        ("lunch tomorrow", "lunch", "23 12:00", "23 14:00", "", ()),
        ("offsite tomorrow 9am to 5pm at Villa Park, Lund", "offsite", "23 09:00", "23 17:00", "Villa Park, Lund", ()),
    ],
)  # fmt: skip
def test_an_hour_a_place_and_people(
    line: str, title: str, start: str, end: str, place: str, people: tuple[str, ...]
) -> None:
    found = parse(line, NOW)
    assert found is not None
    assert (found.title, found.place, found.people, found.all_day) == (title, place, people, False)
    assert (f"{found.start:%d %H:%M}", f"{found.end:%d %H:%M}") == (start, end)


@pytest.mark.parametrize(
    ("line", "title", "first", "after", "place"),
    [
        ("holiday in Lisbon 5 jan to 12 jan", "holiday", date(2027, 1, 5), date(2027, 1, 13), "Lisbon"),
        ("birthday 3 March", "birthday", date(2027, 3, 3), date(2027, 3, 4), ""),
        ("conference in New York next week", "conference", date(2026, 11, 23), date(2026, 11, 30), "New York"),
    ],
)
def test_days_without_hours_last_all_day(line: str, title: str, first: date, after: date, place: str) -> None:
    found = parse(line, NOW)
    assert found is not None
    assert (found.title, found.start.date(), found.end.date(), found.place) == (title, first, after, place)
    assert found.all_day


@pytest.mark.parametrize("line", ["buy milk", "look at the lease", "with Amy at Rosa's", ""])
def test_without_a_time_it_is_no_event(line: str) -> None:
    assert parse(line, NOW) is None


@pytest.mark.parametrize(
    "line", ["look at the lease tomorrow", "work with what is there tomorrow", 'read "at Home with Amy" tomorrow']
)
def test_common_words_and_quotes_are_no_places_and_no_people(line: str) -> None:
    found = parse(line, NOW)
    assert found is not None
    assert (found.place, found.people) == ("", ())


def test_how_often_is_a_rule() -> None:
    found = parse("standup every weekday at 9:30", NOW)
    assert found is not None
    assert (found.title, found.rule) == ("standup", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")


@pytest.mark.parametrize(
    ("line", "title", "rule"),
    [
        (
            "every other tuesday 18:00 choir until march",
            "choir",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270331T225959Z",
        ),
        ("every friday choir till the end of june", "choir", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20270630"),
        ("every monday yoga with Amy up to 10 may", "yoga with Amy", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270510"),
        ("every day at 7:00 run until christmas", "run", "FREQ=DAILY;UNTIL=20261225T235959Z"),
        ("swim every tuesday 7:00 until 15 dec", "swim", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215T235959Z"),
    ],
)
def test_a_repeat_ends_on_a_day_that_stands_behind_its_title(line: str, title: str, rule: str) -> None:
    found = parse(line, NOW)
    assert found is not None
    assert (found.title, found.rule) == (title, rule)


@pytest.mark.parametrize(
    ("line", "title", "start", "rule"),
    [
        ("standup wed 10:00 every week", "standup", "25 10:00", "FREQ=WEEKLY"),
        ("standup every week wed 10:00", "standup", "25 10:00", "FREQ=WEEKLY"),
        ("wed 10:00 standup weekly", "standup", "25 10:00", "FREQ=WEEKLY"),
        ("yoga wed 18:00 for 90 min every two weeks", "yoga", "25 18:00", "FREQ=WEEKLY;INTERVAL=2"),
        ("standup wed 10:00, every day until friday", "standup", "25 10:00", "FREQ=DAILY;UNTIL=20261127T235959Z"),
        ("standup tomorrow at 9 every weekday", "standup", "23 09:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("report on friday every month", "report", "27 00:00", "FREQ=MONTHLY"),
        ("piano on friday monthly at 5pm", "piano", "27 17:00", "FREQ=MONTHLY"),
        ("market friday 9:00 every weekend", "market every weekend", "27 09:00", ""),
        ("choir wed 19:00 and thu 20:00 every week", "choir and thu 20:00 every week", "25 19:00", ""),
    ],
)
def test_a_first_time_and_how_often_are_one_wherever_they_stand(line: str, title: str, start: str, rule: str) -> None:
    found = parse(line, NOW)
    assert found is not None
    assert (found.title, f"{found.start:%d %H:%M}", found.rule) == (title, start, rule)


def test_an_hour_that_is_not_understood_is_no_place() -> None:
    found = parse("watch the 13th friday show at 9", NOW)
    assert found is not None
    assert found.place == ""


def test_without_its_repeat_an_event_keeps_its_first_time() -> None:
    found = parse("standup wed 10:00 every week", NOW, plain={EventMark.REPEATS})
    assert found is not None
    assert (found.title, f"{found.start:%d %H:%M}", found.rule) == ("standup every week", "25 10:00", "")


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("yoga tomorrow from 15 to 14", "23 15:00", "23 16:00"),
        ("yoga every monday 15:00-14:30", "23 15:00", "23 16:00"),
        ("shift tomorrow 22-6", "23 22:00", "24 06:00"),
        ("shift tomorrow from 20:00 to 8:00", "23 20:00", "24 08:00"),
        ("workshop tomorrow 9am-5", "23 09:00", "23 17:00"),
        ("call tomorrow 2pm to 3", "23 14:00", "23 15:00"),
    ],
)
def test_a_night_goes_on_into_the_morning_and_an_end_before_the_start_is_none(line: str, start: str, end: str) -> None:
    found = parse(line, NOW)
    assert found is not None
    assert (f"{found.start:%d %H:%M}", f"{found.end:%d %H:%M}") == (start, end)


def test_this_afternoon_is_a_time_of_today() -> None:
    found = parse("choir this afternoon", NOW)
    assert found is not None
    assert (found.title, found.start.hour, found.end.hour) == ("choir", 12, 17)


def test_the_day_that_is_looked_at_stands_for_one_that_is_not_named() -> None:
    day = date(2026, 12, 3)
    hour, bare, meal, named, today = (
        parse(line, NOW, day=day)
        for line in ("review 14:30", "review", "lunch 12:30", "review tomorrow 14:30", "review tonight at 8")
    )
    assert hour is not None
    assert hour.start == datetime(2026, 12, 3, 14, 30, tzinfo=ZONE)
    assert bare is not None
    assert (bare.start.date(), bare.all_day) == (day, True)
    assert meal is not None
    assert (meal.title, meal.start) == ("lunch", datetime(2026, 12, 3, 12, 30, tzinfo=ZONE))
    assert named is not None
    assert named.start == datetime(2026, 11, 23, 14, 30, tzinfo=ZONE)
    assert today is not None
    assert today.start == datetime(2026, 11, 22, 20, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("mark", "title", "place", "people"),
    [
        (EventMark.PLACE, "lunch with Amy at Rosa's", "", ("Amy",)),
        (EventMark.PERSON, "lunch with Amy", "Rosa's", ()),
    ],
)
def test_words_can_be_only_words(mark: EventMark, title: str, place: str, people: tuple[str, ...]) -> None:
    found = parse("lunch with Amy tomorrow 12:30 at Rosa's", NOW, plain={mark})
    assert found is not None
    assert (found.title, found.place, found.people) == (title, place, people)
    assert parse("lunch with Amy tomorrow", NOW, plain={EventMark.WHEN}) is None


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["lunch", "with", "Amy", "and", "Paul,", "tomorrow", "12:30", "at", "Rosa's", "in", "Rome", "every",
             "friday", "for", "2", "hours", '"', "@Home", "to", "5pm", "#x", "–"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_marks_never_overlap_and_the_title_is_never_empty(words: list[str]) -> None:
    line = " ".join(words)
    found = parse(line, NOW, day=NOW.date())
    assert found is not None
    assert found.start < found.end
    assert all(a.end <= b.start for a, b in zip(found.marks, found.marks[1:], strict=False))
    assert all(0 <= m.start < m.end <= len(line) for m in found.marks)
    assert bool(found.title) == bool(line.strip(" ,;"))


def test_whole_days_end_with_a_day() -> None:
    found = parse("retreat 2026-12-04 30 hours", NOW)
    assert found is not None
    assert found.all_day
    assert (found.start.date(), found.end) == (date(2026, 12, 4), datetime(2026, 12, 6, tzinfo=ZONE))


@pytest.mark.parametrize(
    "line", ["party 12/31/9999", "party 12/31/9999 23:30", "party 12/31/9999 at 23:30 PST", "party in 7973 years"]
)
def test_what_ends_beyond_the_calendar_is_no_time(line: str) -> None:
    assert parse(line, NOW) is None


def test_a_day_at_the_edge_of_the_calendar_stands_for_no_time() -> None:
    assert parse("party", NOW, day=date.max) is None
