"""Days and hours for people: as short as they stay clear, and one way to write each."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from osone.text.dates import (
    came_long,
    came_said,
    came_short,
    day_name,
    day_said,
    due_short,
    due_under_today,
    greeting,
    span,
)

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 9, 38, tzinfo=ZONE)
TODAY = NOW.date()


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "short", "said", "long"),
    [
        (timedelta(hours=2), "07:38", "07:38", "07:38"),
        (timedelta(days=1), "Sun", "yesterday", "yesterday, 09:38"),
        (timedelta(days=2), "Sat", "Saturday", "Saturday, 09:38"),
        (timedelta(days=30), "24 Oct", "24 October", "24 October, 09:38"),
        (timedelta(days=400), "19 Oct 2025", "19 October 2025", "19 October 2025, 09:38"),
    ],
)
def test_when_something_came_is_as_short_as_it_stays_clear(ago: timedelta, short: str, said: str, long: str) -> None:
    second = int((NOW - ago).timestamp())
    assert came_short(second, NOW) == short
    assert came_said(second, NOW) == said
    assert came_long(second, NOW) == long


def test_a_day_has_a_name_as_a_heading_and_in_a_sentence() -> None:
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 1, 3, 14, 400)]
    assert [day_name(day, TODAY) for day in days] == [
        "Yesterday", "Today", "Tomorrow", "Thursday", "Monday 7 December", "Tuesday 28 December 2027",
    ]  # fmt: skip
    assert [day_said(day, TODAY) for day in days[:4]] == ["yesterday", "today", "tomorrow", "on Thursday"]


def test_due_dates_say_when_they_are_past() -> None:
    assert due_short(date(2026, 11, 22), NOW) == ("yesterday", True)
    assert due_short(date(2026, 11, 23), NOW) == ("today", False)
    assert due_short(date(2026, 11, 27), NOW) == ("by Fri", False)
    assert due_short(date(2026, 11, 2), NOW) == ("2 Nov", True)
    assert due_short(datetime(2026, 11, 23, 10, tzinfo=ZONE), NOW) == ("10:00", False)
    assert due_short(datetime(2026, 11, 24, 10, tzinfo=ZONE), NOW) == ("tomorrow 10:00", False)


def test_under_a_heading_that_says_today_the_day_is_not_said_again() -> None:
    assert due_under_today(date(2026, 11, 23), NOW) == ("", False)
    assert due_under_today(datetime(2026, 11, 23, 8, tzinfo=ZONE), NOW) == ("08:00", True)
    assert due_under_today(date(2026, 11, 22), NOW) == ("yesterday", True)
    assert due_under_today(None, NOW) == ("", False)


@pytest.mark.parametrize(
    ("hour", "words"), [(2, "Still up"), (4, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_one_is_greeted_by_the_hour_and_by_name(hour: int, words: str) -> None:
    assert greeting(hour) == words
    assert greeting(hour, "Nora") == f"{words}, Nora"


@pytest.mark.parametrize(
    ("start", "end", "all_day", "said"),
    [
        (at(24, 12, 30), at(24, 13, 30), False, "Tue 24 Nov, 12:30 to 13:30"),
        (at(24, 22), at(25, 1), False, "Tue 24 Nov, 22:00 to 01:00"),
        (at(24, 22), at(26, 9), False, "Tue 24 Nov, 22:00 to Thu 26 Nov, 09:00"),
        (at(24, 9), at(24, 9), False, "Tue 24 Nov, 09:00"),
        (at(26), at(27), True, "Thu 26 Nov"),
        (at(26), at(28), True, "Thu 26 to Fri 27 Nov"),
        (at(30), at(2, month=12), True, "Mon 30 Nov to Tue 1 Dec"),
        (at(3, month=1, year=2027), at(4, month=1, year=2027), True, "Sun 3 Jan 2027"),
    ],
)
def test_from_when_to_when(start: datetime, end: datetime, all_day: bool, said: str) -> None:
    assert span(start, end, TODAY, all_day=all_day) == said


def test_whole_words_where_there_is_room() -> None:
    assert span(at(24, 9), at(24, 10), TODAY, long=True) == "Tuesday 24 November, 09:00 to 10:00"
    assert span(at(26), at(28), TODAY, all_day=True, long=True) == "Thursday 26 to Friday 27 November"
