"""What skills understand, and what they leave alone."""

from datetime import date

import pytest

from osone.companion.skills.intents import Act, AddTask, Agenda, FindMail, Plain, ReadMail, Verb
from osone.companion.skills.recognise import recognise
from osone.companion.skills.when import span
from osone.companion.skills.words import distance, hear
from tests.companion.rooms import NOW, TODAY


@pytest.mark.parametrize(
    ("said", "since", "days"),
    [
        ("what's on today?", 23, 1),
        ("What is on tomorrow", 24, 1),
        ("whats on this week", 23, 7),
        ("what's on tommorow", 24, 1),
        ("Iris, what's happening on Friday?", 27, 1),
        ("could you please show me my calendar for tomorrow", 24, 1),
        ("do I have anything on wednesday", 25, 1),
        ("how does my day look", 23, 1),
        ("what's on my agenda", 23, 1),
        ("what do I have this weekend", 28, 2),
        ("my schedule for the day after tomorrow", 25, 1),
        ("today", 23, 1),
        ("what is todya", 23, 1),
    ],
)
def test_questions_about_days_are_understood(said: str, since: int, days: int) -> None:
    intent = recognise(said, NOW, "Iris")
    assert isinstance(intent, Agenda)
    assert (intent.span.since, intent.span.days) == (date(2026, 11, since), days)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("find mail from Paul", FindMail(sender="Paul")),
        ("Find emails from Amy Ferrante about the lease", FindMail(sender="Amy Ferrante", about="lease")),
        ("show me messages about Project Dawn", FindMail(about="Project Dawn")),
        (
            "find mail from paul since monday",
            FindMail(sender="paul", since=date(2026, 11, 16), says="last Monday"),
        ),
        (
            "mails from yesterday",
            FindMail(since=date(2026, 11, 22), until=date(2026, 11, 23), says="yesterday"),
        ),
        ("did Mike send me an email?", FindMail(sender="Mike")),
        ("any unread mail from my bank", FindMail(sender="bank", unread=True)),
        ("find mail with attachments from Tatiana", FindMail(sender="Tatiana", attachments=True)),
        (
            "emails about dinner before 3 November",
            FindMail(about="dinner", until=date(2026, 11, 3), before="3 November"),
        ),
        ("do I have new mail?", FindMail(unread=True)),
        ("finde mial from Paul", None),
    ],
)
def test_searches_are_understood_whole_or_not_at_all(said: str, expected: FindMail | None) -> None:
    assert recognise(said, NOW) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("read the newest", ReadMail(newest=True)),
        ("read me the latest mail", ReadMail(newest=True)),
        ("read the newest unread", ReadMail(newest=True, unread=True)),
        ("read it", ReadMail(newest=False)),
        ("what does this mail say", ReadMail(newest=False)),
        ("archive this", Act(Verb.ARCHIVE)),
        ("Archive.", Act(Verb.ARCHIVE)),
        ("star it please", Act(Verb.STAR)),
        ("unstar this one", Act(Verb.UNSTAR)),
        ("snooze this until friday at 9", Act(Verb.SNOOZE, when="friday at 9")),
        ("put it off till next week", Act(Verb.SNOOZE, when="next week")),
        ("snooze that for two hours", Act(Verb.SNOOZE, when="in two hours")),
        ("remind me about this mail tomorrow", Act(Verb.SNOOZE, when="tomorrow")),
        ("undo", Act(Verb.UNDO)),
        ("udno that", Act(Verb.UNDO)),
        ("take that back", Act(Verb.UNDO)),
        ("delete this mail", Act(Verb.TRASH)),
        ("mark it as unread", Act(Verb.UNREAD)),
        ("add task call the Dentist tomorrow", AddTask("Call the Dentist tomorrow")),
        ("remind me to write to Amy", AddTask("Write to Amy")),
        ("put milk on my todo list", AddTask("Milk")),
        ("what needs me?", Plain.NEEDS),
        ("who are you", Plain.WHO),
        ("are you a real person", Plain.WHO),
        ("what can you do?", Plain.HELP),
        ("help", Plain.HELP),
        ("hi", Plain.HELLO),
        ("hello Iris", Plain.HELLO),
        ("Hello there!", Plain.HELLO),
        ("ok, hi again", Plain.HELLO),
        ("Good morning!", Plain.HELLO),
        ("thank you so much", Plain.THANKS),
        ("thx", Plain.THANKS),
        ("bye", Plain.GOODBYE),
        ("good night, Iris", Plain.GOODNIGHT),
        ("what time is it", Plain.TIME),
        ("what's the date", Plain.DATE),
    ],
)
def test_wishes_are_understood(said: str, expected: object) -> None:
    assert recognise(said, NOW, "Iris") == expected


@pytest.mark.parametrize(
    "said",
    [
        "",
        "   ?",
        "tell me a story about the sea",
        "what do you think of my mail from yesterday's meeting",
        "email John about dinner",
        "send an email to Paul",
        "what's on your mind",
        "I talked with my mother today",
        "how was your day",
        "help me write a letter to my sister",
        "read this book",
        "what is love",
        "star wars is a good film",
        "undo the damage I did to our friendship",
        "archive everything older than a year",
        "find my keys",
        "thanks to you I missed the train",
        "the meeting went well",
        "find mail from Paul and then delete it since I hate it on",
        "remind me",
        "what needs to change in the world",
        "jane likes paprika and the monitor",
    ],
)
def test_what_is_not_surely_understood_goes_to_the_mind(said: str) -> None:
    assert recognise(said, NOW, "Iris") is None


def test_a_search_through_mail_is_not_a_crisis() -> None:
    assert recognise("find mail about thinking about suicide prevention", NOW) == FindMail(
        about="thinking about suicide prevention"
    )


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("last week", date(2026, 11, 16), date(2026, 11, 23)),
        ("next month", date(2026, 12, 1), date(2027, 1, 1)),
        ("the next 3 days", date(2026, 11, 23), date(2026, 11, 26)),
        ("two weeks ago", date(2026, 11, 9), date(2026, 11, 10)),
        ("12 march 2026", date(2026, 3, 12), date(2026, 3, 13)),
        ("2026-02-30", None, None),
        ("30th of february", None, None),
        ("paprika", None, None),
    ],
)
def test_spans_of_days(words: str, since: date | None, until: date | None) -> None:
    found = span(words, TODAY)
    assert (found and (found.since, found.until)) == (since and (since, until))


def test_slips_are_righted_and_names_are_kept_as_typed() -> None:
    heard = hear("Serach emials from Dr. Adler's Office")
    assert heard.text == "search emails from dr adler's office"
    assert heard.original(heard.text.index("dr"), len(heard.text)) == "Dr Adler's Office"


def test_a_swap_is_one_slip() -> None:
    assert distance("udno", "undo") == 1
    assert distance("archive", "arrive") == 2
    assert distance("", "abc") == 3


@pytest.mark.parametrize(
    "words",
    [
        "december 9999",
        "31 december 9999",
        "february 0000",
        "30 february",
        "0000-00-00",
        "9999-12-31",
        "29 february 2027",
    ],
)
def test_days_that_no_calendar_has_are_not_understood_and_nothing_falls(words: str) -> None:
    recognise(f"what is on {words}", NOW, "Iris")
    recognise(f"find mail from amy since {words}", NOW, "Iris")
    assert span(words, TODAY) is None


def test_a_page_that_was_pasted_is_left_to_the_mind() -> None:
    page = "what is on today " * 2000
    assert recognise(page, NOW, "Iris") is None
    assert recognise("a" * 100_000, NOW, "Iris") is None
    assert recognise(f"{page} I want to die", NOW, "Iris") is Plain.CRISIS
