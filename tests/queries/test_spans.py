"""One grammar of dates for search and talk: what it names, held against plain arithmetic."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.calendar.grammar import spans as grammar
from osone.calendar.grammar.names import DAYS, MONTH_NAMES
from osone.queries.spans import OPENERS, span
from tests.queries import arithmetic

TODAY = date(2026, 11, 23)
"""A Monday."""
UNITS = ("d", "day", "days", "w", "week", "weeks", "m", "month", "months", "y", "year", "years")
NAMES = (*DAYS, *MONTH_NAMES)
SHORT = (*(name[:3] for name in NAMES), *(name[:4] for name in MONTH_NAMES))
NAMED = st.one_of(
    st.sampled_from(("today", "now", "yesterday", "tomorrow", *NAMES, *SHORT)),
    st.builds("{} {}".format, st.sampled_from(OPENERS), st.sampled_from(("week", "weekend", "month", "year", *NAMES))),
    st.builds("{}{}".format, st.sampled_from(("last", "this")), st.sampled_from(("week", "month", "year", *DAYS))),
    st.builds("{}-{}".format, st.sampled_from(OPENERS), st.sampled_from(("week", *SHORT))),
    st.builds("{}{}{}".format, st.sampled_from(MONTH_NAMES), st.sampled_from(" -"), st.integers(1900, 2199)),
    st.builds("{} {}".format, st.sampled_from(SHORT[7:]), st.integers(1900, 2199)),
    st.builds(
        "{}{}{}{}".format,
        st.integers(0, 9999),
        st.sampled_from(("", " ", "-")),
        st.sampled_from(UNITS),
        st.sampled_from(("", " ago", "-ago")),
    ),
    st.from_regex(r"[0-9]{4}([-/.][0-9]{1,2}([-/.][0-9]{1,2})?)?", fullmatch=True),
)  # fmt: skip


@settings(max_examples=500)
@given(NAMED, st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_search_means_the_days_that_arithmetic_finds(words: str, today: date) -> None:
    counted = arithmetic.span(words, today)
    assert counted is None or span(words, today) == counted
    assert span(words.upper(), today) == span(words, today)


@pytest.mark.parametrize(
    ("words", "first", "days"),
    [
        ("14 nov", date(2026, 11, 14), 1),
        ("dec 24", date(2025, 12, 24), 1),
        ("the day before yesterday", date(2026, 11, 21), 1),
        ("last quarter", date(2026, 7, 1), 92),
        ("last 3 days", date(2026, 11, 20), 4),
        ("christmas", date(2025, 12, 25), 1),
        ("13 to 15 july", date(2026, 7, 13), 3),
    ],
)
def test_a_search_knows_what_a_line_knows(words: str, first: date, days: int) -> None:
    assert span(words, TODAY) == (first, first + timedelta(days=days))


@pytest.mark.parametrize(
    "words", ["9", "3pm", "3-5pm", "for 2 hours", "every monday", "lease", "mayor", "", "last", "-"]
)
def test_what_names_no_day_is_no_span(words: str) -> None:
    assert span(words, TODAY) is None
    assert grammar.days(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "first", "days"),
    [
        ("friday", date(2026, 11, 27), 1),
        ("monday", date(2026, 11, 30), 1),
        ("next friday", date(2026, 12, 4), 1),
        ("may", date(2027, 5, 1), 31),
        ("the week", date(2026, 11, 23), 7),
        ("coming weekend", date(2026, 11, 28), 2),
        ("this afternoon", date(2026, 11, 23), 1),
        ("tomorrow evening", date(2026, 11, 24), 1),
        ("tonight", date(2026, 11, 23), 1),
        ("the next 3 days", date(2026, 11, 23), 3),
        ("the monday", date(2026, 11, 30), 1),
    ],
)
def test_a_question_means_the_days_that_a_line_would_plan(words: str, first: date, days: int) -> None:
    assert grammar.days(words, TODAY) == (first, first + timedelta(days=days))


@given(st.one_of(st.text(), NAMED), st.dates(), st.sampled_from(("future", "past")))
def test_no_words_make_it_fall(words: str, today: date, prefer: str) -> None:
    found = grammar.days(words, today, prefer="past" if prefer == "past" else "future")
    assert found is None or found[0] < found[1]
