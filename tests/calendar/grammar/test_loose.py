"""Days and hours as people really write them: loosely, with slips, in other zones; and names that look like days."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.calendar.grammar import words
from osone.queries.line import EVENT, TASK, understand

NOW = datetime(2026, 11, 18, 10, 15, tzinfo=ZoneInfo("Europe/London"))
"""A Wednesday."""


def event(line: str, day: datetime | None = None) -> tuple[str, str, str]:
    """Its title, beginning and end; a task where it is none."""
    heard = understand(line, NOW, day=day.date() if day else None, dated=day is not None)
    assert heard.kind == EVENT, heard
    assert heard.event is not None
    form = "%m-%d" if heard.event.all_day else "%m-%d %H:%M"
    return heard.event.title, heard.event.start.strftime(form), heard.event.end.strftime(form)


@pytest.mark.parametrize(
    ("line", "title", "start", "end"),
    [
        ("swim tues 2-3.30", "swim", "11-24 14:00", "11-24 15:30"),
        ("conference fri 9-5", "conference", "11-20 09:00", "11-20 17:00"),
        ("fair 24 nov 9-11", "fair", "11-24 09:00", "11-24 11:00"),
        ("choir wed 7-9", "choir", "11-25 19:00", "11-25 21:00"),
        ("meeting thursday 11", "meeting", "11-19 11:00", "11-19 12:00"),
        ("dinner with Ann sat 7.30", "dinner with Ann", "11-21 19:30", "11-21 20:30"),
        ("skiing 30 dec - 2 jan", "skiing", "12-30", "01-03"),
        ("training mon-wed next week", "training", "11-23", "11-26"),
        ("trip first weekend of december", "trip", "12-05", "12-07"),
        ("quiz evening 26th 6pm", "quiz evening", "11-26 18:00", "11-26 19:00"),
        ("standup 0930 friday", "standup", "11-20 09:30", "11-20 10:30"),
        ("train 0742", "train", "11-19 07:42", "11-19 08:42"),
        ("drinks 8-ish friday", "drinks", "11-20 20:00", "11-20 21:00"),
        ("lunch noonish", "lunch", "11-18 12:00", "11-18 13:00"),
        ("beers @4pm", "beers", "11-18 16:00", "11-18 17:00"),
        ("interview 2h from 14:00 friday", "interview", "11-20 14:00", "11-20 16:00"),
        ("catch-up tomorrow 3pm 45 mins", "catch-up", "11-19 15:00", "11-19 15:45"),
        ("lunch tuseday 12", "lunch", "11-24 12:00", "11-24 13:00"),
        ("party 3 janurary 8pm", "party", "01-03 20:00", "01-03 21:00"),
        ("webinar tomorrow 10am EST", "webinar", "11-19 15:00", "11-19 16:00"),
        ("sync 9pm Tokyo time friday", "sync", "11-20 12:00", "11-20 13:00"),
        ("haircut friday week 5pm", "haircut", "11-27 17:00", "11-27 18:00"),
    ],
)
def test_what_people_write_is_heard_and_leaves_no_crumbs(line: str, title: str, start: str, end: str) -> None:
    assert event(line) == (title, start, end)


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("pay rent last day of month", "pay rent", "2026-11-30"),
        ("send invoice by COB", "send invoice", "2026-11-18T17:00"),
        ("take bread out in 1h30", "take bread out", "2026-11-18T11:45"),
        ("renew passport fortnight from today", "renew passport", "2026-12-02"),
        ("call Bob 10am PST", "call Bob", "2026-11-18T18:00"),
        ("pay tax the 5th of the upcoming month", "pay tax", "2026-12-05"),
    ],
)
def test_a_task_s_day_is_heard_too(line: str, title: str, due: str) -> None:
    heard = understand(line, NOW)
    assert heard.kind == TASK
    assert heard.task.title == title
    assert heard.task.due is not None
    assert heard.task.due.isoformat().startswith(due)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("yoga every monday 6pm until 15 dec", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261215T235959Z"),
        ("yoga every monday 6pm for 3 weeks", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261213T235959Z"),
        ("swim every day at 7am for 30 min", "FREQ=DAILY"),
    ],
)
def test_a_repeat_ends_where_it_is_said_to(line: str, rule: str) -> None:
    heard = understand(line, NOW)
    assert heard.event is not None
    assert heard.event.rule == rule


def test_dinner_on_the_day_that_is_looked_at_is_in_the_evening() -> None:
    friday = datetime(2026, 11, 20)
    assert event("dinner at 8", friday)[1] == "11-20 20:00"
    assert event("dinner 7.30", friday)[1] == "11-20 19:30"
    assert event("breakfast at 8", friday)[1] == "11-20 08:00"


@pytest.mark.parametrize(
    "line",
    [
        "watch Saturday Night Fever",
        "order Monday Review subscription",
        "Friday Black by Nana, hardback",
        "renew Sunday.io licence",
        "read Luke 2:14",
        "memorise Mark 12:30",
        "6 a week poster",
        "won 4-1 against Leeds",
        "ring 0207 946 0018",
        "key for room 0912",
        "cleanup of 31 april",
        "rent for the 31st of february",
        'play "Tuesday 9pm"',
    ],
)
def test_names_verses_scores_and_days_that_are_none_are_no_dates(line: str) -> None:
    heard = understand(line, NOW)
    assert heard.event is None
    assert heard.task.due is None
    assert heard.task.title == line


def test_a_weekday_with_a_date_behind_it_is_that_date() -> None:
    assert [span.at for span in words.find("fri 20.11", NOW)] == [datetime(2026, 11, 20, tzinfo=NOW.tzinfo)]
    assert event("lunch sunday 22")[1] == "11-22 12:00"


PIECES = (
    "every the of in at for until from next last upcoming month week day days weeks years monday fri 9 31 7.30 "
    "0900 9999 99999999999999999999 -1 0 1/0 noon PST dinner before after christmas 2h 30 min 5th half and - to"
)
SOUP = st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join)


@settings(deadline=None)
@given(SOUP)
def test_no_line_ever_fells_the_box(line: str) -> None:
    understand(line, NOW)
    understand(line, NOW, day=NOW.date(), dated=True)
