"""The language of search, tried on a real full-text table."""

from datetime import UTC, date

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.queries.query import MOST_BYTES, Query, SearchPlace, parse, strangers
from osone.queries.spans import span

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def table() -> apsw.Connection:
    conn = apsw.Connection(":memory:")
    conn.execute("CREATE VIRTUAL TABLE words USING fts5(subject, sender, recipients, body, tokenize='unicode61')")
    for row in (
        ("lease", "paul smith paul@example.com", "me@example.com", "please read the lease now"),
        ("onboarding", "amy", "me", "meet at noon, or call"),
        ("foo", "bar", "NEAR", "AND OR NOT"),
    ):
        conn.execute("INSERT INTO words VALUES(?,?,?,?)", row)
    return conn


def found(table: apsw.Connection, text: str, *, typing: bool = False) -> list[int]:
    query = parse(text, today=TODAY, typing=typing, zone=UTC)
    return [
        row[0] for row in table.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (query.match,))
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("lease", [1]),
        ("from:paul lease", [1]),
        ("from:lease", []),
        ('"read the lease"', [1]),
        ('"lease the"', []),
        ("meet*", [2]),
        ("lease OR call", [1, 2]),
        ("me -lease", [2]),
        ("to:me@example.com", [1]),
        ("with:amy", [2]),
        ("NEAR", [3]),
        ("subject:foo", [3]),
    ],
)
def test_words_find_what_they_mean(table: apsw.Connection, text: str, rows: list[int]) -> None:
    assert found(table, text) == rows


def test_the_last_word_is_a_beginning_while_typing(table: apsw.Connection) -> None:
    assert found(table, "from:pa", typing=True) == [1]
    assert found(table, '"the lea', typing=True) == [1]
    assert found(table, "lea ", typing=True) == []
    assert found(table, "lea") == []


@settings(max_examples=500)
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                [
                    *'"*-():{}^+,.',
                    " ",
                    "OR",
                    "AND",
                    "NOT",
                    "NEAR(",
                    "from:",
                    "on:",
                    "a",
                    "é",
                    "in:inbox",
                    "-",
                    "\0",
                    "last",
                    "week",
                    "999999999999",
                ]
            )
        ).map("".join),
    ),
    st.booleans(),
)
def test_no_text_is_a_syntax_error(table: apsw.Connection, text: str, typing: bool) -> None:
    query = parse(text, today=TODAY, typing=typing)
    for match in (query.match, query.excluded):
        if match:
            list(table.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,)))


def test_filters_are_typed() -> None:
    query = parse("is:unread -is:starred has:attachment in:inbox in:spam -in:trash x", today=TODAY)
    assert query == Query(
        '"x"',
        unread=True,
        starred=False,
        attachments=True,
        places=(SearchPlace.INBOX, SearchPlace.SPAM),
        not_places=(SearchPlace.TRASH,),
    )
    assert parse("is:read", today=TODAY).unread is False
    assert parse("-spam", today=TODAY).excluded == '"spam"'
    assert parse("from:me", today=TODAY).places == (SearchPlace.SENT,)
    assert parse(" from: OR ", today=TODAY).is_empty


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("larger:100k", 102400, MOST_BYTES),
        ("bigger:2MB", 2 << 20, MOST_BYTES),
        ("smaller:1.5m", 0, 3 << 19),
        ("-larger:10", 0, 10),
        ("larger:1k smaller:1MiB", 1024, 1 << 20),
        ("larger:999999999G", 999_999_999 << 30, MOST_BYTES),
    ],
)
def test_mail_is_asked_for_by_its_size_as_people_write_one(words: str, least: int, most: int) -> None:
    assert parse(words, today=TODAY) == Query(smallest=least, largest=most)


@pytest.mark.parametrize(
    ("begun", "whole"),
    [("is:star", "is:starred"), ("is:unr", "is:unread"), ("in:arch", "in:archive"), ("has:att", "has:file")],
)
def test_what_an_operator_may_be_told_is_known_by_its_beginning(begun: str, whole: str) -> None:
    assert parse(begun, today=TODAY) == parse(whole, today=TODAY)


def test_a_folder_of_ones_own_is_asked_for_by_name_or_path_and_a_place_stays_a_place() -> None:
    own = ("work", "harbour", "projects/harbour", "boat plans", "archive", "inbound")
    asked = parse('in:Work -in:projects/harbour in:"Boat plans" in:archive in:inbou lease', today=TODAY, folders=own)
    assert asked.folders == ("work", "boat plans", "inbound")
    assert asked.not_folders == ("projects/harbour",)
    assert (asked.places, asked.match) == ((SearchPlace.ARCHIVE,), '"lease"')
    assert parse("in:har", today=TODAY, folders=own).folders == ("harbour",), "by its beginning"
    assert parse("in:inb", today=TODAY, folders=own).places == (SearchPlace.INBOX,)
    assert parse("in:rowing", today=TODAY, folders=own).match, "none is called so: it is a word"
    assert strangers("in:work in:rowing", today=TODAY, folders=own) == ("in:rowing",)


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("size:10 from:ann", ("size:",)),
        ("is:blue", ("is:blue",)),
        ("larger:huge before:whenever", ("larger:huge", "before:whenever")),
        ("is:unread in:spam larger:1m before:2024 after:last week on:3 days https://a.test subject:is", ()),
        ("", ()),
    ],
)
def test_what_only_looks_like_an_operator_is_named(words: str, unknown: tuple[str, ...]) -> None:
    assert strangers(words, today=TODAY) == unknown


def test_dates_bound_the_ids() -> None:
    query = parse("after:2024 before:2024-05", today=TODAY, zone=UTC)
    assert (query.after, query.before) == (1704067200, 1714521600)
    assert (query.first_id, query.last_id) == (1704067200 << 8, 1714521600 << 8)
    assert parse("x", today=TODAY).last_id is None


@pytest.mark.parametrize(
    ("words", "first", "end"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024/12/31", date(2024, 12, 31), date(2025, 1, 1)),
        ("yesterday", date(2026, 11, 22), date(2026, 11, 23)),
        ("last week", date(2026, 11, 16), date(2026, 11, 23)),
        ("this-week", date(2026, 11, 23), date(2026, 11, 30)),
        ("last month", date(2026, 10, 1), date(2026, 11, 1)),
        ("friday", date(2026, 11, 20), date(2026, 11, 21)),
        ("last monday", date(2026, 11, 16), date(2026, 11, 17)),
        ("december", date(2025, 12, 1), date(2026, 1, 1)),
        ("nov 2024", date(2024, 11, 1), date(2024, 12, 1)),
        ("3 days ago", date(2026, 11, 20), date(2026, 11, 21)),
        ("9m", date(2026, 2, 23), date(2026, 2, 24)),
    ],
)
def test_spans_of_days_are_read(words: str, first: date, end: date) -> None:
    assert span(words, TODAY) == (first, end)


@given(
    st.one_of(st.text(), st.from_regex(r"[0-9]{1,6}[-/ ]?(days?|w|m|y|[0-9]{1,2})?( ago)?", fullmatch=True)), st.dates()
)
def test_no_words_for_a_span_make_it_raise(words: str, today: date) -> None:
    found_span = span(words, today)
    assert found_span is None or found_span[0] < found_span[1]


def test_spoken_dates_of_several_words_are_taken_together() -> None:
    query = parse("on:last week lease", today=TODAY, zone=UTC)
    assert (query.match, query.after, query.before) == ('"lease"', 1794787200, 1795392000)
    assert parse("since:3 days ago", today=TODAY).match == ""
