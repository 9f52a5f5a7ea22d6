"""What other programs write is shown as they meant it: nothing is silently gone, at a wrong time, or there twice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from osone.calendar import ics, zones
from osone.calendar.recurrence import occurrences
from osone.model.calendar import Event
from tests.calendar.sheets import MONDAY, WEEKLY, calendar, event, own_zone, shown

BERLIN = ZoneInfo("Europe/Berlin")


# ── nothing is silently gone ──


def test_a_happening_that_was_moved_before_its_series_is_found_there() -> None:
    moved = ("RECURRENCE-ID;TZID=Europe/Berlin:20261116T100000", "DTSTART;TZID=Europe/Berlin:20261112T150000")
    text = calendar(*event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2"), *event(*moved, "DURATION:PT1H", title="Moved"))
    (kept,) = ics.read(text).events
    assert kept.earliest == datetime(2026, 11, 12, 14, tzinfo=UTC)
    assert shown(text, date(2026, 11, 9)) == ["12 15:00, 1:00:00, Moved"]


def test_where_only_single_happenings_were_sent_each_is_there() -> None:
    first, second = (
        event(f"RECURRENCE-ID:2026{day}T090000Z", f"DTSTART:2026{day}T090000Z", "DURATION:PT1H", title=f"On {day}")
        for day in ("1116", "1221")
    )
    text = calendar(*first, *second)
    (kept,) = ics.read(text).events
    assert kept.latest == datetime(2026, 12, 21, 10, tzinfo=UTC)
    assert shown(text, date(2026, 12, 21)) == ["21 10:00, 1:00:00, On 1221"]


def test_extra_dates_need_no_rule_and_may_be_periods() -> None:
    zone = ("BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "END:VTIMEZONE")
    extra = ("RDATE;TZID=Europe/Berlin:20261118T120000", "RDATE;VALUE=PERIOD:20261119T090000Z/PT3H")
    text = calendar(*event(*WEEKLY, *extra), *zone)
    assert shown(text, MONDAY) == ["16 10:00, 1:00:00, Thing", "18 12:00, 1:00:00, Thing", "19 10:00, 3:00:00, Thing"]


def test_every_rule_of_an_event_counts_and_what_is_ruled_out_does_not() -> None:
    ruled = ("RRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE:FREQ=WEEKLY;BYDAY=WE", "EXRULE:FREQ=MONTHLY;BYMONTHDAY=18")
    assert shown(calendar(*event(*WEEKLY, *ruled)), MONDAY, 14) == [
        f"{day} 10:00, 1:00:00, Thing" for day in (16, 23, 25)
    ]


def test_names_may_be_in_small_letters() -> None:
    text = calendar(*event(*WEEKLY, "RRULE:freq=daily;count=2")).replace("DTSTART;TZID", "dtstart;tzid")
    assert len(shown(text.replace("SUMMARY", "summary").replace("VEVENT", "vevent"), MONDAY)) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("DESCRIPTION:STATUS:CANCELLED, see RECURRENCE-ID and RDATE",),
        ("DESCRIPTION:see\\n", " STATUS:CANCELLED"),
        ("BEGIN:VALARM", "STATUS:CANCELLED", "TRIGGER:-PT5M", "END:VALARM"),
        ("END:VEVENT", "BEGIN:VTODO", "UID:t", "STATUS:CANCELLED", "END:VTODO", "BEGIN:VEVENT", "UID:b"),
    ],
)
def test_a_word_elsewhere_calls_nothing_off(lines: tuple[str, ...]) -> None:
    assert shown(calendar(*event(*WEEKLY, *lines)), MONDAY) == ["16 10:00, 1:00:00, Thing"]


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "STATUS;X-WHY=ill:CANCELLED", "STAT\r\n US:CANCELLED"])
def test_what_was_called_off_is_not_shown_however_that_is_written(line: str) -> None:
    assert shown(calendar(*event(*WEEKLY, line)), MONDAY) == []


def test_a_file_that_calls_off_shows_nothing() -> None:
    assert shown(calendar("METHOD:CANCEL", *event(*WEEKLY)), MONDAY) == []


def test_an_event_that_was_never_closed_ends_where_the_next_begins() -> None:
    open_one = event(*WEEKLY, title="Open")[:-1]
    text = calendar(*open_one, *event("DTSTART:20261117T090000Z", uid="b"))
    assert shown(text, MONDAY) == ["16 10:00, 1:00:00, Open", "17 10:00, 0:00:00, Thing"]
    assert ics.read(text).troubles == ("“Open” (line 3) isn’t closed. What is there of it was kept.",)


def test_what_is_no_event_is_told_by_name_and_line() -> None:
    text = calendar(*event(*WEEKLY), "BEGIN:VJOURNAL", "SUMMARY:It rained", "END:VJOURNAL")
    said = "“It rained” (line 9) is a journal entry, not an event. It is kept, but not shown."
    assert ics.read(text).troubles == (said,)


def test_one_event_that_cannot_be_read_hides_no_other() -> None:
    bad = ("DTSTART:00000101", "DTSTART:20261332T250000", "DTSTART;VALUE=DATE:99999999", "DTSTART:", "RRULE:FREQ=DAILY")
    text = calendar(*(line for n, one in enumerate(bad) for line in event(one, uid=f"bad{n}")), *event(*WEEKLY))
    reading = ics.read(text)
    assert [one.uid for one in reading.events] == ["a"]
    assert sum("has no start" in sentence for sentence in reading.troubles) == len(bad)


# ── at the time that was meant ──


@pytest.mark.parametrize(
    ("length", "on", "ends"),
    [
        ("DURATION:PT8H", "20261024T220000", "25 05:00"),
        ("DURATION:PT8H", "20260328T220000", "29 07:00"),
        ("DURATION:P1D", "20260328T120000", "29 12:00"),
        ("DURATION:P1DT2H", "20260328T010000", "29 04:00"),
    ],
)
@pytest.mark.parametrize("rule", [(), ("RRULE:FREQ=YEARLY",)])
def test_hours_are_exact_and_days_go_by_the_clock_on_the_wall(length: str, on: str, ends: str, rule: list[str]) -> None:
    (kept,) = ics.read(calendar(*event(f"DTSTART;TZID=Europe/Berlin:{on}", length, *rule))).events
    since = datetime.strptime(on[:8], "%Y%m%d").replace(tzinfo=BERLIN)
    (found,) = occurrences(kept, since, since + timedelta(days=1), BERLIN)
    assert f"{found.end:%d %H:%M}" == ends


@pytest.mark.parametrize(
    ("tzid", "olson"),
    [
        ("(UTC+01:00) Amsterdam\\, Berlin\\, Bern\\, Rome", "Europe/Amsterdam"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", "Europe/Sarajevo"),
        ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("Eastern Time", "America/New_York"),
        ("W. Europe Daylight Time", "Europe/Berlin"),
        ("US-Eastern", "US/Eastern"),
        ("America/New York", "America/New_York"),
        ("europe/london", "Europe/London"),
        ("/Europe/Vienna", "Europe/Vienna"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Paris", "Europe/Paris"),
        ("Europe/Oslo\x00\x00", "Europe/Oslo"),
        ("PST", "America/Los_Angeles"),
        ("Berlin", "Europe/Berlin"),
    ],
)
def test_a_zone_is_known_by_what_other_programs_call_it(tzid: str, olson: str) -> None:
    zone = zones.named(tzid)
    assert zone is not None
    for month in (1, 7):
        at = datetime(2026, month, 1, 12)
        assert zone.utcoffset(at) == ZoneInfo(olson).utcoffset(at)


@pytest.mark.parametrize(
    ("tzid", "hours"),
    [("GMT+0200", 2), ("UTC-05:00", -5), ("GMT +03:00", 3), ("UTC−4", -4), ("(UTC+11:00) Atlantis", 11), ("+0100", 1)],
)
def test_an_offset_is_a_zone(tzid: str, hours: int) -> None:
    zone = zones.named(tzid)
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=hours)


def test_a_zone_that_only_the_file_knows_goes_by_its_own_winters_and_summers() -> None:
    zone = own_zone("Mitteleuropäische Zeit")
    for day, hour in (("20260720", 10), ("20261120", 10), ("20261025", 10)):
        text = calendar(*zone, *event(f'DTSTART;TZID="Mitteleuropäische Zeit":{day}T110000', "DURATION:PT1H"))
        start = ics.read(text).events[0].start
        assert isinstance(start, datetime)
        assert start.astimezone(ZoneInfo("Europe/London")).hour == hour
        assert start.utcoffset() == datetime(2026, int(day[4:6]), int(day[6:]), 11, tzinfo=BERLIN).utcoffset()


def test_the_file_s_own_zone_tells_the_hour_that_comes_twice_as_the_real_one_does() -> None:
    text = calendar(*own_zone("Ours"), *event("DTSTART;TZID=Ours:20200101T000000"))
    start = ics.read(text).events[0].start
    assert isinstance(start, datetime)
    zone = start.tzinfo
    for minutes in range(-240, 240, 15):
        instant = datetime(2026, 10, 25, 1, tzinfo=UTC) + timedelta(minutes=minutes)
        ours, real = instant.astimezone(zone), instant.astimezone(BERLIN)
        assert (ours.replace(tzinfo=None), ours.fold) == (real.replace(tzinfo=None), real.fold)
        assert ours.utcoffset() == real.utcoffset()
        assert ours.astimezone(UTC) == instant


def test_a_zone_whose_name_holds_a_colon_may_stand_without_quotes() -> None:
    text = calendar(*event("DTSTART;TZID=GMT+05:30:20260904T020000", "DURATION:PT1H"))
    assert shown(text, date(2026, 9, 3), 1) == ["03 22:30, 1:00:00, Thing"]


def test_a_calendar_s_own_zone_is_that_of_times_without_one() -> None:
    text = calendar("X-WR-TIMEZONE:America/New_York", *event("DTSTART:20261116T090000", "DTEND:20261116T100000"))
    assert shown(text, MONDAY) == ["16 15:00, 1:00:00, Thing"]


def test_an_end_of_another_kind_than_its_start_is_understood() -> None:
    day = calendar(*event("DTSTART;TZID=Europe/Berlin:20261120T090000", "DTEND;VALUE=DATE:20261122"))
    assert shown(day, date(2026, 11, 20), 1) == ["20 09:00, 1 day, 15:00:00, Thing"]
    hours = calendar(*event("DTSTART;VALUE=DATE:20261120", "DTEND:20261121T100000"))
    assert shown(hours, date(2026, 11, 20), 1) == ["20 00:00, 2 days, 0:00:00, Thing"]
    bare = calendar(*event("DTSTART;TZID=America/New_York:20261120T090000", "DTEND:20261120T100000"))
    assert shown(bare, date(2026, 11, 20), 1) == ["20 15:00, 1:00:00, Thing"]


@pytest.mark.parametrize(
    "but", [":20261117", ":20261116T230000Z", ":20261117T000000Z", ";TZID=America/New_York:20261117T200000"]
)
def test_a_whole_day_may_be_left_out_by_a_time(but: str) -> None:
    text = calendar(*event("DTSTART;VALUE=DATE:20261116", "RRULE:FREQ=DAILY;COUNT=3", f"EXDATE{but}"))
    assert [line[:2] for line in shown(text, MONDAY)] == ["16", "18"]


@pytest.mark.parametrize("but", ["20261117T090000Z", "20261117T100000"])
def test_a_happening_is_left_out_in_whichever_clock(but: str) -> None:
    text = calendar(*event(*WEEKLY, "RRULE:FREQ=DAILY;COUNT=3", f"EXDATE:{but}"))
    assert [line[:2] for line in shown(text, MONDAY)] == ["16", "18"]


def test_outlook_s_whole_days_are_whole_days() -> None:
    whole = ("DTSTART;TZID=Europe/Berlin:20261116T000000", "DTEND;TZID=Europe/Berlin:20261118T000000")
    text = calendar(*event(*whole, "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"))
    assert shown(text, MONDAY, zone="America/New_York") == ["16 00:00, 2 days, 0:00:00, Thing"]
    assert ics.read(text).events[0].start == MONDAY


def test_an_extra_day_of_a_series_with_hours_has_its_hours() -> None:
    text = calendar(*event(*WEEKLY, "RDATE;VALUE=DATE:20261118"))
    assert shown(text, MONDAY) == ["16 10:00, 1:00:00, Thing", "18 10:00, 1:00:00, Thing"]


# ── once ──


@pytest.mark.parametrize(
    ("start", "which"),
    [
        ("DTSTART;TZID=Europe/Berlin:20261116T100000", "RECURRENCE-ID;VALUE=DATE:20261117"),
        ("DTSTART;TZID=Europe/Berlin:20261116T100000", "RECURRENCE-ID;TZID=America/New_York:20261117T040000"),
        ("DTSTART;TZID=Europe/Berlin:20261116T100000", "RECURRENCE-ID:20261117T100000"),
        ("DTSTART;TZID=Europe/Berlin:20261116T100000", "RECURRENCE-ID;TZID=Europe/Berlin:20261117T000000"),
        ("DTSTART;VALUE=DATE:20261116", "RECURRENCE-ID:20261116T230000Z"),
        ("DTSTART;VALUE=DATE:20261116", "RECURRENCE-ID:20261117T000000Z"),
    ],
)
def test_a_changed_happening_takes_the_place_of_its_own(start: str, which: str) -> None:
    changed = event(which, "DTSTART;TZID=Europe/Berlin:20261117T180000", "DURATION:PT1H", title="Changed")
    text = calendar(*event(start, "RRULE:FREQ=DAILY;COUNT=3"), *changed)
    assert [(line[:2], line.rsplit(", ")[-1]) for line in shown(text, MONDAY)] == [
        ("16", "Thing"),
        ("17", "Changed"),
        ("18", "Thing"),
    ]


def test_an_event_that_is_in_two_calendars_of_a_file_is_there_once() -> None:
    text = calendar(*event(*WEEKLY))
    assert shown(text * 2, MONDAY) == shown(f"{text}\ufeff{text}", MONDAY) == ["16 10:00, 1:00:00, Thing"]


def test_of_two_masters_the_newer_one_counts_in_whichever_order() -> None:
    old = event(*WEEKLY, "SEQUENCE:1", title="Old")
    new = event("DTSTART:20261117T090000Z", "SEQUENCE:2", title="New")
    for both in ((*old, *new), (*new, *old)):
        assert shown(calendar(*both), MONDAY) == ["17 10:00, 0:00:00, New"]


def test_two_that_cannot_be_told_apart_by_age_are_told() -> None:
    text = calendar(*event(*WEEKLY, title="One"), *event("DTSTART:20261117T090000Z", title="Other"))
    assert ics.read(text).troubles == ("“Other” (line 9) came twice with one id. The later one was kept.",)


# ── text ──


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_file_is_read_in_whichever_letters_and_ends_of_lines(code: str, end: str) -> None:
    text = calendar(*event(*WEEKLY, title="Müllabfuhr Köln"), end=end)
    assert shown(text.encode(code), MONDAY) == ["16 10:00, 1:00:00, Müllabfuhr Köln"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_two_events_are_two_whatever_ends_their_lines_and_whether_they_have_ids(end: str) -> None:
    text = calendar(*event(*WEEKLY, "RRULE:FREQ=DAILY;COUNT=2", uid=""), *event(*WEEKLY, title="Other"), end=end)
    assert sorted(shown(text.encode(), MONDAY)) == [
        "16 10:00, 1:00:00, Other",
        "16 10:00, 1:00:00, Thing",
        "17 10:00, 1:00:00, Thing",
    ]


def test_one_wrong_letter_spoils_no_other() -> None:
    data = calendar(*event(*WEEKLY, title="Zürich"), "X-ODD:grün").encode().replace(b"gr\xc3\xbcn", b"gr\xfcn")
    assert shown(data, MONDAY) == ["16 10:00, 1:00:00, Zürich"]


def test_a_letter_that_a_fold_cuts_in_two_is_whole() -> None:
    data = calendar(*event(*WEEKLY, title="Café")).encode().replace(b"\xc3\xa9", b"\xc3\r\n \xa9")
    assert shown(data, MONDAY) == ["16 10:00, 1:00:00, Café"]


def test_other_signs_that_part_lines_part_none_here() -> None:
    (kept,) = ics.read(calendar(*event(*WEEKLY, "DESCRIPTION:a\x85b\x0cc\u2028d\x0be"))).events
    assert kept.notes == "abcde"
    assert kept.start == datetime(2026, 11, 16, 10, tzinfo=BERLIN)


def test_notes_with_bare_ends_of_lines_are_kept_whole() -> None:
    (kept,) = ics.read(calendar(*event("DESCRIPTION:one", "two, and", "three", *WEEKLY))).events
    assert kept.notes == "one\ntwo, and\nthree"


def test_vcalendar_1_is_read_with_its_quoted_words() -> None:
    lines = ("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BCll=", "abfuhr", *WEEKLY)
    assert shown(calendar("BEGIN:VEVENT", *lines, "END:VEVENT"), MONDAY) == ["16 10:00, 1:00:00, Müllabfuhr"]


# ── an update ──


def one(text: str) -> Event:
    (kept,) = ics.read(text).events
    return kept


def test_a_second_file_changes_what_is_newer_in_it_and_nothing_else() -> None:
    kept = one(calendar(*event(*WEEKLY, "RRULE:FREQ=DAILY;COUNT=3", "SEQUENCE:1")))
    moved = event("RECURRENCE-ID:20261117T090000Z", "DTSTART:20261117T150000Z", "DURATION:PT1H", title="Moved")
    with_override = ics.merged(kept, one(calendar(*moved)))
    assert with_override is not None
    assert shown(with_override.ics, MONDAY) == [
        "16 10:00, 1:00:00, Thing",
        "17 16:00, 1:00:00, Moved",
        "18 10:00, 1:00:00, Thing",
    ]
    assert ics.merged(with_override, one(calendar(*moved))) is None
    assert ics.merged(kept, one(calendar(*event(*WEEKLY, "SEQUENCE:0", title="Older")))) is None
    later = ("DTSTART:20261119T090000Z", "DURATION:PT1H", "SEQUENCE:2")
    assert shown(ics.merged(with_override, one(calendar(*event(*later)))).ics, MONDAY) == ["19 10:00, 1:00:00, Thing"]  # type: ignore[union-attr]


def test_a_file_that_calls_off_takes_one_happening_or_all_of_them() -> None:
    kept = one(calendar(*event(*WEEKLY, "RRULE:FREQ=DAILY;COUNT=3")))
    once = ics.merged(kept, one(calendar("METHOD:CANCEL", *event("RECURRENCE-ID:20261117T090000Z", "SEQUENCE:1"))))
    assert once is not None
    assert [line[:2] for line in shown(once.ics, MONDAY)] == ["16", "18"]
    never = ics.merged(once, one(calendar("METHOD:CANCEL", *event("DTSTAMP:20261101T000000Z", "SEQUENCE:2"))))
    assert never is not None
    assert shown(never.ics, MONDAY) == []


def test_an_answer_of_a_guest_changes_nothing() -> None:
    kept = one(calendar(*event(*WEEKLY)))
    assert ics.merged(kept, one(calendar("METHOD:REPLY", *event(*WEEKLY, "SEQUENCE:9", title="Yes")))) is None
