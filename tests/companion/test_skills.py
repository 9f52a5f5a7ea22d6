"""What skills understand, what they leave alone, and what they answer from the house alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from gettext import NullTranslations
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.companion.blocks import TalkBlockKind as BlockKind
from osone.companion.blocks import blocks
from osone.companion.skills.answer import Answer, answer
from osone.companion.skills.intents import Act, AddTask, Agenda, FindMail, Plain, ReadMail, Verb
from osone.companion.skills.recognise import recognise
from osone.companion.skills.when import span
from osone.companion.skills.words import distance, hear
from osone.model.calendar import OWN, Occurrence
from osone.model.errors import CommandError
from osone.model.ids import AccountId, EventId, MessageId, TaskId, ThreadId
from osone.model.mail import Address, Flag, Kind, MessageRow, ThreadRow
from osone.model.tasks import Task
from osone.queries.conversation import Message
from osone.queries.day import DaySummary, Needs
from osone.queries.gaps import SAID_IN_TALK, Gap
from osone.queries.search import SearchResult
from osone.text.catalogue import use
from osone.text.markdown import plain

TODAY = date(2026, 11, 23)
"""A Monday."""
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


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
        ("am I free tomorrow afternoon", 24, 1),
        ("what do I have this weekend", 28, 2),
        ("my schedule for the day after tomorrow", 25, 1),
        ("today", 23, 1),
        ("what is todya", 23, 1),
    ],
)
def test_questions_about_days_are_understood(said: str, since: int, days: int) -> None:
    intent = recognise(said, TODAY, "Iris")
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
    assert recognise(said, TODAY) == expected


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
        ("Good morning!", Plain.HELLO),
        ("thank you so much", Plain.THANKS),
        ("thx", Plain.THANKS),
        ("bye", Plain.GOODBYE),
        ("good night, Iris", Plain.GOODBYE),
        ("what time is it", Plain.TIME),
        ("what's the date", Plain.DATE),
    ],
)
def test_wishes_are_understood(said: str, expected: object) -> None:
    assert recognise(said, TODAY, "Iris") == expected


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
        "delete all mails from Paul",
        "find my keys",
        "thanks to you I missed the train",
        "the meeting went well",
        "find mail from Paul and then delete it since I hate it on",
        "remind me",
        "what needs to change in the world",
        "set an alarm for seven",
        "jane likes paprika and the monitor",
    ],
)
def test_what_is_not_surely_understood_goes_to_the_mind(said: str) -> None:
    assert recognise(said, TODAY, "Iris") is None


@pytest.mark.parametrize(
    "said", ["I want to die", "i dont want to live anymore", "sometimes I think about suicide", "I’m suicidal"]
)
async def test_a_crisis_is_answered_with_people_and_help_lines(said: str) -> None:
    intent = recognise(said, TODAY)
    assert intent is Plain.CRISIS
    text = (await answer(intent, Rooms())).text
    assert "988" in text
    assert "112" in text
    assert "findahelpline.com" in text


def test_a_search_through_mail_is_not_a_crisis() -> None:
    assert recognise("find mail about thinking about suicide prevention", TODAY) == FindMail(
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


@dataclass
class Rooms:
    """A house that a test furnishes."""

    occurrences: tuple[Occurrence, ...] = ()
    tasks: tuple[Task, ...] = ()
    threads: tuple[ThreadRow, ...] = ()
    letter: Message | None = None
    selected: tuple[ThreadId, ...] = ()
    broken: bool = False
    unknown: Gap | None = None
    acts: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    asked: list[FindMail] = field(default_factory=list)

    def now(self) -> datetime:
        return NOW

    def chosen(self) -> tuple[ThreadId, ...]:
        return self.selected

    async def day(self, since: date, until: date) -> DaySummary:
        return DaySummary(self.occurrences, self.tasks)

    async def find(self, query: FindMail) -> SearchResult:
        self.asked.append(query)
        return SearchResult(self.threads, len(self.threads), gap=self.unknown)

    async def newest(self, *, unread: bool) -> Message | None:
        return self.letter

    async def gap(self) -> Gap | None:
        return self.unknown

    async def shown(self) -> Message | None:
        return self.letter

    async def needs(self) -> Needs:
        return Needs(self.threads, self.tasks, gap=self.unknown)

    async def act(self, command: str, arguments: Mapping[str, object]) -> str:
        if self.broken:
            raise CommandError("There is nothing to undo.", remedy="Do something first.")
        self.acts.append((command, dict(arguments)))
        return "Archived one conversation."


def occurrence(title: str, hour: int) -> Occurrence:
    start = NOW.replace(hour=hour, minute=0)
    return Occurrence(EventId(1), title, "", OWN, start, start + timedelta(hours=1), all_day=False, tentative=False)


def thread(subject: str, people: str = "Amy", reason: str = "") -> ThreadRow:
    newest = MessageId(int(NOW.timestamp()) << 8)
    return ThreadRow(ThreadId(7), newest, people, subject, "", 1, True, False, False, Kind.PERSON, reason)


async def said(words: str, house: Rooms) -> Answer:
    intent = recognise(words, TODAY, "Iris")
    assert intent is not None
    return await answer(intent, house, name="Iris", person="Theodore")


async def test_a_day_is_told_from_the_house_alone() -> None:
    due = Task(TaskId(1), "Call the dentist", "", "", 4, TODAY - timedelta(days=1), None, 1.0, 0)
    told = await said("what's on today", Rooms((occurrence("Standup", 10),), (due,)))
    assert told.text == (
        "**Today**: one event and one task due.\n\n- 10:00 to 11:00: Standup\n- Call the dentist, was due yesterday"
    )
    assert "Standup" not in told.note


async def test_an_hour_that_was_set_elsewhere_is_told_with_its_day_here() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    task = Task(TaskId(1), "Call Boston", "", "", 4, late, None, 1.0, 0)
    told = await said("what's on tomorrow", Rooms(tasks=(task,)))
    assert told.text.endswith("- Call Boston, due tomorrow at 04:30")


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
    recognise(f"what is on {words}", TODAY, "Iris")
    recognise(f"find mail from amy since {words}", TODAY, "Iris")
    assert span(words, TODAY) is None


def test_a_page_that_was_pasted_is_left_to_the_mind() -> None:
    page = "what is on today " * 2000
    assert recognise(page, TODAY, "Iris") is None
    assert recognise("a" * 100_000, TODAY, "Iris") is None
    assert recognise(f"{page} I want to die", TODAY, "Iris") is Plain.CRISIS


async def test_an_empty_day_is_told_kindly() -> None:
    assert (await said("what's on tomorrow", Rooms())).text == "Nothing is planned tomorrow. The time is yours."


async def test_who_waits_is_told_as_far_as_the_inbox_was_read() -> None:
    assert (await said("what needs me", Rooms())).text == "Nobody is waiting for you, and nothing is due. Enjoy it."
    unread = await said("what needs me", Rooms(unknown=Gap.READING))
    assert unread.text == "Nothing so far. I haven't read all of your mail yet."
    assert "has not been read" in unread.note, "the model is told so too"


@pytest.mark.parametrize("gap", Gap)
@pytest.mark.parametrize(
    "words", ["read the newest unread mail", "read the newest mail", "find mail from Amy", "what needs me"]
)
async def test_nothing_is_called_nothing_while_there_may_be_more(words: str, gap: Gap) -> None:
    told = (await said(words, Rooms(unknown=gap))).text
    assert "so far" in told
    assert told.endswith(SAID_IN_TALK[gap])
    assert "so far" not in (await said(words, Rooms())).text


async def test_what_was_found_is_called_all_of_it_only_where_it_is() -> None:
    one, two = (thread("The lease"),), (thread("The lease"), thread("Bulbs"))
    assert (
        "One so far: mail from **Amy**."
        in (await said("find mail from Amy", Rooms(threads=one, unknown=Gap.INDEXING))).text
    )
    assert "2 so far:" in (await said("find mail from Amy", Rooms(threads=two, unknown=Gap.OFFLINE))).text


async def test_found_mail_is_listed_and_its_threads_given() -> None:
    told = await said("find mail from Amy", Rooms(threads=(thread("The lease"), thread("Bulbs"))))
    assert told.text == "Mail from **Amy**, 2 in all:\n\n- **Amy**: The lease, 09:30\n- **Amy**: Bulbs, 09:30"
    assert told.threads == (7, 7)
    assert (await said("find mail from Amy", Rooms())).text == "I found no mail from **Amy**."


@pytest.mark.parametrize(
    ("words", "sought"),
    [
        (
            "find unread mail from Amy about the lease since last Monday",
            "unread mail from **Amy** about **lease** since last Monday",
        ),
        ("find mail from Amy from yesterday", "mail from **Amy** from yesterday"),
        ("find mail before november", "mail before November"),
        ("find mail since monday before today", "mail since last Monday before today"),
    ],
)
async def test_what_was_looked_for_is_said_again_whole(words: str, sought: str) -> None:
    assert (await said(words, Rooms())).text == f"I found no {sought}."


class Louder(NullTranslations):
    """A language whose words are the English ones, called out; what is filled in stays as it is."""

    def gettext(self, message: str) -> str:
        return re.sub(r"[^{}]+(?![^{]*\})", lambda words: words[0].upper(), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(super().ngettext(msgid1, msgid2, n))


async def test_the_mind_is_told_in_english_whatever_language_the_person_reads() -> None:
    use(Louder())
    try:
        told = await said("what's on today", Rooms((occurrence("Standup", 10),)))
    finally:
        use(None)
    assert told.note == "(I listed one event and no tasks for today.)"
    assert told.text.startswith("**TODAY**")


async def test_what_others_wrote_stays_text_in_the_answer_and_out_of_the_note() -> None:
    bad = "[click](http://evil.example) ![x](http://t.example) **now** <b>"
    told = await said("what needs me", Rooms(threads=(thread(bad),)))
    assert "\\[click\\]" in told.text
    assert "evil" not in told.note


async def test_a_letter_is_read_as_a_quote() -> None:
    row = MessageRow(
        MessageId(1), ThreadId(7), AccountId(1), Address("Amy", "amy@x.example"), (), (), "The lease", "", 0, Flag(0),
        (), 10, False, True,
    )  # fmt: skip
    told = await said("read the newest", Rooms(letter=Message(row, "Dear Theodore,\n\nsecond page.\n")))
    assert told.text == "From **Amy**: The lease\n\n> Dear Theodore,\n>\n> second page."
    assert "lease" not in told.note
    assert "hasn't been downloaded yet" in (await said("read it", Rooms(letter=Message(row, "")))).text
    assert "No message is open" in (await said("read it", Rooms())).text


async def test_a_verb_is_run_on_what_is_chosen_and_asks_when_nothing_is() -> None:
    house = Rooms(selected=(ThreadId(7),))
    await said("archive this", house)
    assert house.acts == [("mail.archive", {"threads": [7]})]
    assert "Select or open it" in (await said("archive this", Rooms())).text
    await said("add task buy bulbs", house)
    assert house.acts[-1] == ("task.add", {"line": "Buy bulbs"})


async def test_a_refusal_of_the_house_is_said_with_its_remedy() -> None:
    told = await said("undo", Rooms(broken=True))
    assert told.text == "There is nothing to undo. Do something first."


@pytest.mark.parametrize(
    "words", ["hello", "bye", "thanks", "who are you", "help", "do you love me", "what time is it"]
)
async def test_small_talk_is_honest_and_never_pleads(words: str) -> None:
    text = (await said(words, Rooms())).text.lower()
    assert text
    for pleading in ("don't go", "stay", "miss you", "before you go", "so soon", "lonely"):
        assert pleading not in text


@given(st.text("ab1 *_`[]()<>#+-=.!|~&;\\\n:/", max_size=30))
def test_plain_shows_just_the_words_and_nothing_else(text: str) -> None:
    words = " ".join(text.split())
    drawn = blocks(plain(text))
    assert [block.kind for block in drawn] == ([BlockKind.PARAGRAPH] if words else [])
    assert "".join(unescape(block.html) for block in drawn) == words
