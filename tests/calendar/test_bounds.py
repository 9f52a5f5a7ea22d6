"""Calendar files that are made to hurt cost what others cost, and hide nothing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from osone.calendar import ics
from osone.calendar.component import MOST_DATES
from osone.calendar.recurrence import occurrences
from osone.calendar.sheets import LONGEST_LINE
from osone.calendar.work import StepBudget
from osone.model.calendar import Event
from tests.calendar.sheets import MONDAY, WEEKLY, calendar, event, own_zone, shown

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_look_at_many_dear_rules_costs_what_one_of_them_costs() -> None:
    text = calendar(
        *(
            line
            for n in range(40)
            for line in event(*WEEKLY, "RRULE:FREQ=SECONDLY" if n % 2 else "RRULE:FREQ=WEEKLY;BYSETPOS=300", uid=str(n))
        ),
        *event("DTSTART:20261116T120000Z", "RRULE:FREQ=DAILY", uid="usual", title="Usual"),
    )
    work = StepBudget()
    since = datetime(2026, 11, 16, tzinfo=BERLIN)
    found = [
        one.title
        for kept in ics.read(text).events
        for one in occurrences(kept, since, since + timedelta(days=7), BERLIN, work)
    ]
    assert found.count("Usual") == 7
    assert len(found) < 5_000


@pytest.mark.parametrize(
    "lines",
    [
        ("RECURRENCE-ID;RANGE=THISANDFUTURE:20261116T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261117T090000Z"),
        ("RRULE:FREQ=DAILY;UNTIL=00010101", "EXDATE:00010101T000000Z"),
        ("RRULE:FREQ=YEARLY", "RDATE:99991231T235959Z/P9999999D"),
        ("DURATION:P999999999W",),
        ("DTSTART;TZID=" + "A" * 100_000 + ":20261116T090000",),
        ("SEQUENCE:" + "9" * 10_000, "PRIORITY:" + "9" * 10_000),
        tuple(f"ATTENDEE;CN={n}:mailto:{n}@x.example" for n in range(5_000)),
    ],
)
def test_no_line_takes_an_event_down(lines: tuple[str, ...]) -> None:
    assert "16 10:00" in shown(calendar(*event(*WEEKLY, *lines)), MONDAY)[0]


def test_twenty_thousand_beginnings_are_followed_a_few_deep() -> None:
    text = calendar(*event(*WEEKLY), *("BEGIN:VALARM",) * 20_000, *event(*WEEKLY, uid="b", title="After"))
    reading = ics.read(text)
    assert [kept.title for kept in reading.events] == ["Thing", "After"]
    assert sum(len(kept.ics) for kept in reading.events) < 2_000


def test_what_a_calendar_says_for_all_is_not_copied_without_end() -> None:
    text = calendar("X-ODD:" + "a" * 1_000_000, *(line for n in range(50) for line in event(*WEEKLY, uid=str(n))))
    assert sum(len(kept.ics) for kept in ics.read(text).events) < 50 * 500


def test_a_file_that_lies_in_an_event_is_not_kept_with_it_and_its_dates_are() -> None:
    attached = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "\r\n ".join(["A" * 70] * 8_000)
    dates = "EXDATE:" + ",".join(f"{2000 + n // 300}{n % 12 + 1:02}{n % 28 + 1:02}T090000Z" for n in range(2_000))
    (kept,) = ics.read(calendar(*event(*WEEKLY, attached, "RRULE:FREQ=DAILY", dates, "EXDATE:20261117T090000Z"))).events
    assert len(kept.ics) < 50_000
    assert [line[:2] for line in shown(kept.ics, MONDAY, 3)] == ["16", "18"]


def test_of_more_events_than_anyone_has_the_first_are_read_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("osone.calendar.sheets.MOST_PARTS", 3)
    reading = ics.read(calendar(*(line for n in range(5) for line in event(*WEEKLY, uid=str(n)))))
    assert [kept.uid for kept in reading.events] == ["0", "1", "2"]
    assert reading.troubles == ("The calendar file has too many events. 2 were left out.",)


def test_of_the_zones_that_calendars_define_so_many_are_read_in_all_of_a_file() -> None:
    sheets = (
        calendar(*own_zone(f"Ours {n}"), *event(f"DTSTART;TZID=Ours {n}:20261116T100000", uid=str(n)))
        for n in range(205)
    )
    reading = ics.read("".join(sheets))
    assert len(reading.events) == 205
    assert sum("is in an unknown time zone" in sentence for sentence in reading.troubles) == 5


def test_of_more_series_than_a_look_can_ask_some_are_left_out_and_it_says_so() -> None:
    work, since = StepBudget(), datetime(2026, 11, 16, tzinfo=BERLIN)
    series = ics.read(calendar(*event(*WEEKLY, "RRULE:FREQ=DAILY"))).events[0]
    once = ics.read(calendar(*event("DTSTART:20261116T120000Z"))).events[0]

    def shown_of(kept: Event) -> int:
        return len(occurrences(kept, since, since + timedelta(days=7), BERLIN, work))

    assert shown_of(series) == 7
    assert not work.short
    found = [shown_of(series) for _ in range(3_000)]
    assert found[-1] == 0
    assert work.short
    assert work.over
    assert shown_of(once) == 1, "what happens once costs nothing that is counted"


def test_a_list_of_dates_counts_however_little_of_it_is_shown() -> None:
    dates = "EXDATE:" + ",".join(f"{2000 + n // 300}{n % 12 + 1:02}{n % 28 + 1:02}T090000Z" for n in range(9_000))
    kept = ics.read(calendar(*event(*WEEKLY, "RRULE:FREQ=DAILY", dates))).events[0]
    work, since = StepBudget(), datetime(2026, 11, 16, tzinfo=BERLIN)
    looks = 0
    while not work.over:
        occurrences(kept, since, since + timedelta(days=1), BERLIN, work)
        looks += 1
    assert looks < 10


def test_what_is_too_long_or_too_many_is_cut_and_says_so() -> None:
    folds = "DESCRIPTION:a" + "\r\n a" * LONGEST_LINE
    reading = ics.read(calendar(*event(*WEEKLY, folds)))
    assert reading.troubles == ("1 line of the calendar file is too long. The rest of it was left out.",)
    assert len(reading.events[0].ics) < 2_000
    dates = "EXDATE:" + ",".join("20200101T090000Z" for _ in range(MOST_DATES + 1))
    (told,) = ics.read(calendar(*event(*WEEKLY, dates))).troubles
    assert told == "“Thing” (line 8) has too many dates. The first 10,000 were read."
    assert ics.read(calendar(*event(*WEEKLY, dates.rpartition(",")[0]))).troubles == ()


def test_of_what_cannot_be_read_so_much_is_kept_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("osone.calendar.ics.MOST_UNREAD", 500)
    todos = (line for n in range(9) for line in ("BEGIN:VJOURNAL", f"SUMMARY:{n}", "NOTE:" + "x" * 60, "END:VJOURNAL"))
    reading = ics.read(calendar(*todos))
    assert 0 < len(reading.unread) < 9
    assert reading.troubles[-1] == f"{9 - len(reading.unread)} of what can’t be read were too large to be kept."


def test_lines_of_one_name_without_end_are_not_kept() -> None:
    rules = (f"RRULE:FREQ=DAILY;INTERVAL={n + 1}" for n in range(20_000))
    (kept,) = ics.read(calendar(*event(*WEEKLY, *rules))).events
    assert len(kept.ics) < 120_000
    assert shown(kept.ics, MONDAY, 1)
