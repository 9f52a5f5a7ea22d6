"""An event is changed at one happening, from one on, or whole: the rest stays when and as it was, to the letter."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from osone.calendar import ics, recurrence
from osone.calendar.changes.piece import EventChange
from osone.calendar.changes.series import Reach, changed, taken_away
from osone.calendar.changes.texts import folded
from osone.model.calendar import Event, Occurrence

HOME = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=HOME)
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=HOME), datetime(2027, 6, 1, tzinfo=HOME)
BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
WEEKLY = """DTSTART;TZID=Europe/Berlin:20260303T100000
DTEND;TZID=Europe/Berlin:20260303T110000
RRULE:FREQ=WEEKLY"""


def made(lines: str, *more: str, zones: str = BERLIN) -> Event:
    """An event of these lines, and what stands for some of its happenings."""
    parts = "".join(f"BEGIN:VEVENT\nUID:one\nDTSTAMP:20260101T000000Z\n{part}\nEND:VEVENT\n" for part in (lines, *more))
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nX-WR-CALNAME:Work\n{zones}{parts}END:VCALENDAR\n"
    (read,) = ics.read(text.replace("\n", "\r\n")).events
    return replace(read, id=type(read.id)(7), calendar=type(read.calendar)(3))


def on(event: Event | None, zone: ZoneInfo = HOME) -> list[Occurrence]:
    return [] if event is None else recurrence.occurrences(event, SINCE, UNTIL, zone)


def when(found: list[Occurrence]) -> list[str]:
    return [f"{o.start:%m-%d %H:%M}-{o.end:%H:%M} {o.title}".strip() for o in found]


def at(event: Event, day: date, zone: ZoneInfo = HOME) -> Occurrence:
    return next(o for o in on(event, zone) if o.start.date() == day)


def moved(event: Event, day: date, to: datetime, reach: Reach, **more: str) -> tuple[Event | None, Event | None]:
    one = at(event, day)
    change = EventChange(start=to, end=to + (one.end - one.start), **more)
    return changed(event, change, one, reach, NOW, "two")


def test_one_of_a_series_is_moved_and_the_others_stay() -> None:
    event = made(f"{WEEKLY};COUNT=4\nSUMMARY:Choir\nX-ROOM:7\nBEGIN:VALARM\nTRIGGER:-PT10M\nEND:VALARM")
    kept, new = moved(event, date(2026, 3, 10), datetime(2026, 3, 12, 15, tzinfo=HOME), Reach.ONE)
    assert new is None
    assert kept is not None
    assert when(on(kept)) == [
        "03-03 10:00-11:00 Choir", "03-12 15:00-16:00 Choir", "03-17 10:00-11:00 Choir", "03-24 10:00-11:00 Choir",
    ]  # fmt: skip
    assert kept.ics.count("RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000\r\n") == 1
    assert kept.ics.count("X-ROOM:7\r\n") == kept.ics.count("TRIGGER:-PT10M\r\n") == 2
    assert (kept.id, kept.calendar, kept.rule) == (event.id, event.calendar, event.rule)


def test_a_moved_one_is_moved_again_in_its_own_place() -> None:
    event = made(f"{WEEKLY};COUNT=2\nSUMMARY:Choir")
    kept, _new = moved(event, date(2026, 3, 10), datetime(2026, 3, 12, 15, tzinfo=HOME), Reach.ONE)
    assert kept is not None
    again, _new = moved(kept, date(2026, 3, 12), datetime(2026, 3, 13, 16, tzinfo=HOME), Reach.ONE)
    assert again is not None
    assert when(on(again)) == ["03-03 10:00-11:00 Choir", "03-13 16:00-17:00 Choir"]
    assert again.ics.count("RECURRENCE-ID") == 1


def test_this_and_those_after_become_a_series_of_their_own() -> None:
    event = made(
        f"{WEEKLY};COUNT=5\nSUMMARY:Choir\nX-ROOM:7\nEXDATE;TZID=Europe/Berlin:20260310T100000,20260324T100000"
    )
    kept, new = moved(
        event, date(2026, 3, 17), datetime(2026, 3, 18, 15, tzinfo=HOME), Reach.LATER, title="Choir, late"
    )
    assert when(on(kept)) == ["03-03 10:00-11:00 Choir"]
    assert when(on(new)) == ["03-18 15:00-16:00 Choir, late", "04-01 15:00-16:00 Choir, late"]
    assert kept is not None
    assert new is not None
    assert kept.rule == "FREQ=WEEKLY;UNTIL=20260317T085959Z"
    assert (new.uid, new.id, new.calendar, new.rule) == ("two", 0, event.calendar, "FREQ=WEEKLY;COUNT=3")
    assert "EXDATE;TZID=Europe/Berlin:20260325T150000\r\n" in new.ics
    assert "X-ROOM:7" in new.ics
    assert "BEGIN:VTIMEZONE" in new.ics


def test_all_of_them_keep_the_clock_on_the_wall_through_summer_and_winter() -> None:
    event = made(f"{WEEKLY};BYDAY=TU;UNTIL=20260414T100000Z\nSUMMARY:Choir")
    kept, new = moved(event, date(2026, 3, 10), datetime(2026, 3, 13, 15, tzinfo=HOME), Reach.ALL)
    assert new is None
    assert [f"{o.start:%m-%d %H:%M}" for o in on(kept)] == [
        "03-06 15:00", "03-13 15:00", "03-20 15:00", "03-27 15:00", "04-03 15:00", "04-10 15:00", "04-17 15:00",
    ]  # fmt: skip
    assert kept is not None
    assert kept.rule.startswith("FREQ=WEEKLY;BYDAY=FR;UNTIL=20260417")


def test_what_was_moved_alone_stays_where_it_is_when_all_are_moved() -> None:
    event = made(f"{WEEKLY};COUNT=3\nSUMMARY:Choir")
    once, _new = moved(event, date(2026, 3, 10), datetime(2026, 3, 12, 18, tzinfo=HOME), Reach.ONE)
    assert once is not None
    kept, _new = moved(once, date(2026, 3, 3), datetime(2026, 3, 3, 12, tzinfo=HOME), Reach.ALL, title="Singing")
    assert when(on(kept)) == ["03-03 12:00-13:00 Singing", "03-12 18:00-19:00 Singing", "03-17 12:00-13:00 Singing"]


def test_an_event_in_another_zone_stays_in_it() -> None:
    event = made("DTSTART;TZID=America/New_York:20260303T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=5", zones="")
    assert [f"{o.start:%m-%d %H:%M}" for o in on(event)][:2] == ["03-03 15:00", "03-10 14:00"]
    kept, _new = moved(event, date(2026, 3, 3), datetime(2026, 3, 3, 16, tzinfo=HOME), Reach.ALL)
    assert kept is not None
    assert "DTSTART;TZID=America/New_York:20260303T100000\r\n" in kept.ics
    assert "DURATION:PT1H\r\n" in kept.ics
    assert [f"{o.start:%m-%d %H:%M}" for o in on(kept)] == [
        "03-03 16:00", "03-10 15:00", "03-17 15:00", "03-24 15:00", "03-31 16:00",
    ]  # fmt: skip


def test_whole_days_stay_whole_days_and_several_stay_several() -> None:
    event = made(
        "DTSTART;VALUE=DATE:20260306\nDTEND;VALUE=DATE:20260309\nSUMMARY:Away\nRRULE:FREQ=MONTHLY;COUNT=3", zones=""
    )
    one = at(event, date(2026, 4, 6))
    change = EventChange(start=date(2026, 4, 10), end=date(2026, 4, 13))
    kept, new = changed(event, change, one, Reach.LATER, NOW, "two")
    assert kept is not None
    assert new is not None
    assert (kept.rule, new.rule) == ("FREQ=MONTHLY;UNTIL=20260405", "FREQ=MONTHLY;COUNT=2")
    days = [(f"{o.start:%m-%d}", (o.end.date() - o.start.date()).days) for o in on(new)]
    assert days == [("04-10", 3), ("05-10", 3)]
    assert all(o.all_day for o in on(new))


def test_whole_days_get_hours_on_the_clock_of_the_person_and_lose_them_again() -> None:
    event = made("DTSTART;VALUE=DATE:20260306\nSUMMARY:Visit", zones="")
    (one,) = on(event)
    start = datetime(2026, 7, 6, 15, tzinfo=HOME)
    timed, _new = changed(event, EventChange(start=start, end=start + timedelta(hours=2)), one, Reach.ONE, NOW, "two")
    assert timed is not None
    assert when(on(timed)) == ["07-06 15:00-17:00 Visit"]
    assert "DTSTART;TZID=Europe/Berlin:20260706T150000" in timed.ics
    assert "TZID:Europe/Berlin" in timed.ics
    (one,) = on(timed)
    whole, _new = changed(timed, EventChange(start=date(2026, 3, 6), end=date(2026, 3, 7)), one, Reach.ONE, NOW, "two")
    assert whole is not None
    assert "DTSTART;VALUE=DATE:20260306" in whole.ics
    assert [o.all_day for o in on(whole)] == [True]


def test_one_is_taken_away_and_the_last_takes_the_event_along() -> None:
    event = made(f"{WEEKLY};COUNT=2\nSUMMARY:Choir")
    kept, new = taken_away(event, at(event, date(2026, 3, 3)), Reach.ONE, NOW, "two")
    assert new is None
    assert kept is not None
    assert "EXDATE;TZID=Europe/Berlin:20260303T100000\r\n" in kept.ics
    assert when(on(kept)) == ["03-10 10:00-11:00 Choir"]
    assert taken_away(kept, at(kept, date(2026, 3, 10)), Reach.ONE, NOW, "two") == (None, None)


def test_a_moved_one_is_taken_away_with_its_place_in_the_series() -> None:
    event = made(
        f"{WEEKLY};COUNT=3", "RECURRENCE-ID:20260310T090000Z\nDTSTART:20260312T120000Z\nDTEND:20260312T130000Z"
    )
    kept, _new = taken_away(event, at(event, date(2026, 3, 12)), Reach.ONE, NOW, "two")
    assert [f"{o.start:%m-%d}" for o in on(kept)] == ["03-03", "03-17"]
    assert kept is not None
    assert "RECURRENCE-ID" not in kept.ics


def test_those_from_one_on_are_taken_away_with_what_was_moved_of_them() -> None:
    event = made(
        f"{WEEKLY}\nRDATE;TZID=Europe/Berlin:20260305T100000,20260401T100000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260324T100000\nDTSTART:20260325T120000Z",
    )
    kept, new = taken_away(event, at(event, date(2026, 3, 17)), Reach.LATER, NOW, "two")
    assert new is None
    assert [f"{o.start:%m-%d}" for o in on(kept)] == ["03-03", "03-05", "03-10"]
    assert taken_away(event, at(event, date(2026, 3, 3)), Reach.LATER, NOW, "two") == (None, None)
    assert taken_away(event, at(event, date(2026, 3, 17)), Reach.ALL, NOW, "two") == (None, None)


def test_what_holds_for_all_that_follow_is_told_apart_from_the_one_that_began_it() -> None:
    event = made(
        f"{WEEKLY};COUNT=4\nSUMMARY:Choir",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260310T100000\nSUMMARY:Choir\n"
        "DTSTART;TZID=Europe/Berlin:20260311T120000\nDTEND;TZID=Europe/Berlin:20260311T130000",
    )
    days = ["03-03 10:00", "03-11 12:00", "03-18 12:00", "03-25 12:00"]
    assert [f"{o.start:%m-%d %H:%M}" for o in on(event)] == days
    kept, new = taken_away(event, at(event, date(2026, 3, 11)), Reach.ONE, NOW, "two")
    assert [f"{o.start:%m-%d %H:%M}" for o in (*on(kept), *on(new))] == [days[0], *days[2:]]
    kept, new = moved(event, date(2026, 3, 18), datetime(2026, 3, 18, 14, tzinfo=HOME), Reach.LATER)
    assert [f"{o.start:%m-%d %H:%M}" for o in (*on(kept), *on(new))] == [*days[:2], "03-18 14:00", "03-25 14:00"]


@pytest.mark.parametrize(
    ("rule", "day", "to", "becomes"),
    [
        ("FREQ=MONTHLY;BYDAY=2TU", date(2026, 3, 10), date(2026, 3, 18), "FREQ=MONTHLY;BYDAY=3WE"),
        ("FREQ=MONTHLY;BYDAY=-1TU", date(2026, 3, 31), date(2026, 3, 30), "FREQ=MONTHLY;BYDAY=-1MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", date(2026, 3, 3), date(2026, 3, 5), "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", date(2026, 3, 5), date(2026, 3, 7),
         "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,SA;WKST=WE"),
        ("FREQ=DAILY;INTERVAL=3", date(2026, 3, 6), date(2026, 3, 7), "FREQ=DAILY;INTERVAL=3"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", date(2026, 3, 3), date(2026, 4, 2),
         "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=2"),
    ],
)  # fmt: skip
def test_a_rule_moves_with_its_days(rule: str, day: date, to: date, becomes: str) -> None:
    event = made(WEEKLY.replace("FREQ=WEEKLY", rule))
    was = on(event)
    kept, _new = moved(event, day, datetime.combine(to, was[0].start.time(), HOME), Reach.ALL)
    assert kept is not None
    assert kept.rule == becomes
    assert to in {o.start.date() for o in on(kept)}


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"])
def test_a_rule_that_cannot_move_says_so(rule: str) -> None:
    event = made(WEEKLY.replace("FREQ=WEEKLY", rule).replace("20260303", "20260331"))
    with pytest.raises(ValueError, match="Change this one alone"):
        moved(event, date(2026, 3, 31), datetime(2026, 4, 2, 10, tzinfo=HOME), Reach.ALL)
    kept, _new = moved(event, date(2026, 3, 31), datetime(2026, 3, 31, 12, tzinfo=HOME), Reach.ALL)
    assert kept is not None
    assert {o.start.hour for o in on(kept)} == {12}


def test_how_often_is_another_thing_from_one_on_and_an_event_may_begin_to_repeat() -> None:
    event = made(f"{WEEKLY}\nSUMMARY:Choir")
    one = at(event, date(2026, 3, 17))
    kept, new = changed(event, EventChange(rule="FREQ=MONTHLY;BYDAY=3TU"), one, Reach.LATER, NOW, "two")
    assert [f"{o.start:%m-%d}" for o in on(kept)] == ["03-03", "03-10"]
    assert [f"{o.start:%m-%d}" for o in on(new)][:3] == ["03-17", "04-21", "05-19"]
    with pytest.raises(ValueError, match="only for this one and those after"):
        changed(event, EventChange(rule="FREQ=DAILY"), one, Reach.ONE, NOW, "two")
    single = made(WEEKLY.replace("\nRRULE:FREQ=WEEKLY", ""))
    again, _new = changed(single, EventChange(rule="FREQ=DAILY;COUNT=3"), on(single)[0], Reach.ONE, NOW, "two")
    assert [f"{o.start:%m-%d}" for o in on(again)] == ["03-03", "03-04", "03-05"]


def test_words_are_escaped_and_folded_and_all_other_lines_stay_to_the_letter() -> None:
    lines = (
        'DTSTART:20260303T100000Z\nSUMMARY;LANGUAGE=en:Lunch\nX-FOO;X-P="a:b":1\n 23\n'
        "ATTENDEE;CN=Ann:mailto:ann@x.org\n"
        "DESCRIPTION:old\nX-ALT-DESC;FMTTYPE=text/html:<b>old</b>\nSEQUENCE:3\n"
        "BEGIN:VALARM\nDESCRIPTION:Wake up\nTRIGGER:-PT5M\nEND:VALARM"
    )
    event = made(lines, zones="")
    (one,) = on(event)
    title, notes = "Lunch; with Ann, and " + "ü" * 80, "one\ntwo \\ three"
    kept, _new = changed(event, EventChange(title=title, notes=notes, place="Harbour"), one, Reach.ONE, NOW, "two")
    assert kept is not None
    assert (kept.title, kept.notes, kept.location) == (title, notes, "Harbour")
    assert 'X-FOO;X-P="a:b":1\r\n 23\r\n' in kept.ics
    assert "ATTENDEE;CN=Ann:mailto:ann@x.org\r\n" in kept.ics
    assert "DESCRIPTION:Wake up" in kept.ics
    assert "SEQUENCE:3" in kept.ics
    assert "X-ALT-DESC" not in kept.ics
    assert all(len(line.encode()) <= 75 for line in kept.ics.split("\r\n"))
    bare, _new = changed(kept, EventChange(place="", notes=""), on(kept)[0], Reach.ONE, NOW, "two")
    assert bare is not None
    assert (bare.location, bare.notes, bare.title) == ("", "", title)


def test_an_older_copy_of_the_file_does_not_take_the_change_back_and_a_newer_one_counts() -> None:
    event = made("DTSTART:20260303T100000Z\nSUMMARY:Lunch", zones="")
    kept, _new = changed(event, EventChange(title="Long lunch"), on(event)[0], Reach.ONE, NOW, "two")
    assert kept is not None
    assert ics.merged(kept, event) is None
    newer = made("DTSTART:20260303T120000Z\nSUMMARY:Lunch at noon\nSEQUENCE:1", zones="")
    merged = ics.merged(kept, newer)
    assert merged is not None
    assert merged.title == "Lunch at noon"


RULES = st.sampled_from([
    "FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;COUNT=9", "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=12", "FREQ=MONTHLY;COUNT=5",
    "FREQ=DAILY;UNTIL=20260420T090000Z", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1TU;COUNT=6",
])  # fmt: skip
STARTS = st.sampled_from([
    "DTSTART;TZID=Europe/Berlin:20260303T100000", "DTSTART:20260303T090000Z", "DTSTART:20260303T100000",
    "DTSTART;TZID=America/New_York:20260303T030000", "DTSTART;VALUE=DATE:20260303",
])  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(rule=RULES, start=STARTS, place=st.integers(0, 20), reach=st.sampled_from(list(Reach)), hours=st.integers(-3, 9))
@example("FREQ=MONTHLY;BYDAY=1TU;COUNT=6", "DTSTART;VALUE=DATE:20260303", 15, Reach.ALL, -2)
def test_the_happening_is_as_asked_and_no_other_is_but_those_that_are_meant(
    rule: str, start: str, place: int, reach: Reach, hours: int
) -> None:
    event = made(f"{start}\nDURATION:{'P1D' if 'DATE' in start else 'PT1H'}\nRRULE:{rule}\nSUMMARY:Choir")
    was = on(event)
    n = place % min(len(was), 8)
    one = was[n]
    by = timedelta(days=hours) if one.all_day else timedelta(hours=hours)
    if one.all_day:
        change = EventChange("New", start=one.start.date() + by, end=one.end.date() + by)
    else:
        wall = (one.start.replace(tzinfo=None) + by).replace(tzinfo=HOME)
        change = EventChange("New", start=wall, end=wall + timedelta(hours=1))
    try:
        kept, new = changed(event, change, one, reach, NOW, "two")
    except ValueError:
        assert reach is not Reach.ONE
        return
    found = [*on(kept), *on(new)]
    asked = [o for o in found if (o.start.date() if one.all_day else o.start) == change.start and o.title == "New"]
    assert len(asked) == 1
    old = {o.start for o in found if o.title == "Choir"}
    expected = was[:n] + was[n + 1 :] if reach is Reach.ONE else was[:n] if reach is Reach.LATER else []
    assert old == {o.start for o in expected}
    if "COUNT" in rule:
        assert len(found) == len(was)


@settings(max_examples=80, deadline=None)
@given(rule=RULES, start=STARTS, place=st.integers(0, 20), reach=st.sampled_from([Reach.ONE, Reach.LATER]))
def test_what_is_taken_away_is_gone_and_nothing_else(rule: str, start: str, place: int, reach: Reach) -> None:
    event = made(f"{start}\nRRULE:{rule}\nSUMMARY:Choir")
    was = on(event)
    n = place % min(len(was), 8)
    kept, new = taken_away(event, was[n], reach, NOW, "two")
    assert new is None
    gone = was[n : n + 1] if reach is Reach.ONE else was[n:]
    assert [o.start for o in on(kept)] == [o.start for o in was if o not in gone]


@given(st.text(max_size=400))
def test_a_folded_line_is_the_same_line_and_no_letter_is_cut(words: str) -> None:
    line = "X-A:" + "".join(sign for sign in words if sign not in "\r\n" and sign.isprintable())
    parts = folded(line)
    assert all(len(part.encode()) <= 77 for part in parts)
    assert parts[0][:-2] + "".join(part[1:-2] for part in parts[1:]) == line


def test_those_after_a_night_when_clocks_are_put_on_do_not_come_twice() -> None:
    event = made("DTSTART;TZID=America/New_York:20260306T030000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=5", zones="")
    kept, _new = taken_away(event, at(event, date(2026, 3, 8)), Reach.LATER, NOW, "two")
    assert [f"{o.start:%m-%d %H:%M}" for o in on(kept)] == ["03-06 09:00", "03-07 09:00"]
