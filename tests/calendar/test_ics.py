"""Calendar files are read as they come: with foreign zones, without zones, and broken."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.calendar import ics, zones
from osone.model.calendar import Event

BERLIN = ZoneInfo("Europe/Berlin")


def calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *lines, "END:VCALENDAR", ""])


def event(uid: str, *lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:Event {uid}", *lines, "END:VEVENT")


def only(*lines: str) -> Event:
    reading = ics.read(calendar(*event("a", *lines)))
    assert reading.troubles == ()
    return reading.events[0]


@pytest.mark.parametrize(
    "tzid",
    [
        "Europe/Berlin",
        "W. Europe Standard Time",
        "w. europe standard time",
        "/mozilla.org/20050126_1/Europe/Berlin",
        '"Europe/Berlin"',
    ],
)
def test_a_zone_has_many_names(tzid: str) -> None:
    found = only(f"DTSTART;TZID={tzid}:20260701T093000", "DURATION:PT90M")
    assert found.start == datetime(2026, 7, 1, 9, 30, tzinfo=BERLIN)
    assert isinstance(found.start, datetime)
    assert found.start.utcoffset() == timedelta(hours=2)
    assert found.end == datetime(2026, 7, 1, 11, 0, tzinfo=BERLIN)


def test_fixed_offsets_are_zones_and_nonsense_is_none() -> None:
    zone = zones.named("UTC+05:30")
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=5, minutes=30)
    for name in ("", "Nowhere/Land", "../../etc/passwd", "Mars Standard Time", "UTC+99"):
        assert zones.named(name) is None


def test_a_zone_that_the_file_defines_is_used_and_is_not_shared_with_the_next_file() -> None:
    def with_offset(offset: str) -> Event:
        zone = (
            "BEGIN:VTIMEZONE",
            "TZID:Our own",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            f"TZOFFSETFROM:{offset}",
            f"TZOFFSETTO:{offset}",
            "END:STANDARD",
            "END:VTIMEZONE",
        )
        return ics.read(calendar(*zone, *event("a", "DTSTART;TZID=Our own:20260701T093000"))).events[0]

    for offset, hours in (("+0300", 3), ("-0500", -5)):
        start = with_offset(offset).start
        assert isinstance(start, datetime)
        assert start.utcoffset() == timedelta(hours=hours)


def test_floating_and_whole_days_stay_what_they_are() -> None:
    floating = only("DTSTART:20260701T093000", "DTEND:20260701T103000")
    assert floating.start == datetime(2026, 7, 1, 9, 30)
    reading = ics.read(calendar(*event("a", "DTSTART;TZID=Nowhere/Land:20260701T093000")))
    (unknown,) = reading.events
    assert unknown.start == unknown.end == datetime(2026, 7, 1, 9, 30)
    assert reading.troubles == (
        "“Event a” (line 7) is in an unknown time zone, Nowhere/Land. Its times are taken as local.",
    )
    assert only("DTSTART;VALUE=DATE:20260701").end == date(2026, 7, 2)
    assert only("DTSTART;VALUE=DATE:20260701", "DURATION:P3D").end == date(2026, 7, 4)


def test_the_text_of_a_single_event_is_kept_byte_for_byte() -> None:
    text = calendar(*event("a", "DTSTART:20260701T093000Z", "X-ODD;A=b:c\\, d", "DESCRIPTION:long", "  folded"))
    assert ics.read(text).events[0].ics == text


def test_what_a_terminal_would_take_for_an_order_is_not_in_the_words_of_an_event() -> None:
    found = only("DTSTART:20261127T100000Z", "LOCATION:\x1b[2JThe \x07harbour\u202e", "DESCRIPTION:one\\ntwo\x9b31m")
    assert (found.location, found.notes) == ("[2JThe harbour", "one\ntwo31m")
    assert "\x1b[2J" in found.ics, "its own lines stay as they came"


def test_each_event_of_a_file_takes_its_own_lines_and_its_overrides_along() -> None:
    text = calendar(
        *event("a", "DTSTART;TZID=Europe/Berlin:20260701T093000", "RRULE:FREQ=DAILY;COUNT=3"),
        *event("b", "DTSTART:20260701T093000Z"),
        *event("a", "RECURRENCE-ID;TZID=Europe/Berlin:20260702T093000", "DTSTART;TZID=Europe/Berlin:20260702T110000"),
    )
    reading = ics.read(text)
    assert [one.uid for one in reading.events] == ["a", "b"]
    first, second = reading.events
    assert first.ics.count("BEGIN:VEVENT") == 2
    assert "UID:b" not in first.ics
    assert second.ics.count("BEGIN:VEVENT") == 1
    assert first.rule == "FREQ=DAILY;COUNT=3"
    assert len(ics.series(first.ics, "a").overrides) == 1


def test_good_events_in_a_bad_file_survive_and_each_bad_one_has_a_sentence() -> None:
    reading = ics.read(
        calendar(
            *event("bad", "DTSTART:sometime"),
            *event("good", "DTSTART:20260701T093000Z", "RRULE:FREQ=SOMETIMES", "BEGIN:VALARM", "TRIGGER:now"),
            *event("none"),
        )
    )
    assert [one.uid for one in reading.events] == ["good"]
    assert reading.troubles == (
        "“Event bad” (line 7) has a date that can’t be read: sometime",
        "“Event bad” (line 4) has no start that can be read. It is kept, but not shown.",
        "“Event good” (line 13): how it repeats can’t be read, so it is shown once: FREQ=SOMETIMES",
        "“Event none” (line 17) has no start that can be read. It is kept, but not shown.",
    )


def test_what_is_no_calendar_or_breaks_off_says_so() -> None:
    assert "not a calendar" in ics.read("hello").troubles[0]
    cut = calendar(*event("a", "DTSTART:20260701T093000Z"), *event("b", "DTSTART:20260702T093000Z"))[:-40]
    reading = ics.read(cut)
    assert [one.uid for one in reading.events] == ["a"]
    assert "breaks off" in reading.troubles[0]


def test_bytes_in_an_old_encoding_and_events_without_an_id_are_read() -> None:
    text = calendar("BEGIN:VEVENT", "SUMMARY:Käffchen", "DTSTART:20260701T093000Z", "END:VEVENT")
    for data in (text.encode("cp1252"), text.encode("utf-8-sig")):
        (found,) = ics.read(data).events
        assert found.title == "Käffchen"
        assert found.uid


def test_who_was_asked_and_what_the_file_is_for() -> None:
    text = calendar(
        "METHOD:REQUEST",
        *event(
            "a",
            "DTSTART:20260701T093000Z",
            "ORGANIZER;CN=P:MAILTO:Priya@x.example",
            "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:mara@x.example",
        ),
    )
    assert ics.read(text).method == "REQUEST"
    master = ics.series(text).master
    assert master is not None
    assert master.organizer == "priya@x.example"
    assert master.attendees == (("mara@x.example", "NEEDS-ACTION"),)


LINES = st.sampled_from(
    [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "UID:x",
        "DTSTART:20260701T093000Z",
        "DTSTART;VALUE=DATE:20260701",
        "RRULE:FREQ=DAILY",
        "RDATE:20260701",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "TZID:",
        "RECURRENCE-ID:20260701T093000Z",
        " folded",
        "DURATION:-P1D",
        "garbage",
        "\x00",
        "",
    ]
)


@given(st.lists(LINES, max_size=25).map("\r\n".join))
def test_no_heap_of_lines_makes_it_fail(text: str) -> None:
    reading = ics.read(text)
    for found in reading.events:
        assert found.uid
        assert ics.series(found.ics, found.uid)
