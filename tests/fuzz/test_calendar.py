"""Calendar files, rules and names of zones that nobody would write."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from osone.bridge.calendar.layout import laid
from osone.calendar import ics, periods, rules, zones
from osone.calendar.recurrence import MOST, occurrences
from osone.calendar.spoken import how_often
from osone.calendar.todos import of_text
from osone.calendar.work import StepBudget
from tests.fuzz.harness import fuzzed

ZONES = st.sampled_from(["Europe/Berlin", "Africa/Cairo", "Pacific/Apia", "America/Havana", "Asia/Kathmandu", "UTC"])
ENDS = st.sampled_from(["\r\n", "\n", "\r", "\r\n ", "\n\t", "\x85", "\u2028", "\x0c", ""])
MARKS = [
    f"{what}:{kind}"
    for what in ("BEGIN", "END")
    for kind in ("VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM", "VTODO", "X")
]
NAMES = [
    "DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID", "RRULE", "EXRULE", "UID", "SUMMARY", "STATUS",
    "SEQUENCE", "METHOD", "DTSTAMP", "ATTENDEE", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-WR-TIMEZONE", "dtstart", "X",
]  # fmt: skip
PARAMETERS = [
    "", ";VALUE=DATE", ";VALUE=PERIOD", ";TZID=Europe/Berlin", ';TZID="(UTC+01:00) Rome"', ";TZID=GMT+05:30",
    ";TZID=Own", ";RANGE=THISANDFUTURE", ';CN="a;b:c"', ";ENCODING=QUOTED-PRINTABLE", ";=", ';A="',
]  # fmt: skip
YEARS = st.one_of(st.sampled_from(["0000", "0001", "1600", "9999", "2026", "2026"]), st.integers(1900, 2200).map(str))
MOMENTS = st.builds(
    lambda year, day, hour: f"{year}{day}{hour}",
    YEARS,
    st.sampled_from(["1116", "0329", "1025", "0229", "1231", "1332", ""]),
    st.sampled_from(["", "T100000", "T023000Z", "T240000", "T235960Z", "T256199", "T10:00:00+01:00"]),
)
LENGTHS = st.sampled_from(["PT1H", "P1D", "-P1W", "P1DT2H3M4S", "P999999999W", "P", "PT999999999S"])
PARTS = st.builds(
    lambda name, value: f"{name}={value}",
    st.sampled_from(
        [
            "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYHOUR",
            "BYMINUTE", "BYSECOND", "BYSETPOS", "WKST", "RSCALE", "SKIP",
        ]
    ),
    st.one_of(
        st.sampled_from(["1", "0", "-1", "366", "53", "31", "30,31", "MO,-1SU", "1MO", "SU", "GREGORIAN", "BACKWARD"]),
        st.integers(-10**20, 10**20).map(str),
        MOMENTS,
    ),
)  # fmt: skip
FREQS = st.sampled_from([*(f"FREQ={freq}" for freq in rules.Freq), "W1 MO #3", ""])
RULES = st.builds(lambda freq, parts: ";".join([freq, *parts]), FREQS, st.lists(PARTS, max_size=6))
VALUES = st.one_of(
    MOMENTS,
    LENGTHS,
    RULES,
    st.builds(lambda a, b: f"{a}/{b}", MOMENTS, st.one_of(MOMENTS, LENGTHS)),
    st.lists(MOMENTS, max_size=4).map(",".join),
    st.sampled_from(["a", "CANCELLED", "REQUEST", "CANCEL", "Own", "+0100", "-2359", "9" * 5000, "\\,\\n", ""]),
    st.text(max_size=8),
)
LINES = st.one_of(
    st.sampled_from(MARKS),
    st.builds(lambda n, p, v: f"{n}{p}:{v}", st.sampled_from(NAMES), st.sampled_from(PARAMETERS), VALUES),
)
FILES = st.lists(st.builds(lambda line, end: line + end, LINES, ENDS), max_size=60).map("".join)
EVENTS = st.lists(LINES, max_size=12).map(
    lambda lines: "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20261101T090000", *lines, "END:VEVENT", ""])
)
DAYS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1))


@contextmanager
def nothing_told_to_the_log() -> Iterator[None]:
    """Raise where an event fell and was left out for it."""
    heard: list[logging.LogRecord] = []
    ear, log = logging.Handler(logging.ERROR), logging.getLogger("osone.calendar.recurrence")
    ear.emit = heard.append  # type: ignore[assignment,method-assign]
    log.addHandler(ear)
    try:
        yield
    finally:
        log.removeHandler(ear)
    assert not heard, heard[0].exc_text or heard[0].exc_info


@fuzzed(text=st.one_of(FILES, EVENTS), day=DAYS, zone=ZONES)
def test_any_file_is_read_looked_at_and_laid_out(text: str, day: datetime, zone: str) -> None:
    there = ZoneInfo(zone)
    reading = ics.read(text)
    for begun in (day, datetime(2026, 11, 1)):
        since = begun.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=there)
        work, found = StepBudget(), []
        with nothing_told_to_the_log():
            for kept in reading.events:
                found += occurrences(kept, since, since + timedelta(days=7), there, work)
                how_often(kept.rule)
        assert len(found) <= MOST * max(1, len(reading.events))
        assert all(one.start.tzinfo is not None and one.end.tzinfo is not None for one in found)
        laid(periods.in_order(found), since, since.date(), 7, hues={})


@fuzzed(text=st.one_of(FILES, EVENTS))
def test_what_is_kept_of_a_file_reads_as_the_same_events_and_to_dos(text: str) -> None:
    for kept in ics.read(text).events:
        again = ics.series(kept.ics, kept.uid)
        lead = again.master or again.overrides[0]
        assert (lead.title, lead.start, lead.end) == (kept.title, kept.start, kept.end)
        assert ics.merged(kept, kept) is None
    for todo in ics.read(text.replace("VEVENT", "VTODO").replace("DTSTART", "DUE")).todos:
        assert of_text(todo.ics) == todo


@fuzzed(data=st.one_of(st.binary(max_size=300), FILES.map(lambda text: text.encode("utf-16", "replace"))))
def test_any_bytes_are_read(data: bytes) -> None:
    ics.read(data)


@fuzzed(tzid=st.one_of(st.text(max_size=40), st.text(alphabet="()UTCGMT+-:0123456789/,&. Berlin", max_size=40)))
def test_any_name_of_a_zone_is_one_or_none(tzid: str) -> None:
    zone = zones.named(tzid)
    assert zone is None or abs(zone.utcoffset(datetime(2026, 7, 1)) or timedelta()) < timedelta(days=1)


@fuzzed(text=RULES)
def test_what_is_sound_of_any_rule_is_the_same_rule(text: str) -> None:
    rule = rules.parsed(text)
    if rule is not None:
        sound = rules.parsed(rules.sound(text))
        assert sound is not None
        assert not sound.aside
        assert (sound.freq, sound.interval, sound.count, sound.days) == (
            rule.freq,
            rule.interval,
            rule.count,
            rule.days,
        )
