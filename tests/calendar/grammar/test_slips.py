"""Days and hours that there are none of are told, and an end before its beginning is none: nothing is guessed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.calendar.grammar import words
from osone.calendar.grammar.meaning import Span, SpanKind

NOW = datetime(2026, 11, 23, 8, 0)
"""A Monday."""


def never(line: str) -> list[str]:
    return [line[one.start : one.end] for one in words.find(line, NOW) if one.kind is SpanKind.NEVER]


def only(line: str) -> Span:
    (span,) = words.find(line, NOW)
    return span


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("dinner on feb 30", "on feb 30"), ("dinner 30 february", "30 february"), ("pay 31 june", "31 june"),
        ("trip 31st of november", "31st of november"), ("party 29 feb 2027", "29 feb 2027"),
        ("dinner feb 32", "feb 32"),
        ("dinner on the 32nd", "on the 32nd"), ("dinner 13/13", "13/13"), ("dinner 6/31 at 8", "6/31"),
        ("dinner 31/6/2026", "31/6/2026"), ("dinner 31.06.2026", "31.06.2026"), ("pay 2026-02-30", "2026-02-30"),
        ("pay 2026-13-01", "2026-13-01"), ("fair june 28-31", "june 28-31"), ("fair 28 to 31 june", "28 to 31 june"),
        ("choir fifth monday of february", "fifth monday of february"), ("rent every 31 june", "every 31 june"),
        ("call 30th of february at nine", "30th of february"),
    ],
)  # fmt: skip
def test_a_day_that_never_comes_is_told_and_no_other_is_taken(line: str, day: str) -> None:
    assert never(line) == [day]
    assert all(one.at is None for one in words.find(line, NOW)), "nor is its hour today's"


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("yoga tomorrow 25:00", "25:00"), ("yoga tomorrow at 9:75", "9:75"), ("yoga tomorrow 14pm", "14pm"),
        ("yoga tomorrow from 10:00 to 25:00", "25:00"), ("yoga tomorrow 14:30am", "14:30am"),
    ],
)  # fmt: skip
def test_an_hour_that_never_comes_is_told_and_its_day_stays(line: str, hour: str) -> None:
    assert never(line) == [hour]
    assert [one.at.day for one in words.find(line, NOW) if one.at is not None] == [24]


@pytest.mark.parametrize(
    "line",
    [
        "20/20 vision test", "a screen of 85:90", "buy 3/4 inch plywood", "open 24/7", "the 42nd floor", "read 1984",
        "flat 30/31", "june 32 guests", "version 13.13.26", "room 2.30b", "29 feb", "29 feb 2028", "31/12", "00:30 am",
        "12/31/2026", "on the 31st", "fifth monday of november", "route 13-13", "call 020 7946 0018", "at 24:00",
    ],
)  # fmt: skip
def test_what_is_a_day_or_no_day_at_all_is_no_slip(line: str) -> None:
    assert never(line) == []


@given(month=st.sampled_from([2, 4, 6, 9, 11]), year=st.integers(2026, 2100), day=st.integers(1, 31))
def test_a_whole_date_is_a_day_or_a_slip_and_nothing_else(month: int, year: int, day: int) -> None:
    line = f"{year}-{month:02d}-{day:02d}"
    try:
        there = datetime(year, month, day)
    except ValueError:
        assert never(line) == [line]
    else:
        assert only(line).at == there


@pytest.mark.parametrize(
    ("line", "at", "end"),
    [
        ("from 15 to 14 tomorrow", "24 15:00", "14:00"), ("tomorrow 15:00-14:00", "24 15:00", "14:00"),
        ("fri 3pm to 2pm", "27 15:00", "14:00"), ("20 dec to 18 dec", "20 00:00", "18 Dec"),
        ("20 to 18 dec", "20 00:00", "18 Dec"), ("tomorrow to 20 nov 2026", "24 00:00", "20 Nov"),
        ("every monday until 1 nov 2026", "23 00:00", "01 Nov"),
    ],
)  # fmt: skip
def test_an_end_before_its_beginning_is_told_and_not_taken(line: str, at: str, end: str) -> None:
    span = words.find(line, NOW)[0]
    assert span.at is not None
    assert span.vain is not None
    assert f"{span.at:%d %H:%M}" == at
    assert f"{span.vain:%H:%M}" == end if ":" in end else f"{span.vain:%d %b}" == end
    assert span.until is None
    assert "UNTIL" not in span.rule


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("from 22 to 6 tomorrow", "25 06:00"), ("fri to tue", "02 00:00"), ("21 dec - 3 jan", "04 00:00"),
        ("28 dec to 2 jan", "03 00:00"), ("from 9 to 5 tomorrow", "24 17:00"),
    ],
)  # fmt: skip
def test_what_ends_on_another_day_without_saying_so_ends_there(line: str, until: str) -> None:
    span = only(line)
    assert span.vain is None
    assert span.until is not None
    assert f"{span.until:%d %H:%M}" == until
