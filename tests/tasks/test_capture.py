"""The capture line keeps the words, and takes out only what it understood."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.calendar.grammar.words import find
from osone.model.marked import without
from osone.tasks.capture import TaskMark, parse

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("line", "title", "due", "project", "priority", "repeats"),
    [
        ("Call Anna tomorrow at 9", "Call Anna", datetime(2026, 11, 24, 9, tzinfo=ZONE), "", 4, ""),
        ("Send proofs to Idris by friday #atlas p1", "Send proofs to Idris", date(2026, 11, 27), "atlas", 1, ""),
        ("+flat measure the hallway !!2", "measure the hallway", None, "flat", 2, ""),
        ("water the ferns every sunday", "water the ferns", date(2026, 11, 29), "", 4, "FREQ=WEEKLY;BYDAY=SU"),
        ('review "Friday" by Bo', 'review "Friday" by Bo', None, "", 4, ""),
        ("ask Jane about C# and issue #4", "ask Jane about C# and issue #4", None, "", 4, ""),
        ("tomorrow", "tomorrow", date(2026, 11, 24), "", 4, ""),
        ("buy 12 eggs and paprika", "buy 12 eggs and paprika", None, "", 4, ""),
        ("pick up frames, sat 11am, #flat", "pick up frames", datetime(2026, 11, 28, 11, tzinfo=ZONE), "flat", 4, ""),
    ],
)
def test_a_line_says_what_it_says(
    line: str, title: str, due: object, project: str, priority: int, repeats: str
) -> None:
    got = parse(line, NOW, find)
    assert (got.title.replace(",,", ",").rstrip(", "), got.due, got.project, got.priority, got.repeats) == (
        title,
        due,
        project,
        priority,
        repeats,
    )


WORDS = st.sampled_from(
    [
        "call",
        "Anna",
        "tomorrow",
        "at",
        "9",
        "by",
        "friday",
        "#book",
        "+flat",
        "p1",
        "!!3",
        "every",
        "monday",
        "“on",
        "sunday”",
        "in",
        "two",
        "weeks,",
        "proofs;",
        "next",
        "week",
        "14",
        "nov",
        "the",
        "to",
    ]
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_taking_the_marked_words_out_leaves_the_title(line: str) -> None:
    got = parse(line, NOW, find)
    assert without(line, got.marks) == got.title
    for before, after in zip(got.marks, got.marks[1:], strict=False):
        assert before.end <= after.start
    assert all(0 <= one.start < one.end <= len(line) for one in got.marks)
    assert bool(got.project) == any(one.mark is TaskMark.PROJECT for one in got.marks)


@given(st.text(max_size=60))
def test_any_text_at_all_is_read_without_failing(line: str) -> None:
    got = parse(line, NOW, find)
    assert without(line, got.marks) == got.title


def test_a_priority_behind_an_hour_lends_it_no_letter() -> None:
    caught = parse("call Amy tomorrow at 9 p1", NOW, find)
    assert (caught.title, caught.due, caught.priority) == ("call Amy", datetime(2026, 11, 24, 9, tzinfo=ZONE), 1)


@pytest.mark.parametrize(("line", "mark"), [("call on sunday", TaskMark.DUE), ("call every sunday", TaskMark.REPEATS)])
def test_a_time_that_is_only_words_stays_in_the_title(line: str, mark: TaskMark) -> None:
    caught = parse(line, NOW, find, plain={mark})
    assert (caught.title, caught.due, caught.repeats, caught.marks) == (line, None, "", ())


@pytest.mark.parametrize("shut", ["“#a p1 friday”", "„#a p1 friday“", "«#a p1 friday»", "`#a p1 friday`", "x@y.org/#a"])
def test_nothing_is_taken_out_of_what_is_quoted_or_an_address(shut: str) -> None:
    caught = parse(f"read {shut} #b p2", NOW, find)
    assert (caught.title, caught.project, caught.priority, caught.due) == (f"read {shut}", "b", 2, None)
