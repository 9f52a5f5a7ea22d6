"""Lines as people type them: what each is understood to be, with nothing found that only looks like a time or a name."""

# ruff: noqa: E501  # a table reads best a line each

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.calendar.spoken import how_often
from osone.queries import line as lines
from osone.queries.line import Understood
from osone.text.dates import day_short, span

NOW = datetime(2026, 11, 23, 9, 38, tzinfo=ZoneInfo("Europe/London"))


def told(found: Understood) -> tuple[str, str, str, str, tuple[str, ...]]:
    event, due = found.event, found.task.due
    if found.kind == "event" and event is not None:
        when = span(event.start, event.end, NOW.date(), all_day=event.all_day)
        often = f", {how_often(event.rule)}" if event.rule else ""
        return "event", event.title, when + often, event.place, event.people
    clock = f", {due:%H:%M}" if isinstance(due, datetime) else ""
    return "task", found.task.title, f"{day_short(due, NOW.date())}{clock}" if due else "", "", ()


@pytest.mark.parametrize(
    ("line", "kind", "title", "when", "place", "people"),
    [
        ("team sync with Priya and Jonas thu 10:00", "event", "team sync with Priya and Jonas", "Thu 26 Nov, 10:00 to 11:00", "", ("Priya", "Jonas")),
        ("1:1 with Mark every other tuesday at 3pm", "event", "1:1 with Mark", "Tue 24 Nov, 15:00 to 16:00, every two weeks on Tuesday", "", ("Mark",)),
        ("quarterly review 14 jan 9am-12 in the Board Room", "event", "quarterly review", "Thu 14 Jan 2027, 09:00 to 12:00", "the Board Room", ()),
        ('send Maria the invoice by friday', "task", 'send Maria the invoice', 'Fri 27 Nov', "", ()),
        ('call mum at 7', "task", 'call mum', 'Mon 23 Nov, 19:00', "", ()),
        ("call with Dr. Patel tomorrow at 9:15", "event", "call with Dr. Patel", "Tue 24 Nov, 09:15 to 10:15", "", ("Dr. Patel",)),
        ('pick up Leo from school at 3:30', "task", 'pick up Leo from school', 'Mon 23 Nov, 15:30', "", ()),
        ("parents' evening at Leo's school thursday 6pm", "event", "parents' evening", 'Thu 26 Nov, 18:00 to 19:00', "Leo's school", ()),
        ("dentist on the 4th at 11", "event", "dentist", "Fri 4 Dec, 11:00 to 12:00", "", ()),
        ("physio every monday at 18:00 for 45 minutes", "event", "physio", "Mon 23 Nov, 18:00 to 18:45, every week on Monday", "", ()),
        ("flight to Berlin friday 6:45am from Gatwick", "event", "flight to Berlin from Gatwick", "Fri 27 Nov, 06:45 to 07:45", "", ()),
        ("holiday in Portugal 3 to 17 august", "event", "holiday", "Tue 3 to Tue 17 Aug 2027", "Portugal", ()),
        ("football with the boys saturday at 10 at Hackney Marshes", "event", "football with the boys", "Sat 28 Nov, 10:00 to 11:00", "Hackney Marshes", ()),
        ("Arsenal vs Chelsea saturday 17:30", "event", "Arsenal vs Chelsea", "Sat 28 Nov, 17:30 to 18:30", "", ()),
        ("watch the match at Dave's on sunday at 4", "event", 'watch the match', 'Sun 29 Nov, 16:00 to 17:00', "Dave's", ()),
        ("dinner at ours saturday 7:30 with the Hendersons", "event", "dinner at ours with the Hendersons", "Sat 28 Nov, 19:30 to 20:30", "", ()),
        ("dinner saturday 07:30", "event", "dinner", "Sat 28 Nov, 07:30 to 08:30", "", ()),
        ("drinks friday at 7", "event", "drinks", "Fri 27 Nov, 19:00 to 20:00", "", ()),
        ("anniversary dinner 14 feb 8pm at Bella Italia", "event", "anniversary dinner", "Sun 14 Feb 2027, 20:00 to 21:00", "Bella Italia", ()),
        ('buy 2 tickets for friday', "task", 'buy 2 tickets', 'Fri 27 Nov', "", ()),
        ('book a table for 4 at 8 on friday', "task", 'book a table for 4', 'Fri 27 Nov, 20:00', "", ()),
        ("meet Sam at the station at 6", "event", "meet Sam", "Mon 23 Nov, 18:00 to 19:00", "the station", ()),
        ("lunch with Ann tomorrow", "event", "lunch with Ann", "Tue 24 Nov, 12:00 to 14:00", "", ("Ann",)),
        ("dinner with Ann friday", "event", "dinner with Ann", "Fri 27 Nov", "", ("Ann",)),
        ('walk with May on sunday', "task", 'walk with May', 'Sun 29 Nov', "", ()),
        ('look into the May figures', "task", 'look into the May figures', '', "", ()),
        ("wedding in Lake Como 12-14 june", "event", "wedding", "Sat 12 to Mon 14 Jun 2027", "Lake Como", ()),
        ("interview with Jane Doe from Acme at 11 on wednesday", "event", "interview with Jane Doe from Acme", "Wed 25 Nov, 11:00 to 12:00", "", ("Jane Doe",)),
        ('work from home friday', "task", 'work from home', 'Fri 27 Nov', "", ()),
        ('call 020 7946 0958 at 4', "task", 'call 020 7946 0958', 'Mon 23 Nov, 16:00', "", ()),
        ("dinner with Anna's parents friday 7pm", "event", "dinner with Anna's parents", 'Fri 27 Nov, 19:00 to 20:00', '', ()),
        ("lunch with Ann Friday at Rosa's at 1", "event", 'lunch with Ann', 'Fri 27 Nov, 13:00 to 14:00', "Rosa's", ('Ann',)),
        ("lunch every friday with Bob at Rosa's at 12:30", "event", 'lunch with Bob', 'Fri 27 Nov, 12:30 to 13:30, every week on Friday', "Rosa's", ('Bob',)),
        ("dentist on 12/5 with Dr. Osei at 9am", "event", "dentist with Dr. Osei", "Sat 5 Dec, 09:00 to 10:00", "", ("Dr. Osei",)),
        ("every day take pills at 8", "event", "take pills", "Tue 24 Nov, 08:00 to 09:00, every day", "", ()),
        ("a week from monday see the dentist at 9", "event", "see the dentist", "Mon 7 Dec, 09:00 to 10:00", "", ()),
        ('pack lunch tomorrow', "task", 'pack lunch', 'Tue 24 Nov', "", ()),
        ('#work lunch tomorrow 12:30', "task", 'lunch', 'Tue 24 Nov, 12:30', "", ()),
        ("Sunday lunch with the family", "event", "lunch with the family", "Sun 29 Nov, 12:00 to 14:00", "", ()),
        ("deal with Monday's mess", "task", "deal with Monday's mess", '', "", ()),
        ("prepare tomorrow's talk", "task", "prepare tomorrow's talk", '', "", ()),
        ('read the Sunday Times', "task", 'read the Sunday Times', '', "", ()),
        ('the monday meeting', "task", 'the monday meeting', '', "", ()),
        ("present in English tomorrow at 10", "event", "present in English", "Tue 24 Nov, 10:00 to 11:00", "", ()),
        ("meeting with Ann In London tomorrow 1pm", "event", "meeting with Ann In London", "Tue 24 Nov, 13:00 to 14:00", "", ("Ann",)),
        ("meet at 9 until 11", "event", "meet", "Mon 23 Nov, 21:00 to 23:00", "", ()),
        ("in two weeks: visit Ann", "event", "visit Ann", "Mon 7 Dec", "", ()),
        ('pay £14.30 to Ann', "task", 'pay £14.30 to Ann', '', "", ()),
        ('order 12 chairs', "task", 'order 12 chairs', '', "", ()),
        ("visit https://x.example/tomorrow at 5", "event", "visit https://x.example/tomorrow", "Mon 23 Nov, 17:00 to 18:00", "", ()),
        ("lunch with 李明 tomorrow 12:30", "event", "lunch with 李明", "Tue 24 Nov, 12:30 to 13:30", "", ("李明",)),
        ('2 for 1 at Pizza Express friday', "task", '2 for 1 at Pizza Express', 'Fri 27 Nov', "", ()),
    ],
)  # fmt: skip
def test_a_line_says_what_a_person_meant(
    line: str, kind: str, title: str, when: str, place: str, people: tuple[str, ...]
) -> None:
    assert told(lines.understand(line, NOW)) == (kind, title, when, place, people)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=40), st.integers(1, 6))
def test_only_the_head_of_a_long_line_is_read_and_no_word_of_it_is_lost(word: str, times: int) -> None:
    rest = f" {word} tomorrow at Rosa's with Ann" * (30 * times)
    found = lines.understand("lunch friday 12:30" + rest, NOW)
    assert found.event is not None
    assert found.event.title.endswith(rest[-200:])
    assert found.task.title.endswith(rest[-200:])
    assert all(mark.end <= lines.LONGEST for mark in found.event.marks)
    assert all(mark.end <= lines.LONGEST for mark in found.task.marks)
