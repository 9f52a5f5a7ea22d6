"""Times and repeats in words: short, true, and silent where no short words would be true."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.calendar.periods import View
from osone.calendar.spoken import how_often, period_note, period_words

TODAY = date(2026, 11, 23)


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


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
        ("FREQ=DAILY;COUNT=1", "every day, once"),
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


def test_a_period_has_a_heading_and_a_note() -> None:
    assert period_words(View.WEEK, TODAY, TODAY, TODAY) == "November 2026"
    assert period_note(View.WEEK, TODAY, TODAY) == "week 48"
    sunday = TODAY - timedelta(days=1)
    assert period_note(View.WEEK, TODAY, sunday) == "week 48"
    last = date(2026, 11, 30)
    assert period_words(View.WEEK, last, last, date(2026, 12, 3)) == "Nov – Dec 2026"
    new_year = date(2026, 12, 28)
    assert period_words(View.WEEK, new_year, new_year, TODAY) == "Dec 2026 – Jan 2027"
    assert period_words(View.AGENDA, TODAY, TODAY, TODAY) == "Nov – Dec 2026"
    assert period_words(View.DAY, date(2027, 1, 4), date(2027, 1, 4), TODAY) == "Monday 4 January 2027"
    assert period_words(View.MONTH, date(2027, 2, 4), date(2027, 2, 1), TODAY) == "February 2027"
    assert period_note(View.MONTH, TODAY, TODAY) == ""
    assert period_note(View.AGENDA, TODAY, TODAY) == "23 Nov to 13 Dec"
