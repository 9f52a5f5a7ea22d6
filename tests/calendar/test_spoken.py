"""Times and repeats in words: short, true, and silent where no short words would be true."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.calendar.periods import View
from osone.calendar.spoken import how_often, ordinal, period_note, period_words, span_words

TODAY = date(2026, 11, 23)


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


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
    assert span_words(start, end, TODAY, all_day=all_day) == said


def test_whole_words_where_there_is_room() -> None:
    assert span_words(at(24, 9), at(24, 10), TODAY, long=True) == "Tuesday 24 November, 09:00 to 10:00"
    assert span_words(at(26), at(28), TODAY, all_day=True, long=True) == "Thursday 26 to Friday 27 November"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("", ""),
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every three days"),
        ("FREQ=WEEKLY;BYDAY=TH", "every week on Thursday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "every two weeks on Monday and Wednesday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every workday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", "every two weeks on workdays"),
        ("FREQ=MONTHLY;BYDAY=2FR", "every month on the second Friday"),
        ("FREQ=MONTHLY;BYDAY=-1MO", "every month on the last Monday"),
        ("FREQ=MONTHLY;BYMONTHDAY=27", "every month on the 27th"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the fourth Thursday in November"),
        ("FREQ=MONTHLY;COUNT=12", "every month, twelve times"),
        ("FREQ=DAILY;COUNT=1", "every day, one time"),
        ("FREQ=DAILY;UNTIL=20270101T000000Z", "every day, until 1 January 2027"),
        ("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU", "repeats"),
        ("FREQ=YEARLY;BYDAY=MO", "repeats"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "repeats"),
        ("FREQ=HOURLY", "repeats"),
        ("nonsense", "repeats"),
    ],
)
def test_how_often(rule: str, said: str) -> None:
    assert how_often(rule) == said


@given(st.text(alphabet="FREQ=WEKLYDAIMONTHBYSUI;,-0123456789", max_size=60))
def test_whatever_a_file_calls_a_rule_has_words(rule: str) -> None:
    assert bool(how_often(rule)) == bool(rule)


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st",
    ]  # fmt: skip


def test_a_period_has_a_heading_and_a_note() -> None:
    assert period_words(View.WEEK, TODAY, TODAY, TODAY) == "November"
    assert period_note(View.WEEK, TODAY, TODAY) == "week 48"
    sunday = TODAY - timedelta(days=1)
    assert period_note(View.WEEK, TODAY, sunday) == "week 48"
    # The week that November ends in is December's only once it is December.
    last = date(2026, 11, 30)
    assert period_words(View.WEEK, last, last, date(2026, 12, 3)) == "December"
    assert period_words(View.DAY, date(2027, 1, 4), date(2027, 1, 4), TODAY) == "Monday 4 January 2027"
    assert period_words(View.MONTH, date(2027, 2, 4), date(2027, 2, 1), TODAY) == "February 2027"
    assert period_note(View.MONTH, TODAY, TODAY) == ""
    assert period_note(View.AGENDA, TODAY, TODAY) == "23 Nov to 13 Dec"
