"""An event of one's own as iCalendar text says what the line said, to us and to any other program."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from osone.calendar import ics, writing
from osone.calendar.planned import Planned, parse
from osone.calendar.recurrence import occurrences
from osone.model.calendar import OWN

ZONE = ZoneInfo("Europe/London")
WORDS = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=60)
NOW = datetime(2026, 11, 22, 9, 38, tzinfo=ZONE)


def planned(line: str) -> Planned:
    found = parse(line, NOW)
    assert found is not None
    return found


def test_what_is_written_is_what_was_said() -> None:
    said = planned("lunch with Amy tomorrow 12:30 at Rosa's")
    made = writing.event(said, OWN, "one", NOW, ("Amy Ferrante <amy@example.org>",))
    assert (made.title, made.location, made.start, made.end) == ("lunch with Amy", "Rosa's", said.start, said.end)
    assert (made.calendar, made.uid, made.rule) == (OWN, "one", "")
    read = icalendar.Calendar.from_ical(made.ics)
    (event,) = read.walk("VEVENT")
    assert str(event["CONTACT"]) == "Amy Ferrante <amy@example.org>"
    assert "ATTENDEE" not in event, "nobody is invited by being named"
    assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["Europe/London"]


def test_an_event_of_days_has_dates_and_no_zone() -> None:
    made = writing.event(planned("holiday in Lisbon 5 jan to 12 jan"), OWN, "two", NOW)
    assert (made.start, made.end) == (date(2027, 1, 5), date(2027, 1, 13))
    assert "VTIMEZONE" not in made.ics


def test_what_repeats_keeps_the_clock_through_summer() -> None:
    made = writing.event(planned("standup every weekday at 9:30"), OWN, "three", NOW)
    for day in (datetime(2026, 12, 1, tzinfo=ZONE), datetime(2027, 7, 1, tzinfo=ZONE)):
        (one,) = occurrences(made, day, day + timedelta(days=1), ZONE)
        assert f"{one.start:%H:%M}" == "09:30"


@pytest.mark.parametrize(("line", "floats"), [("talk tomorrow 9:30", False), ("talk every friday at 9:30", True)])
def test_a_zone_without_a_name_is_an_instant_or_where_it_repeats_the_wall_clock(line: str, floats: bool) -> None:
    nameless = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    said = parse(line, nameless)
    assert said is not None
    made = writing.event(said, OWN, "four", nameless)
    assert isinstance(made.start, datetime)
    assert (made.start.tzinfo is None) == floats
    assert (made.start == said.start.replace(tzinfo=None)) if floats else (made.start == said.start)


@settings(deadline=None)
@given(WORDS.filter(str.strip), WORDS)
def test_any_words_come_back_as_they_were_written(title: str, place: str) -> None:
    said = planned("lunch tomorrow 12:30")
    whole = Planned(title, said.start, said.end, False, "", place, (), ())
    made = writing.event(whole, OWN, "five", NOW)
    assert (made.start, made.end) == (said.start, said.end)
    assert (made.title, made.location) == (title.strip(), place.strip())


@settings(deadline=None)
@given(st.text(max_size=30), st.lists(st.text(st.characters()), max_size=2))
@example("a\r\nATTENDEE:mailto:x@example.org", ["b\r\nATTENDEE:mailto:y@example.org", "\ud800"])
def test_nothing_that_stands_in_a_line_or_a_name_invites_anybody(words: str, names: list[str]) -> None:
    said = parse(f"{words} tomorrow 12:30", NOW, day=NOW.date())
    assert said is not None
    lead = ics.series(writing.event(said, OWN, "five", NOW, tuple(names)).ics, "five").master
    assert lead is not None
    assert (lead.attendees, lead.organizer, len(lead.contacts)) == ((), "", len(names))
