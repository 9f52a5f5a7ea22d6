"""A rule says what it says; what of it means nothing is left aside and named, and nothing is walked without end."""

from datetime import datetime, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.calendar import expansion, rules
from osone.calendar.rules import Freq
from osone.calendar.work import POOL, StepBudget

FIRST = datetime(2026, 1, 5, 9, 30)


def starts(text: str, until: datetime, first: datetime = FIRST, since: datetime | None = None) -> list[datetime]:
    rule = rules.parsed(text)
    assert rule is not None
    full = rules.filled(rule, first, all_day=False)
    return list(expansion.between(full, first, since or first, until, StepBudget(10_000_000)))


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1"),
        ("FREQ=DAILY;INTERVAL=.007", "INTERVAL=.007"),
        ("FREQ=DAILY;INTERVAL=" + "9" * 5000, "INTERVAL=" + "9" * 20),
        ("FREQ=DAILY;COUNT=0", "COUNT=0"),
        ("FREQ=DAILY;BYSECOND=60", "BYSECOND=60"),
        ("FREQ=DAILY;BYHOUR=25", "BYHOUR=25"),
        ("FREQ=DAILY;BYMINUTE=sixty", "BYMINUTE=SIXTY"),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=DAILY;BYMONTHDAY=0", "BYMONTHDAY=0"),
        ("FREQ=DAILY;BYSETPOS=367", "BYSETPOS=367"),
        ("FREQ=DAILY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=DAILY;UNTIL=20261340", "UNTIL=20261340"),
    ],
)
def test_a_part_that_is_out_of_range_is_taken_as_if_it_were_not_there_and_is_named(text: str, aside: str) -> None:
    rule = rules.parsed(text)
    assert rule is not None
    assert rule.aside == (aside,)
    assert rules.sound(text) == "FREQ=DAILY"
    assert starts(text, FIRST + timedelta(days=2)) == [FIRST, FIRST + timedelta(days=1), FIRST + timedelta(days=2)]


def test_of_a_list_the_values_that_mean_something_are_kept() -> None:
    assert rules.sound("FREQ=MONTHLY;BYMONTHDAY=1,40,-1;X-ODD=3") == "FREQ=MONTHLY;BYMONTHDAY=1,-1"


@pytest.mark.parametrize("text", ["", "COUNT=3", "FREQ=FORTNIGHTLY", "FREQ=", "RSCALE=HEBREW;FREQ=YEARLY", "nonsense"])
def test_a_rule_without_a_frequency_that_is_known_is_none(text: str) -> None:
    assert rules.parsed(text) is None
    assert rules.sound(text) == ""


@pytest.mark.parametrize(
    "text", ["freq=daily;count=3", "FREQ=DAILY; COUNT=3;", "RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT;COUNT=3", "D1 #3"]
)
def test_however_a_rule_is_written_it_is_the_same_rule(text: str) -> None:
    rule = rules.parsed(text)
    assert rule is not None
    assert (rule.freq, rule.interval, rule.count, rule.aside) == (Freq.DAILY, 1, 3, ())


def test_what_vcalendar_wrote_before_is_read() -> None:
    assert rules.sound("W2 MO WE #10") == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10"
    assert rules.sound("MP1 1+ MO 2- TU #0") == "FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO,-2TU"
    assert (
        rules.sound("MD1 15 LD 20271231T000000Z") == "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15,-1;UNTIL=20271231T000000Z"
    )


def test_a_day_that_a_month_lacks_is_skipped_as_the_rule_says() -> None:
    first = datetime(2026, 1, 31, 8)
    until = datetime(2026, 4, 2)
    for skip, days in (("OMIT", [(1, 31), (3, 31)]), ("BACKWARD", [(1, 31), (2, 28), (3, 31)])):
        found = starts(f"RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP={skip}", until, first)
        assert [(one.month, one.day) for one in found] == days
    forward = starts("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD", until, first)
    assert [(one.month, one.day) for one in forward] == [(1, 31), (3, 1), (3, 31)]


def test_years_of_weeks_are_counted_by_their_weeks() -> None:
    found = starts("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU;INTERVAL=3", datetime(2029, 1, 1), datetime(2024, 12, 31, 9))
    assert [f"{one:%Y%m%d}" for one in found] == ["20241231", "20280103", "20280104"]


# ── bounds ───────────────────────────────────────────────────────────────────────────────────────────────────────

COSTLY = (
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;BYHOUR=3;BYMINUTE=5;BYSECOND=7",
    "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;BYSETPOS=300",
    "FREQ=WEEKLY;BYSETPOS=300;COUNT=1000000",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=3;COUNT=3",
    "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
    "FREQ=SECONDLY;BYDAY=MO;COUNT=999999999999",
    "FREQ=HOURLY;INTERVAL=999999999999999999",
    "FREQ=YEARLY;INTERVAL=999999999999999999;BYWEEKNO=53",
)


@pytest.mark.parametrize("text", COSTLY)
def test_no_rule_takes_more_steps_than_a_look_has(text: str) -> None:
    rule = rules.parsed(text)
    assert rule is not None
    full = rules.filled(rule, FIRST, all_day=False)
    work = StepBudget()
    work.begin(42)
    end = expansion.counted_end(full, FIRST, work)
    found = expansion.between(full, FIRST, datetime(2026, 5, 1), min(end or datetime.max, datetime(2026, 6, 12)), work)
    assert sum(1 for _ in islice(found, 2 * POOL)) <= POOL + 2000


@pytest.mark.parametrize("text", [text for text in COSTLY if "COUNT" in text])
def test_where_a_rule_ends_is_looked_for_once(text: str) -> None:
    rule = rules.parsed(text)
    assert rule is not None
    full = rules.filled(rule, datetime(2025, 2, 3, 4, 5), all_day=False)
    first = expansion.counted_end(full, datetime(2025, 2, 3, 4, 5), StepBudget(10 * POOL))
    assert expansion.counted_end(full, datetime(2025, 2, 3, 4, 5), StepBudget(0)) == first


def test_what_is_usual_never_needs_what_others_have_used_up() -> None:
    work = StepBudget()
    work.begin(42)
    while work.spend():
        pass
    work.begin(42)
    rule = rules.parsed("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")
    assert rule is not None
    full = rules.filled(rule, FIRST, all_day=False)
    assert len(list(expansion.between(full, FIRST, FIRST, FIRST + timedelta(days=41), work))) == 30


def test_a_count_that_is_reached_in_another_age_is_worked_out_without_walking() -> None:
    rule = rules.parsed("FREQ=DAILY;COUNT=100000")
    assert rule is not None
    full = rules.filled(rule, FIRST, all_day=False)
    assert expansion.counted_end(full, FIRST, StepBudget(0)) == FIRST + timedelta(days=99_999)


# ── the oracle ───────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def some(values: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(",".join)


def number(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).filter(bool).map(str)


@st.composite
def odd_rules(draw: st.DrawFn) -> str:
    """Rules that come again and again: dateutil looks for one that does not until the year 9999."""
    freq = draw(st.sampled_from(list(Freq)))
    by = {
        "BYMONTH": some(number(1, 12)),
        "BYMONTHDAY": some(number(-28, 28)),
        "BYDAY": some(st.sampled_from(DAYS)),
        "BYHOUR": some(st.integers(0, 23).map(str)),
        "BYMINUTE": some(st.integers(0, 59).map(str)),
        "BYSECOND": some(st.integers(0, 59).map(str)),
    }
    if freq in (Freq.YEARLY, Freq.MONTHLY):
        by["BYDAY"] = st.one_of(by["BYDAY"], some(st.tuples(number(-4, 4), st.sampled_from(DAYS)).map("".join)))
    most = 3 if freq in (Freq.YEARLY, Freq.MONTHLY, Freq.WEEKLY, Freq.DAILY) else 1
    names = draw(st.lists(st.sampled_from(sorted(by)), max_size=most, unique=True))
    if "BYMONTHDAY" in names and ("BYDAY" in names or freq is Freq.WEEKLY):
        names.remove("BYMONTHDAY")  # the second Monday is never the 28th, and weeks know no days of a month
    parts = [f"FREQ={freq}", *(f"{name}={draw(by[name])}" for name in names)]
    if not names or freq in (Freq.YEARLY, Freq.MONTHLY):
        parts.append(f"INTERVAL={draw(st.integers(1, 7))}" if "BYMONTH" not in names else "INTERVAL=1")
    if names:
        parts.append(draw(st.sampled_from(("", "BYSETPOS=1", "BYSETPOS=-1"))))
    return ";".join(filter(None, parts))


@settings(max_examples=120, deadline=None)
@given(odd_rules(), st.datetimes(datetime(2019, 1, 1), datetime(2021, 1, 1)), st.integers(0, 2000))
def test_every_rule_gives_what_dateutil_gives(text: str, first: datetime, day: int) -> None:
    first = first.replace(microsecond=0)
    if "FREQ=WEEKLY" in text and "BYSETPOS" in text:
        first -= timedelta(days=first.weekday())  # dateutil counts positions in half of a first week
    short = any(unit in text for unit in ("SECONDLY", "MINUTELY"))
    low = first + (timedelta(seconds=day) if short else timedelta(days=day))
    high = low + (timedelta(minutes=30) if short else timedelta(days=40))
    found = list(islice(iter(starts(text, high, first, low)), 300))
    end = f"UNTIL={high:%Y%m%dT%H%M%S}"
    theirs = [one for one in islice(rrulestr(f"{text};{end}", dtstart=first), 20_000) if one >= low][:300]
    assert found[: len(theirs)] == theirs[: len(found)]
    assert all(a < b for a, b in pairwise(found))
