"""What skills answer, from the house alone."""

import re
from datetime import datetime, timedelta, timezone
from gettext import NullTranslations
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.companion.blocks import TalkBlockKind as BlockKind
from osone.companion.blocks import blocks
from osone.companion.skills.answer import answer
from osone.companion.skills.intents import Plain
from osone.companion.skills.recognise import recognise
from osone.model.ids import AccountId, MessageId, TaskId, ThreadId
from osone.model.mail import Address, Flag, MessageRow
from osone.model.tasks import Task
from osone.queries.conversation import Message
from osone.queries.gaps import SAID_IN_TALK, Gap
from osone.text.catalogue import use
from osone.text.markdown import plain
from tests.companion.rooms import NOW, TODAY, Rooms, occurrence, said, thread


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
    told = await said("what's on tomorrow", Rooms(todo=(task,)))
    assert told.text.endswith("- Call Boston, due tomorrow at 04:30")


@pytest.mark.parametrize(
    "said", ["I want to die", "i dont want to live anymore", "sometimes I think about suicide", "I’m suicidal"]
)
async def test_a_crisis_is_answered_with_people_and_help_lines(said: str) -> None:
    intent = recognise(said, NOW)
    assert intent is Plain.CRISIS
    text = (await answer(intent, Rooms())).text
    assert "988" in text
    assert "112" in text
    assert "findahelpline.com" in text


async def test_an_empty_day_is_told_kindly() -> None:
    assert (await said("what's on tomorrow", Rooms())).text == "Nothing is planned tomorrow. The time is yours."


async def test_who_waits_is_told_as_far_as_the_inbox_was_read() -> None:
    assert (
        await said("what needs me", Rooms())
    ).text == "Nothing in your inbox needs you, and nothing is due. Enjoy it."
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
        in (await said("find mail from Amy", Rooms(mail=one, unknown=Gap.INDEXING))).text
    )
    assert "2 so far:" in (await said("find mail from Amy", Rooms(mail=two, unknown=Gap.OFFLINE))).text


async def test_found_mail_is_listed_and_its_threads_given() -> None:
    told = await said("find mail from Amy", Rooms(mail=(thread("The lease"), thread("Bulbs"))))
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
    told = await said("what needs me", Rooms(mail=(thread(bad),)))
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
    house = Rooms(chip=(ThreadId(7),))
    assert (await said("archive this", house)).text == "Archived: “The lease” (Amy)."
    assert house.acts == [("mail.archive", {"threads": [7]})]
    assert "select or open it" in (await said("archive this", Rooms())).text
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
