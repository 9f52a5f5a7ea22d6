"""Films, books and feasts whose names would be days: what is said last and plainly is the time."""

import pytest

from tests.calendar.grammar.reading import heard


@pytest.mark.parametrize(
    ("line", "title", "when"),
    [
        ("Watch Friday the 13th tonight at 9", "Watch Friday the 13th", "11-18 21:00"),
        ("watch “Friday the 13th” tonight at 9", "watch “Friday the 13th”", "11-18 21:00"),
        ("Read Tuesdays with Morrie tonight", "Read Tuesdays with Morrie", "11-18"),
        ("watch Saturday Night Fever tomorrow at 8pm", "watch Saturday Night Fever", "11-19 20:00"),
        ("Watch Freaky Friday on Sunday at 7pm", "Watch Freaky Friday", "11-22 19:00"),
        ("listen to Blue Monday tonight", "listen to Blue Monday", "11-18"),
        ("Watch The Day After Tomorrow tonight at 8", "Watch The Day After Tomorrow", "11-18 20:00"),
        ("watch The Day After Tomorrow", "watch The Day After Tomorrow", ""),
        ("Watch Midnight in Paris friday 8pm", "Watch Midnight in Paris", "11-20 20:00"),
        ("read Thursday Murder Club on sunday", "read Thursday Murder Club", "11-22"),
        ("read The Man Who Was Thursday by friday", "read The Man Who Was Thursday", "11-20"),
        ("Watch 28 Days Later tonight at 10", "Watch 28 Days Later", "11-18 22:00"),
        ("watch Next Friday tomorrow night", "watch Next Friday", "11-19"),
        ("Book club: The Thursday Murder Club, monday 7pm", "Book club: The Thursday Murder Club", "11-23 19:00"),
        ("Watch Friday Night Lights thursday 9pm", "Watch Friday Night Lights", "11-19 21:00"),
        ("try Microsoft 365 tomorrow", "try Microsoft 365", "11-19"),
        ("Watch 10 Things I Hate About You saturday at 8pm", "Watch 10 Things I Hate About You", "11-21 20:00"),
        ("read Nineteen Eighty-Four by sunday", "read Nineteen Eighty-Four", "11-22"),
        ("Watch 1917 tonight at 9", "Watch 1917", "11-18 21:00"),
        ("Watch 12 Angry Men tonight at 9", "Watch 12 Angry Men", "11-18 21:00"),
        ("play Sunday Bloody Sunday at the pub friday 9pm", "play Sunday Bloody Sunday at the pub", "11-20 21:00"),
        ("listen to “Friday I'm in Love” tomorrow", "listen to “Friday I'm in Love”", "11-19"),
        ("Order from TGI Fridays saturday 7pm", "Order from TGI Fridays", "11-21 19:00"),
        ("Ruby Tuesday with Kim thursday 12.30", "Ruby Tuesday with Kim", "11-19 12:30"),
        ("Watch Before Sunrise tomorrow at 9pm", "Watch Before Sunrise", "11-19 21:00"),
        ("Watch Friday the 13th", "Watch Friday the 13th", ""),
        ("Dinner Friday the 18th", "Dinner", "12-18"),
        ("Dinner Friday the 18th at 8", "Dinner", "12-18 20:00"),
        ("Call Ann Friday at 3", "Call Ann", "11-20 15:00"),
        ("Meet Sam Tuesday", "Meet Sam", "11-24"),
        ("Dinner with Kim Friday the 20th 7pm", "Dinner with Kim", "11-20 19:00"),
        ("watch the match saturday 3pm", "watch the match", "11-21 15:00"),
        ("Watch game Sunday 4pm", "Watch game", "11-22 16:00"),
        ("Read Monday's paper", "Read Monday's paper", ""),
        ("see Tomorrow Never Dies friday 8pm", "see Tomorrow Never Dies", "11-20 20:00"),
        ("watch Tomorrow Never Dies", "watch Tomorrow Never Dies", ""),
        ("Watch Top Gun Friday 9pm", "Watch Top Gun", "11-20 21:00"),
        ("buy The Sunday Times", "buy The Sunday Times", ""),
        ("pick up Sunday Times tomorrow", "pick up Sunday Times", "11-19"),
        ("see Dog Day Afternoon tonight at 9", "see Dog Day Afternoon", "11-18 21:00"),
        ("watch A Hard Day's Night tomorrow 8pm", "watch A Hard Day's Night", "11-19 20:00"),
        ("Watch Saturday Night Live", "Watch Saturday Night Live", ""),
        ("watch '9 to 5' tonight at 8pm", "watch '9 to 5'", "11-18 20:00"),
        ("watch Groundhog Day on monday at 8pm", "watch Groundhog Day", "11-23 20:00"),
        ("watch Independence Day tomorrow night", "watch Independence Day", "11-19"),
        ("Watch Halloween tonight at 10", "Watch Halloween", "11-18 22:00"),
        ("watch Love Actually on christmas eve 7pm", "watch Love Actually", "12-24 19:00"),
        ("watch Valentine's Day tonight 9pm", "watch Valentine's Day", "11-18 21:00"),
        ("Friday the 13th marathon saturday 7pm", "Friday the 13th marathon", "11-21 19:00"),
        ("Meeting Monday 10am at Cafe Friday", "Meeting", "11-23 10:00"),
        ("Lunch Tomorrow with Ann", "Lunch with Ann", "11-19"),
    ],
)
def test_a_name_with_a_day_in_it_is_no_day_where_its_line_says_so(line: str, title: str, when: str) -> None:
    said, on = heard(line)
    assert (said, on[: len(when)]) == (title, when)
    assert when or not on


@pytest.mark.parametrize(
    ("line", "title", "when"),
    [
        ("Christmas dinner saturday 7pm", "Christmas dinner", "11-21 19:00"),
        ("Christmas lunch with Ann 12 dec 1pm", "Christmas lunch with Ann", "12-12 13:00"),
        ("Halloween party friday 8pm", "Halloween party", "11-20 20:00"),
        ("Valentine's Day card by friday", "Valentine's Day card", "11-20"),
        ("buy Halloween costume tomorrow", "buy Halloween costume", "11-19"),
        ("thanksgiving dinner thursday 3pm", "thanksgiving dinner", "11-19 15:00"),
        ("New Year's Eve drinks", "drinks", "12-31"),
        ("Christmas Eve drinks 6pm", "drinks", "12-24 18:00"),
        ("party on New Year's Eve at 9", "party", "12-31 21:00"),
    ],
)
def test_a_feast_says_what_a_thing_is_where_another_day_says_when(line: str, title: str, when: str) -> None:
    assert heard(line) == (title, when)
