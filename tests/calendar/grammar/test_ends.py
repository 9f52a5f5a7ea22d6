"""Ends of what has hours: on another day, and those that are none because they come before the beginning."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from osone.bridge.window import rewording
from osone.bridge.window.rewording import Rewording
from osone.calendar.changes.asked import asked
from osone.model.calendar import Occurrence
from osone.model.ids import CalendarId, EventId
from osone.queries.line import understand
from tests.calendar.grammar.reading import NOW

ONE = Occurrence(
    EventId(1), "standup", "", CalendarId(1), datetime(2026, 11, 19, 9, tzinfo=NOW.tzinfo),
    datetime(2026, 11, 19, 10, tzinfo=NOW.tzinfo), all_day=False, tentative=False, slot=None,
)  # fmt: skip


def changed(words: str) -> tuple[str, str]:
    """From when to when it would be, and what is said of it."""
    before = rewording.line(ONE, NOW)
    found = Rewording(ONE, before, "", "").read(words, NOW, [])
    assert found.found is not None
    said = understand(words, NOW, day=ONE.start.date()).remark(event=True) or found.remark(NOW)
    return f"{found.found.title} {found.found.start:%d %H:%M} to {found.found.end:%d %H:%M}", said


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("trip fri 20 nov 22:00 to sat 21 nov 06:00", "20 22:00", "21 06:00"),
        ("trip friday 6pm to sunday 5pm", "20 18:00", "22 17:00"),
        ("trip tomorrow 22:00 - fri 6:00", "19 22:00", "20 06:00"),
        ("party sat 22:00 until sun 4:00", "21 22:00", "22 04:00"),
        ("festival fri 14:00 to mon 12:00", "20 14:00", "23 12:00"),
        ("flight sun 23:10 to mon 11:45", "22 23:10", "23 11:45"),
        ("camp tue 24 nov 9:00 to thursday 15:00", "24 09:00", "26 15:00"),
        ("meeting tomorrow 9:00 to 5:00", "19 09:00", "19 17:00"),
        ("shift tomorrow 7-7", "19 07:00", "19 19:00"),
    ],
)
def test_an_event_with_hours_may_end_on_another_day(line: str, start: str, end: str) -> None:
    event = understand(line, NOW).event
    assert event is not None
    assert (event.title, f"{event.start:%d %H:%M}", f"{event.end:%d %H:%M}") == (line.split()[0], start, end)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("meeting tomorrow 9:00 to 8:00", "It can't end at 08:00, before it begins."),
        ("meeting friday 15-14", "It can't end at 14:00, before it begins."),
        ("every monday 9:00 to 8:00", "It can't end at 08:00, before it begins."),
        ("trip fri 20 nov 22:00 to thu 19 nov 06:00", "It can't end on Thursday 19 November, before it begins."),
    ],
)
def test_an_end_before_the_beginning_is_told_while_one_writes(line: str, said: str) -> None:
    found = understand(line, NOW)
    assert found.event is not None
    assert (found.remark(event=True), (found.event.end - found.event.start).seconds) == (said, 3600)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("standup Thu 19 Nov 09:00 to 08:00", "It can't end at 08:00, before it begins."),
        ("9:00 to 8:00", "It can't end at 08:00, before it begins."),
        ("09:00-08:00", "It can't end at 08:00, before it begins."),
        ("until 8:00", "It can't end at 08:00, before it begins."),
        ("shorter by 2 hours", "It can't end at 08:00, before it begins."),
        ("standup Thu 19 Nov 09:00 to Wed 18 Nov 10:00", "It can't end on Wednesday 18 November, before it begins."),
    ],
)
def test_an_event_keeps_its_end_where_another_would_be_before_its_beginning_and_that_is_told(
    words: str, said: str
) -> None:
    assert changed(words) == ("standup 19 09:00 to 19 10:00", said)


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("until 11:30", "standup 19 09:00 to 19 11:30"),
        ("standup Thu 19 Nov 22:00 to Fri 20 Nov 06:00", "standup 19 22:00 to 20 06:00"),
        ("standup Thu 19 Nov 09:00 to Sat 21 Nov 10:00", "standup 19 09:00 to 21 10:00"),
        ("shorter by 30 minutes", "standup 19 09:00 to 19 09:30"),
    ],
)
def test_an_end_that_may_be_is_taken(words: str, becomes: str) -> None:
    assert changed(words) == (becomes, "")


@pytest.mark.parametrize(
    ("words", "ends"),
    [("until 2:00", "22 02:00"), ("until 11:00", "21 23:00"), ("until 4am", "22 04:00"), ("until 01:30", "22 01:30")],
)
def test_an_evening_lasts_until_the_hour_that_comes_next(words: str, ends: str) -> None:
    start = datetime(2026, 11, 21, 22, tzinfo=NOW.tzinfo)
    party = replace(ONE, title="party", start=start, end=start + timedelta(hours=3))
    assert f"{asked(words, NOW, party).end:%d %H:%M}" == ends


def test_a_day_at_work_lasts_until_the_afternoon() -> None:
    assert f"{asked('until 5:00', NOW, ONE).end:%d %H:%M}" == "19 17:00"
