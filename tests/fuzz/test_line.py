"""Typed lines that nobody would type: words of times, tasks, events and searches, mixed, misspelt and without end."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from osone.calendar.grammar import base, clock, ends, moments, names, spans, words
from osone.calendar.planned import EventMark
from osone.model.marked import Marked, squeezed
from osone.queries import query
from osone.queries.line import EVENT, LONGEST, TASK, as_task, understand
from osone.tasks.capture import TaskMark
from tests.fuzz.harness import fuzzed

WITHIN_S = 5.0
"""Seconds of a processor for one line: what may be typed has an answer with every key."""
SAYINGS = st.sampled_from([line.name for line in words.PATTERNS])
"""A way to say a time for each that the grammar knows."""
WORDS = st.sampled_from(
    [
        *names.WEEKDAYS, *names.MONTHS, *list(names.MISSPELT_DAYS)[:9], *base.NUMBERS, *base.ORDINALS, *base.UNITS,
        *clock.PARTS, *ends.ZONES, "every", "each", "other", "until", "till", "by", "due", "from", "to", "for", "in",
        "at", "on", "of", "the", "next", "last", "this", "ago", "after", "before", "between", "and", "with", "noon",
        "midnight", "today", "tomorrow", "yesterday", "eom", "christmas", "daily", "weekdays", "weekend", "except",
        "starting", "quarter", "half", "past", "o'clock", "am", "pm", "time", "London time", "dinner", "lunch", "call",
        "Ann", "Anna's", "Nina and Ole", "school", "the office", "Oslo", "#home", "+garden", "p1", "!!2", "https://a.b/1",
        "rehearsal", "party", "a@b.c",
    ]
)  # fmt: skip
SIGNS = st.sampled_from(
    [*",.;:!?-–—/@#+&()[]'’\"“”`«»„~*", " ", "  ", "\t", "\n", "\xa0", "\u2009", "\u3000", "\0", "\x1f"]
)
SCRIPTS = st.sampled_from(
    [
        "завтра", "明日", "내일", "غدا", "พรุ่งนี้", "αύριο", "İstanbul", "Straße", "ﬁn", "e\u0301", "🎂", "👩‍👧",
        "\u200b", "\u200f", "\u202e", "\ufeff", "\ud800", "½", "²", "①", "Ⅷ", "五", "٣", "３", "১",
    ]
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 60).map(str),
    st.integers(0, 99999).map(str),
    st.builds("{}{}{}".format, st.integers(0, 99), st.sampled_from([*":./-h%", "th"]), st.integers(0, 99)),
    st.builds("{}/{}/{}".format, st.integers(0, 40), st.integers(0, 40), st.integers(0, 10000)),
    st.builds("{:04}-{}-{}".format, st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32)),
    st.sampled_from(["0" * 400, "9" * 400, "1" * 5000, "9999-12-31", "0001-01-01", "12/31/9999", "1/1/1", "31 feb"]),
    st.sampled_from(["in 7970 years", "24:00", "23:59:60", "1e9"]),
)  # fmt: skip
PIECES = st.one_of(SAYINGS, WORDS, NUMBERS, SIGNS, SCRIPTS, st.text(max_size=4))
PLAIN = st.builds(lambda joint, pieces: joint.join(pieces), st.sampled_from([" ", " ", " ", "", ", "]),
                  st.lists(PIECES, max_size=16))  # fmt: skip
ZEROS = "\u0660\u06f0\u0966\u0e50\uff10\U0001d7ce"
"""The noughts of other scripts; their other digits follow."""
ALIKE = [
    ("s", "\u017f"),
    ("k", "\u212a"),
    ("i", "\u0131"),
    ("I", "\u0130"),
    ("a", "а"),
    ("o", "0"),
    ("fi", "ﬁ"),
    ("ss", "ß"),
]
"""Letters that are others in some eyes: what a pattern without case takes for them, and what looks like them."""


def digits(zero: str) -> dict[int, str]:
    """Digits as they are written with this nought."""
    return {ord("0") + n: chr(ord(zero) + n) for n in range(10)}


CHANGES = st.one_of(
    st.tuples(st.just("cut"), st.integers(0, 99), st.integers(1, 9)),
    st.tuples(st.just("again"), st.integers(0, 99), st.sampled_from([1, 2, 40, 2000])),
    st.tuples(st.just("turn"), st.integers(0, 99), st.just(0)),
    st.tuples(st.just("in"), st.integers(0, 99), st.one_of(SIGNS, SCRIPTS)),
    st.tuples(st.just("case"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("digits"), st.sampled_from(ZEROS), st.just(0)),
    st.tuples(st.just("alike"), st.sampled_from(ALIKE), st.just(0)),
)


def changed(line: str, changes: Iterable[tuple[str, object, object]]) -> str:
    """A line with slips of the keys, in other scripts, or with a part of it again and again."""
    for change in changes:
        match change:
            case ("cut", int(at), int(count)):
                line = line[: at % (len(line) + 1)] + line[at % (len(line) + 1) + count :]
            case ("again", int(at), int(times)):
                begin = at % (len(line) + 1)
                line = line[:begin] + line[begin : begin + 12] * times + line[begin:]
            case ("turn", int(at), _):
                begin = at % (len(line) + 1)
                line = line[:begin] + line[begin : begin + 2][::-1] + line[begin + 2 :]
            case ("in", int(at), str(sign)):
                line = line[: at % (len(line) + 1)] + sign + line[at % (len(line) + 1) :]
            case ("case", int(which), _):
                line = [line.upper(), line.lower(), line.title(), line.swapcase()][which]
            case ("digits", str(zero), _):
                line = line.translate(digits(zero))
            case ("alike", (str(one), str(other)), _):
                line = line.replace(one, other)
    return line


LINES = st.builds(changed, PLAIN, st.lists(CHANGES, max_size=4))
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Africa/Cairo", "Pacific/Apia", "America/Havana", "Asia/Kathmandu"])
NOWS = st.builds(
    lambda at, zone: at.replace(tzinfo=ZoneInfo(zone)),
    st.one_of(
        st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)), st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1))
    ),
    ZONES,
)  # fmt: skip
MARKS = st.sets(st.sampled_from([*EventMark, *TaskMark]))


def in_order(marks: Iterable[Marked], line: str) -> bool:
    """Whether marks stand in the line, one after the other."""
    last = 0
    for one in marks:
        if not last <= one.start < one.end <= len(line):
            return False
        last = one.end
    return True


def out_of(title: str, line: str) -> bool:
    """Whether a title is made of the line's own letters, in their order."""
    letters = iter(line)
    return all(letter in letters for letter in title if not letter.isspace())


@fuzzed(within=WITHIN_S, line=LINES, now=NOWS, day=st.one_of(st.none(), st.dates(date(2, 1, 1), date(9998, 1, 1))),
        plain=MARKS, dated=st.booleans())  # fmt: skip
def test_any_line_is_a_task_or_an_event(
    line: str, now: datetime, day: date | None, plain: set[str], dated: bool
) -> None:
    said = understand(line, now, day=day, plain=plain, dated=dated)
    assert said.kind in (TASK, EVENT)
    assert in_order(said.task.marks, line)
    assert out_of(said.task.title, line)
    assert said.task.title or not squeezed(line)
    assert 1 <= said.task.priority <= 4
    assert not {one.mark for one in said.task.marks} & plain
    event = said.event
    if event is None:
        assert said.kind == TASK
        assert day is None
        return
    assert in_order(event.marks, line)
    assert out_of(event.title, line)
    assert event.start < event.end
    assert event.start.tzinfo is now.tzinfo
    assert not event.all_day or event.start.time() == event.end.time()
    assert all(name in line for name in (*event.people, event.place))
    assert not {one.mark for one in event.marks} & plain


@fuzzed(within=WITHIN_S, line=LINES, now=NOWS)
def test_what_stands_around_a_line_changes_nothing_of_it(line: str, now: datetime) -> None:
    bare = line.strip(" ")
    if len(bare) + 4 <= LONGEST:
        one, other = understand(bare, now), understand(f"  {bare}  ", now)
        assert (one.kind, one.task.title, one.task.due) == (other.kind, other.task.title, other.task.due)
        assert (one.event and (one.event.title, one.event.start, one.event.end)) == (
            other.event and (other.event.title, other.event.start, other.event.end)
        )


@fuzzed(within=WITHIN_S, line=LINES, now=NOWS)
def test_what_stands_behind_a_long_line_is_only_words(line: str, now: datetime) -> None:
    long = f"{line} {'letters ' * 100}{line}"
    said = as_task(long, now)
    assert all(one.end <= LONGEST for one in said.marks)
    assert said.title.endswith(line.rstrip())


@fuzzed(within=WITHIN_S, line=LINES, now=NOWS, asked=st.booleans(), past=st.booleans())
def test_any_words_name_spans_in_order(line: str, now: datetime, asked: bool, past: bool) -> None:
    last = 0
    for span in words.find(line[:LONGEST], now, prefer="past" if past else "future", asked=asked):
        assert last <= span.start < span.end <= len(line)
        assert span.at is None or span.at.tzinfo is now.tzinfo
        assert span.until is None or (span.at is not None and span.at <= span.until)
        last = span.end
    moments.find(line[:LONGEST], now)


@fuzzed(within=WITHIN_S, line=LINES, now=NOWS, typing=st.booleans())
def test_any_line_can_be_searched_for(line: str, now: datetime, typing: bool) -> None:
    query.parse(line, today=now.date(), typing=typing, zone=UTC)
    named = spans.days(line[:LONGEST], now.date())
    assert named is None or named[0] < named[1]


WRITTEN = [
    "{title} on {day} {month} {year} at {hour:02}:{minute:02}",
    "{title} {month} {day}, {year} {hour12}:{minute:02}{half}",
    "{year}-{number:02}-{day:02} {hour:02}:{minute:02} {title}",
    "{title} {weekday} {day} {month} {year} {hour:02}:{minute:02}",
    "{title} at {hour12}:{minute:02} {half} on {month} {day} {year}",
    "{title} {number}/{day}/{year} {hour:02}:{minute:02}",
]
TITLES = st.lists(
    st.sampled_from(["zebra", "Xylophone", "blau", "кот", "猫", "ümlaut", "№", "café"]), min_size=1, max_size=4
)
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))


@fuzzed(form=st.sampled_from(WRITTEN), title=TITLES.map(" ".join), at=TIMES, now=NOWS)
def test_a_time_that_is_written_out_is_that_time(form: str, title: str, at: datetime, now: datetime) -> None:
    line = form.format(
        title=title, year=at.year, month=f"{at:%B}", number=at.month, day=at.day, weekday=f"{at:%A}", hour=at.hour,
        minute=at.minute, hour12=at.hour % 12 or 12, half="am" if at.hour < 12 else "pm",
    )  # fmt: skip
    said = understand(line, now)
    assert said.event is not None
    assert (said.event.title, said.event.start) == (title, at.replace(tzinfo=now.tzinfo))
    assert said.event.end == said.event.start + timedelta(hours=1)
    assert (said.task.title, said.task.due) == (title, said.event.start)
    assert re.sub(r"\s", "", squeezed(line)) == re.sub(r"\s", "", line)
