"""Dates in words: what people type is understood, and what only looks like a date is left alone."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.calendar.grammar.meaning import SpanKind
from osone.calendar.grammar.words import PATTERNS, find, warming

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Sunday


@pytest.mark.parametrize(
    ("text", "words", "kind", "at", "until"),
    [
        ("Call Anna tomorrow at 9", "tomorrow at 9", "datetime", "2026-11-23 09:00", ""),
        ("tomorrow at 3", "tomorrow at 3", "datetime", "2026-11-23 15:00", ""),
        ("dentist fri 3pm", "fri 3pm", "datetime", "2026-11-27 15:00", ""),
        ("next tuesday", "next tuesday", "date", "2026-11-24 00:00", ""),
        ("in two weeks", "in two weeks", "date", "2026-12-06 00:00", ""),
        ("the 14th", "the 14th", "date", "2026-12-14 00:00", ""),
        ("14 nov", "14 nov", "date", "2027-11-14 00:00", ""),
        ("Nov 14, 2026", "Nov 14, 2026", "date", "2026-11-14 00:00", ""),
        ("11/22", "11/22", "date", "2026-11-22 00:00", ""),
        ("29/12", "29/12", "date", "2026-12-29 00:00", ""),
        ("2026-12-01", "2026-12-01", "date", "2026-12-01 00:00", ""),
        ("noon", "noon", "time", "2026-11-22 12:00", ""),
        ("at half past three", "at half past three", "time", "2026-11-22 15:30", ""),
        ("tonight", "tonight", "range", "2026-11-22 18:00", "2026-11-23 00:00"),
        ("tonight at 8", "tonight at 8", "datetime", "2026-11-22 20:00", ""),
        ("3-5pm", "3-5pm", "range", "2026-11-22 15:00", "2026-11-22 17:00"),
        ("from 9 to 11 tomorrow", "from 9 to 11 tomorrow", "range", "2026-11-23 09:00", "2026-11-23 11:00"),
        ("tomorrow 3pm for 90 minutes", "tomorrow 3pm for 90 minutes", "range", "2026-11-23 15:00", "2026-11-23 16:30"),
        ("end of month", "end of month", "date", "2026-11-30 00:00", ""),
        ("this weekend", "this weekend", "range", "2026-11-21 00:00", "2026-11-23 00:00"),
        ("choir thursday evening", "thursday evening", "range", "2026-11-26 18:00", "2026-11-26 22:00"),
        ("away monday to friday", "monday to friday", "range", "2026-11-23 00:00", "2026-11-28 00:00"),
        ("fair 13-15 july", "13-15 july", "range", "2027-07-13 00:00", "2027-07-16 00:00"),
        ("two weeks from tomorrow", "two weeks from tomorrow", "date", "2026-12-07 00:00", ""),
        ("in march", "in march", "range", "2027-03-01 00:00", "2027-04-01 00:00"),
        ("on Christmas Eve", "on Christmas Eve", "date", "2026-12-24 00:00", ""),
        ("in 20 minutes", "in 20 minutes", "datetime", "2026-11-22 10:20", ""),
        ("first friday of december", "first friday of december", "date", "2026-12-04 00:00", ""),
    ],
)
def test_what_people_type_is_understood(text: str, words: str, kind: str, at: str, until: str) -> None:
    (span,) = find(text, NOW)
    assert text[span.start : span.end] == words
    assert (span.kind, str(span.at)[:16], str(span.until)[:16] if span.until else "") == (SpanKind(kind), at, until)


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        ("every monday", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23 00:00"),
        ("every other friday at 4pm", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27 16:00"),
        ("every weekday at 8", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23 08:00"),
        ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2", "2026-11-22 00:00"),
        ("on tuesdays and thursdays", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-24 00:00"),
        ("first monday of every month", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07 00:00"),
        ("on the 1st of every month", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01 00:00"),
        ("daily at 7", "FREQ=DAILY", "2026-11-23 07:00"),
    ],
)
def test_how_often_becomes_a_rule_and_a_first_time(text: str, rule: str, at: str) -> None:
    (span,) = find(text, NOW)
    assert (span.kind, span.rule, str(span.at)[:16]) == (SpanKind.RECURRENCE, rule, at)
    assert (span.start, span.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Jane likes paprika on her monitor",
        "may I come in",
        "march on, she said",
        "he sat down with mon ami in the sun",
        "second thoughts on the first draft",
        "chapter 3 of 12, page 4",
        "call 555 1234 about invoice 2026-118",
        "version 3.11 is out",
        "they wed and were happy",
        "buy 2 lemons and 12 eggs",
        "good morning, Tuesdayish person",
        "the weekly shop",
        'the play "Friday at noon" is good',
        "write to anna.may@friday.example",
        "see https://example.org/2026/11/22/tomorrow",
        "a 3/4 view",
        "open 24/7",
        "wait a second",
        "three hours of work",
        "chat with Mars and Augustus",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert find(text, NOW) == []


def test_the_past_is_preferred_where_it_is_asked_for() -> None:
    for text, day in (("tuesday", 17), ("the 14th", 14), ("14 nov", 14), ("last week", 9)):
        (span,) = find(text, NOW, prefer="past")
        assert span.at is not None
        assert (span.at.month, span.at.day) == (11, day)


@pytest.mark.parametrize(
    "text", ["\u017funday", "th\u0131rsday", "fr\u0131day\u017f", "every \u017faturday", "7 wee\u212as ago"]
)
def test_letters_that_count_as_english_ones_are_those(text: str) -> None:
    plain = text.translate({0x17F: "s", 0x131: "i", 0x212A: "k"})
    assert find(text, NOW) == find(plain, NOW) != []


def test_a_length_alone_is_a_duration() -> None:
    (span,) = find("book the hall for 2 hours", NOW)
    assert span.kind is SpanKind.DURATION
    assert span.length is not None
    assert NOW + span.length == NOW + timedelta(hours=2)


def test_every_way_to_say_it_has_a_name_of_its_own_subject() -> None:
    assert len({line.regex.pattern for line in PATTERNS}) == len(PATTERNS)


BITS = st.sampled_from(
    [
        "monday",
        "fri",
        "9",
        "9am",
        "3pm",
        "at",
        "on",
        "the",
        "14th",
        "nov",
        "2026",
        "to",
        "-",
        "next",
        "last",
        "every",
        "week",
        "in",
        "two",
        "hours",
        "for",
        "tomorrow",
        "noon",
        "and",
        ",",
        "may",
        "a",
        "11/22",
    ]
)


@given(st.lists(BITS, max_size=10).map(" ".join), st.sampled_from(("future", "past")))
def test_spans_are_in_order_within_the_text_and_never_overlap(text: str, prefer: str) -> None:
    spans = find(text, NOW, prefer="past" if prefer == "past" else "future")
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.until is None or (span.at is not None and span.until > span.at)
        assert span.at is None or span.at.tzinfo is NOW.tzinfo


@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    find(text, NOW)


def test_the_table_is_made_ready_line_by_line() -> None:
    steps = warming()
    assert sum(1 for _ in steps) == len(PATTERNS)
