"""Hours that are written with a dot, before a day or behind it, told from sums, versions and measures."""

import pytest

from tests.calendar.grammar.reading import heard


@pytest.mark.parametrize(
    ("line", "title", "when"),
    [
        ("call Bo 7.30 tomorrow evening", "call Bo", "11-19 19:30"),
        ("7.30 tonight pick up Leo", "pick up Leo", "11-18 19:30"),
        ("dinner 8.15 friday evening", "dinner", "11-20 20:15"),
        ("drinks with Sam 6.45 this evening", "drinks with Sam", "11-18 18:45"),
        ("call Bo tomorrow evening 7.30", "call Bo", "11-19 19:30"),
        ("call Bo tomorrow evening at 7.30", "call Bo", "11-19 19:30"),
        ("call Bo 9.15 tomorrow morning", "call Bo", "11-19 09:15"),
        ("ring mum 7.30 tonight", "ring mum", "11-18 19:30"),
        ("film 8.20 tonight", "film", "11-18 20:20"),
        ("yoga 6.30 thursday evening", "yoga", "11-19 18:30"),
        ("run 6.30 tomorrow morning", "run", "11-19 06:30"),
        ("physio 2.45 tomorrow afternoon", "physio", "11-19 14:45"),
        ("meet Kim 12.30 tomorrow", "meet Kim", "11-19 12:30"),
        ("standup 9.45 friday", "standup", "11-20 09:45"),
        ("call Bo 7.30 in the evening", "call Bo", "11-18 19:30"),
        ("taxi 5.50 friday morning", "taxi", "11-20 05:50"),
        ("babysitter 7.30 saturday night", "babysitter", "11-21 19:30"),
        ("choir 7.45 on thursday evening", "choir", "11-19 19:45"),
        ("choir 7.15 on thursday", "choir", "11-19 19:15"),
        ("school run 8.40 tomorrow", "school run", "11-19 08:40"),
        ("call Bo tomorrow 7.30", "call Bo", "11-19 07:30"),
        ("8.15pm friday curry", "curry", "11-20 20:15"),
        ("quiz 8.30-10.30 friday evening", "quiz", "11-20 20:30 to 22:30"),
        ("drinks 7.30 to 9.30 tonight", "drinks", "11-18 19:30 to 21:30"),
        ("pick up kids 3.15 today", "pick up kids", "11-18 15:15"),
        ("tonight 7.30 call Bo", "call Bo", "11-18 19:30"),
        ("friday evening 8.15 dinner", "dinner", "11-20 20:15"),
        ("dentist 11.20 24 nov", "dentist", "11-24 11:20"),
        ("dentist 9.10 next monday", "dentist", "11-23 09:10"),
        ("parents' meeting 7.30 wednesday evening", "parents' meeting", "11-25 19:30"),
        ("bins out 7.05 tonight", "bins out", "11-18 19:05"),
        ("call Bo 7.30 tmrw evening", "call Bo", "11-19 19:30"),
        ("7.30 dinner tomorrow", "dinner", "11-19 19:30"),
        ("dinner at 7.30 tomorrow", "dinner", "11-19 19:30"),
        ("dinner tomorrow at 7.30pm", "dinner", "11-19 19:30"),
        ("lunch 12.30 fri", "lunch", "11-20 12:30"),
        ("train 18.42 friday", "train", "11-20 18:42"),
        ("train 6.12 tomorrow evening", "train", "11-19 18:12"),
        ("call at 4.30 this afternoon", "call", "11-18 16:30"),
        ("feed cat 6.30 tomorrow night", "feed cat", "11-19 18:30"),
        ("buy 2.5 kg flour", "buy 2.5 kg flour", ""),
        ("upgrade to 7.30", "upgrade to 7.30", ""),
        ("version 8.15 release notes", "version 8.15 release notes", ""),
        ("pay £7.30 tomorrow", "pay £7.30", "11-19"),
        ("update to Python 3.12 tomorrow", "update to Python 3.12", "11-19"),
        ("install macOS 15.10 tomorrow", "install macOS 15.10", "11-19"),
        ("upgrade to 7.30 friday", "upgrade to 7.30", "11-20"),
        ("run 5.30 km tomorrow", "run 5.30 km", "11-19"),
        ("deploy 4.20 friday", "deploy 4.20", "11-20"),
        ("transfer 7.50 euros tonight", "transfer 7.50 euros", "11-18"),
        ("read pages 8-10 tomorrow evening", "read pages 8-10", "11-19"),
        ("quiz 8-10 friday evening", "quiz", "11-20 20:00 to 22:00"),
        ("install boiler 9.30 tomorrow", "install boiler", "11-19 09:30"),
    ],
)
def test_an_hour_with_a_dot_is_heard_wherever_its_day_stands(line: str, title: str, when: str) -> None:
    said, on = heard(line)
    assert (said, on[: len(when)]) == (title, when)
    assert when or not on


@pytest.mark.parametrize(
    ("line", "title", "when"),
    [
        ("doctor 4. december 10:15", "doctor", "12-04 10:15"),
        ("doctor on 4. Dec at 10", "doctor", "12-04 10:00"),
        ("Elsa 24. december", "Elsa", "12-24"),
        ("doctor 4.12. 10:15", "doctor", "12-04 10:15"),
        ("update to 4.12. now", "update to 4.12.", "11-18"),
    ],
)
def test_a_day_with_a_dot_behind_it_is_that_day_of_its_month(line: str, title: str, when: str) -> None:
    said, on = heard(line)
    assert (said, on[: len(when)]) == (title, when)
