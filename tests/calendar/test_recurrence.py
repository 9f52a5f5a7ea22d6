"""Recurrence agrees with recurring-ical-events, and with the clock on the wall."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osone.calendar import ics
from osone.calendar.recurrence import MOST, occurrences
from osone.model.calendar import Event, Occurrence

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


def whole(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *lines, "END:VCALENDAR", ""])


def event(*lines: str) -> Event:
    reading = ics.read(whole(*lines))
    assert not reading.troubles
    return reading.events[0]


def one(*lines: str) -> Event:
    return event("BEGIN:VEVENT", "UID:a", "SUMMARY:A", *lines, "END:VEVENT")


def starts(found: list[Occurrence]) -> list[datetime]:
    return [happening.start.replace(tzinfo=None) for happening in found]


def test_an_hour_on_the_wall_stays_through_the_change_of_clocks() -> None:
    weekly = one("DTSTART;TZID=Europe/Berlin:20261012T093000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    found = occurrences(weekly, datetime(2026, 10, 20, tzinfo=BERLIN), datetime(2026, 11, 4, tzinfo=BERLIN), BERLIN)
    assert starts(found) == [datetime(2026, 10, 26, 9, 30), datetime(2026, 11, 2, 9, 30)]
    away = occurrences(weekly, datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 11, 4, tzinfo=UTC), NEW_YORK)
    assert starts(away) == [datetime(2026, 10, 26, 4, 30), datetime(2026, 11, 2, 3, 30)]


def test_an_hour_that_spring_skips_comes_an_hour_later() -> None:
    nightly = one("DTSTART;TZID=Europe/Berlin:20260328T023000", "DURATION:PT15M", "RRULE:FREQ=DAILY;COUNT=3")
    found = occurrences(nightly, datetime(2026, 3, 28, tzinfo=BERLIN), datetime(2026, 4, 2, tzinfo=BERLIN), BERLIN)
    assert starts(found) == [datetime(2026, 3, 28, 2, 30), datetime(2026, 3, 29, 3, 30), datetime(2026, 3, 30, 2, 30)]


def test_whole_days_run_from_midnight_to_midnight_even_when_the_clocks_change() -> None:
    trip = one("DTSTART;VALUE=DATE:20261024", "DTEND;VALUE=DATE:20261027")
    (found,) = occurrences(trip, datetime(2026, 10, 26, tzinfo=BERLIN), datetime(2026, 10, 27, tzinfo=BERLIN), BERLIN)
    assert found.all_day
    assert (found.start, found.end) == (datetime(2026, 10, 24, tzinfo=BERLIN), datetime(2026, 10, 27, tzinfo=BERLIN))


def test_the_window_is_half_open() -> None:
    single = one("DTSTART:20260102T100000Z", "DTEND:20260102T110000Z")
    ten, eleven = datetime(2026, 1, 2, 10, tzinfo=UTC), datetime(2026, 1, 2, 11, tzinfo=UTC)
    assert not occurrences(single, eleven, eleven + timedelta(hours=1), UTC)
    assert not occurrences(single, ten - timedelta(hours=1), ten, UTC)
    assert occurrences(single, eleven - timedelta(minutes=1), eleven, UTC)


def test_extra_excluded_moved_cancelled_and_tentative_happenings_are_told() -> None:
    series = event(
        "BEGIN:VEVENT",
        "UID:a",
        "SUMMARY:Choir",
        "DTSTART;TZID=Europe/Berlin:20260105T190000",
        "DTEND;TZID=Europe/Berlin:20260105T210000",
        "RRULE:FREQ=WEEKLY;UNTIL=20260301T180000Z",
        "RDATE;TZID=Europe/Berlin:20260108T190000",
        "RDATE;VALUE=PERIOD:20260109T180000Z/PT30M",
        "EXDATE;TZID=Europe/Berlin:20260112T190000",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:a",
        "SUMMARY:Choir in the church",
        "STATUS:TENTATIVE",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260119T190000",
        "DTSTART;TZID=Europe/Berlin:20260120T200000",
        "DTEND;TZID=Europe/Berlin:20260120T210000",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:a",
        "SUMMARY:Choir",
        "STATUS:CANCELLED",
        "RECURRENCE-ID:20260126T180000Z",
        "DTSTART;TZID=Europe/Berlin:20260126T190000",
        "END:VEVENT",
    )
    found = occurrences(series, datetime(2026, 1, 1, tzinfo=BERLIN), datetime(2026, 2, 3, tzinfo=BERLIN), BERLIN)
    assert [(f.start.day, f.start.hour, f.title, f.tentative) for f in found] == [
        (5, 19, "Choir", False),
        (8, 19, "Choir", False),
        (9, 19, "Choir", False),
        (20, 20, "Choir in the church", True),
        (2, 19, "Choir", False),
    ]
    assert found[2].end - found[2].start == timedelta(minutes=30)


def test_this_and_future_moves_what_follows() -> None:
    series = event(
        "BEGIN:VEVENT",
        "UID:a",
        "SUMMARY:Class",
        "DTSTART;TZID=Europe/Berlin:20260302T100000",
        "DTEND;TZID=Europe/Berlin:20260302T110000",
        "RRULE:FREQ=WEEKLY;COUNT=6",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:a",
        "SUMMARY:Class, later",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T100000",
        "DTSTART;TZID=Europe/Berlin:20260317T120000",
        "DTEND;TZID=Europe/Berlin:20260317T143000",
        "END:VEVENT",
    )
    found = occurrences(series, datetime(2026, 3, 1, tzinfo=BERLIN), datetime(2026, 5, 1, tzinfo=BERLIN), BERLIN)
    assert [(f.start.month, f.start.day, f.start.hour) for f in found] == [
        (3, 2, 10),
        (3, 9, 10),
        (3, 17, 12),
        (3, 24, 12),
        (3, 31, 12),
        (4, 7, 12),
    ]
    assert found[-1].title == "Class, later"
    assert found[-1].end - found[-1].start == timedelta(hours=2, minutes=30)


def test_rules_that_never_come_or_come_every_second_do_not_hold_up_a_day() -> None:
    day = datetime(2026, 5, 4, tzinfo=UTC)
    never = one("DTSTART:20200101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert occurrences(never, day, day + timedelta(days=7), UTC) == []
    flood = one("DTSTART:20200101T000000Z", "RRULE:FREQ=SECONDLY")
    assert len(occurrences(flood, day, day + timedelta(days=7), UTC)) == MOST
    broken = ics.read(whole("BEGIN:VEVENT", "DTSTART:20260505T000000Z", "RRULE:FREQ=SOMETIMES", "END:VEVENT")).events[0]
    assert len(occurrences(broken, day, day + timedelta(days=7), UTC)) == 1


@pytest.mark.parametrize(("freq", "year"), [("HOURLY", 1990), ("DAILY", 1900), ("WEEKLY", 1600), ("MONTHLY", 300)])
def test_a_rule_is_begun_near_the_window_however_old_it_is(freq: str, year: int) -> None:
    # From its start more steps would lead here than are ever tried.
    old = one(f"DTSTART:{year:04}0104T080000", f"RRULE:FREQ={freq}")
    found = occurrences(old, datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC), UTC)
    assert len(found) in {"HOURLY": {31 * 24}, "DAILY": {31}, "WEEKLY": {4, 5}, "MONTHLY": {1}}[freq]


def test_the_first_half_week_counts_as_a_whole_one() -> None:
    picked = one("DTSTART:20241023T090000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3;COUNT=3")
    found = occurrences(picked, datetime(2024, 10, 1, tzinfo=UTC), datetime(2024, 12, 1, tzinfo=UTC), UTC)
    assert [f.start.day for f in found] == [23, 28, 30]


# ── the oracle ───────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={freq}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)
    if freq in {"DAILY", "WEEKLY"} and draw(st.booleans()):
        parts.append("BYDAY=" + ",".join(draw(days)))
    if freq in {"MONTHLY", "YEARLY"}:
        if freq == "YEARLY" and draw(st.booleans()):
            months = draw(st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True))
            parts.append("BYMONTH=" + ",".join(map(str, months)))
        match draw(st.integers(0, 3)):
            case 1:
                number = draw(st.sampled_from((-2, -1, 1, 2, 3, 4)))
                parts.append(f"BYDAY={number}{draw(st.sampled_from(DAYS))}")
            case 2:
                parts.append(f"BYMONTHDAY={draw(st.sampled_from((-3, -1, 1, 13, 28)))}")
            case 3 if freq == "MONTHLY":
                parts.append("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + str(draw(st.sampled_from((-1, 1, 2)))))
            case _:
                pass
    match draw(st.integers(0, 2)):
        case 1:
            parts.append(f"COUNT={draw(st.integers(1, 60))}")
        case 2:
            until = datetime(2021, 1, 1, tzinfo=UTC) + timedelta(days=draw(st.integers(0, 3000)))
            parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
        case _:
            pass
    return ";".join(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rule=rules(),
    first=st.datetimes(datetime(2019, 1, 1), datetime(2021, 1, 1)),
    zone=st.sampled_from(("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo")),
    day=st.integers(0, 3000),
    width=st.sampled_from((1, 7, 42)),
)
def test_every_rule_gives_what_the_oracle_gives(rule: str, first: datetime, zone: str, day: int, width: int) -> None:
    first = first.replace(microsecond=0, second=0)
    stamp = f"DTSTART:{first:%Y%m%dT%H%M%S}Z" if zone == "UTC" else f"DTSTART;TZID={zone}:{first:%Y%m%dT%H%M%S}"
    what = one(stamp, "DURATION:PT45M", f"RRULE:{rule}")
    since = datetime(2019, 6, 1, tzinfo=BERLIN) + timedelta(days=day)
    until = since + timedelta(days=width)
    mine = [found.start.astimezone(UTC) for found in occurrences(what, since, until, BERLIN)]
    oracle = recurring_ical_events.of(icalendar.Calendar.from_ical(what.ics), skip_bad_series=True)
    theirs = sorted(found["DTSTART"].dt.astimezone(UTC) for found in oracle.between(since, until))
    assert mine == theirs


@settings(max_examples=40, deadline=None)
@given(rule=rules(), first=st.dates(date(2019, 1, 1), date(2021, 1, 1)), day=st.integers(0, 3000))
def test_rules_over_whole_days_agree_too(rule: str, first: date, day: int) -> None:
    rule = re.sub(r"(UNTIL=\d{8})T\d{6}Z", r"\1", rule)
    what = one(
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{first + timedelta(days=2):%Y%m%d}", f"RRULE:{rule}"
    )
    since = datetime(2019, 6, 1, tzinfo=UTC) + timedelta(days=day)
    until = since + timedelta(days=28)
    mine = [found.start.date() for found in occurrences(what, since, until, UTC)]
    oracle = recurring_ical_events.of(icalendar.Calendar.from_ical(what.ics), skip_bad_series=True)
    theirs = sorted(found["DTSTART"].dt for found in oracle.between(since, until))
    assert mine == theirs


@settings(max_examples=60, deadline=None)
@given(rule=rules(), first=st.datetimes(datetime(2012, 1, 1), datetime(2016, 1, 1)), day=st.integers(0, 3000))
def test_a_narrow_window_shows_what_a_wide_one_shows(rule: str, first: datetime, day: int) -> None:
    what = one(f"DTSTART;TZID=Europe/Berlin:{first:%Y%m%dT%H%M00}", "DURATION:PT2H", f"RRULE:{rule}")
    begin = datetime(2016, 1, 1, tzinfo=BERLIN)
    years = [datetime(year, 1, 1, tzinfo=BERLIN) for year in range(2011, 2028)]
    parts = [occurrences(what, low, high, BERLIN) for low, high in pairwise(years)]
    wide = dict.fromkeys(found for part in parts for found in part)
    since = begin + timedelta(days=day)
    until = since + timedelta(days=30)
    narrow = occurrences(what, since, until, BERLIN)
    if all(len(part) < MOST for part in parts):
        assert narrow == [found for found in wide if found.start < until and found.end > since]


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:99991231"),
        ("DTSTART:00010101T000000Z", "DTEND:99991231T235959Z"),
        ("DTSTART;TZID=Europe/Berlin:00010101T000000", "DTEND;TZID=America/New_York:99991231T235959"),
        ("DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:99991231", "RRULE:FREQ=YEARLY"),
        ("DTSTART:20261101T000000Z", "DTEND:99991231T235959Z", "RRULE:FREQ=YEARLY"),
        ("DTSTART;VALUE=DATE:20261126", "DURATION:P999999999D"),
        ("DTSTART:20261126T090000Z", "DURATION:P999999999D"),
        ("DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:00010101", "RDATE;VALUE=DATE:99991231"),
    ],
)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York", "Africa/Cairo"])
def test_what_lasts_from_or_until_the_end_of_time_is_on_today(lines: tuple[str, ...], zone: str) -> None:
    there = ZoneInfo(zone)
    since = datetime(2026, 11, 26, tzinfo=there)
    found = occurrences(one(*lines), since, since + timedelta(days=1), there)
    assert found
    assert all(happening.start < since + timedelta(days=1) for happening in found)


def test_a_series_that_was_moved_out_of_time_is_nowhere_and_holds_nothing_up() -> None:
    moved = event(
        *("BEGIN:VEVENT", "UID:a", "DTSTART:20261123T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY", "END:VEVENT"),
        *("BEGIN:VEVENT", "UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T100000Z", "DTSTART:99991231T235959Z"),
        *("DTEND:99991231T235959Z", "END:VEVENT"),
    )
    since = datetime(2026, 11, 26, tzinfo=BERLIN)
    assert occurrences(moved, since, since + timedelta(days=1), BERLIN) == []
