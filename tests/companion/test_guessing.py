"""What no rule knows is told by its words: declined, answered where it only reads, else offered; never done."""

import hashlib
from pathlib import Path

import pytest

from osone.companion.conversation import Conversation
from osone.companion.persona import Persona
from osone.companion.skills import likely
from osone.companion.skills.guessing import Offered, meant
from osone.companion.skills.intents import Intent, Plain
from osone.companion.skills.likely import KindsHead, features, pack, unpack
from osone.companion.skills.recognise import recognise
from tests.companion.rooms import NOW, Rooms
from tests.companion.talking import Page, Verbs


def alone(house: Rooms) -> tuple[Conversation, Page]:
    page = Page()
    return Conversation(
        house=house, tools=Verbs(), transcript=page, listener=page, persona=Persona("Iris", "Mara"), mind=None
    ), page


def test_weights_come_along_and_say_what_they_were_trained_on() -> None:
    kinds = likely.kinds()
    assert kinds is not None
    assert len(kinds.labels) >= 64
    assert all(len(digest) == 64 for digest in kinds.trained_on)
    notice = (likely.weights().parent / "NOTICE.md").read_text("utf-8")
    assert all(digest in notice for digest in kinds.trained_on)
    assert "CC BY 4.0" in notice


def test_a_guess_is_a_probability_and_the_likeliest_comes_first() -> None:
    kinds = likely.kinds()
    assert kinds is not None
    guesses = kinds.guesses("is heavy rain expected in the north later on", len(kinds.labels))
    assert guesses[0].kind == "weather_query"
    assert abs(sum(one.sure for one in guesses) - 1) < 1e-6
    assert [one.sure for one in guesses] == sorted((one.sure for one in guesses), reverse=True)


@pytest.mark.parametrize("said", ["", "?", "x" * 100_000, "🍊" * 50, "\x00\ud800".encode("utf-8", "replace").decode()])
def test_whatever_is_said_has_a_guess_and_costs_no_more_than_a_sentence(said: str) -> None:
    kinds = likely.kinds()
    assert kinds is not None
    assert kinds.guesses(said)
    assert sum(len(group) for group in features(said)) < 2_000


def test_a_file_of_weights_is_read_as_it_was_written_and_a_broken_one_is_none() -> None:
    head = KindsHead(("a", "b"), 1, (0.0, 0.5), 1.0, 0.9, ("0" * 64,))
    key = next(iter(features("hello")[0]))
    data = pack(head, [key], [1.0], [0.01], bytes([100, 0]))
    kinds = unpack(data)
    assert kinds.guesses("hello")[0].kind == "a"
    assert kinds.guesses("goodbye")[0].kind == "b"
    for broken in (b"", data[:40], b"PK" + data):
        with pytest.raises(ValueError, match=r"kinds|Expecting|Unterminated|cut short"):
            unpack(broken)


@pytest.mark.parametrize(
    "said",
    ["please put the kettle lights on in the living room", "I'd love to hear some blues on the kitchen speaker",
     "is heavy rain expected in the north later on", "fetch me a taxi home from the station please"],
)  # fmt: skip
async def test_what_is_beyond_her_is_declined_in_its_own_words(said: str) -> None:
    conversation, page = alone(house := Rooms())
    ended = await conversation.ask(said)
    assert ended.origin != "skill:none"
    assert house.acts == []
    assert page.cards == []


async def test_what_would_write_is_offered_and_done_only_when_it_is_taken_up() -> None:
    conversation, page = alone(house := Rooms())
    said = "set event for tea with mum on sunday at four"
    assert recognise(said, NOW, "Iris") is None
    await conversation.ask(said)
    assert house.acts == []
    assert "Do you mean" in page.heard
    await conversation.ask("yes")
    assert [verb for verb, _ in house.acts] == ["event.add"]


def test_agreeing_and_taking_back_are_never_guessed() -> None:
    for said in ("yeah that is perfect what you did there", "you have done that perfectly i would say",
                 "stop whatever it is you are doing there", "would you mind shutting all of that off"):  # fmt: skip
        assert meant(said, NOW, "Iris") not in (Plain.YES, Plain.STOP)


def test_what_is_offered_is_what_a_rule_understands() -> None:
    found: list[Intent | Offered | None] = [
        meant("set calendar reminder for the big review on friday at three", NOW),
        meant("i want an event made for tea with mum on sunday at four", NOW),
    ]
    for one in found:
        if isinstance(one, Offered) and one.sure:
            assert all(recognise(sentence, NOW) is not None for sentence in one.sentences)
    assert any(isinstance(one, Offered) for one in found)


async def test_after_heavy_words_nothing_is_guessed() -> None:
    conversation, page = alone(Rooms())
    await conversation.ask("my dog died")
    await conversation.ask("he was always waiting at the door by six in the evening")
    assert "Do you mean" not in page.heard
    assert "today" not in page.heard


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("I really should paint the blue boat", "add task paint the blue boat"),
        ("my appointments for next tuesday seem to clash with something", "what's on next Tuesday"),
    ],
)
async def test_what_is_nearest_is_offered_in_the_words_that_were_said(said: str, offered: str) -> None:
    conversation, _page = alone(house := Rooms())
    ended = await conversation.ask(said)
    assert offered in ended.offers
    assert len(ended.offers) == 2
    assert house.acts == [], "it is only offered"
    assert all(recognise(one, NOW, "Iris") is not None for one in ended.offers)


async def test_where_what_is_offered_stands_beneath_the_line_does_not_name_it_too() -> None:
    conversation, page = alone(Rooms())
    page.offers_beneath = True
    ended = await conversation.ask("xyzzy")
    assert page.heard == "I didn't understand that. Maybe one of these?"
    assert "“what's on today”" in ended.text, "who only hears it hears all of it"
    assert [text for _who, text, _origin, _stopped in page.turns.values()][-1] == ended.text


def test_words_that_go_together_tell_the_same_kind() -> None:
    """A dish, a colour or a town that no phrase had is known by its like."""
    kinds = likely.kinds()
    assert kinds is not None
    for said, kind in (
        ("turn the lamp in the corridor violet", "iot_hue_lightchange"), ("is it foggy in dublin", "weather_query"),
        ("could you order a burrito for supper", "takeaway_order"),
        ("cancel the conference on the fifth", "calendar_remove"),
    ):  # fmt: skip
        assert kinds.guesses(said)[0].kind == kind


def test_the_weights_are_small_and_of_the_phrases_that_come_along() -> None:
    kinds = likely.kinds()
    assert kinds is not None
    assert likely.weights().stat().st_size <= 1_500_000
    own = Path(__file__).parents[2] / "packaging" / "phrases.tsv"
    assert hashlib.sha256(own.read_bytes()).hexdigest() in kinds.trained_on


async def test_what_only_names_a_day_is_not_offered_as_an_event() -> None:
    conversation, _page = alone(Rooms())
    ended = await conversation.ask("Say something kind about Monday mornings.")
    assert "what's on Monday" in [one.replace(" mornings", "") for one in ended.offers]
    assert not any("calendar" in one for one in ended.offers)
