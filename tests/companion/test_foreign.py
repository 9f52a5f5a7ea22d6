"""A sentence in another language: it is said that only English is understood, and no English one is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.companion.conversation import Conversation
from osone.companion.persona import Persona
from osone.companion.skills.foreign import UNKNOWN, language_of
from tests.companion.rooms import Rooms
from tests.companion.talking import Page, Verbs


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("was steht morgen an?", "de"), ("Wann habe ich den nächsten Termin?", "de"), ("guten Morgen", "de"),
        ("qu'est-ce que j'ai demain ?", "fr"), ("quels sont mes rendez-vous", "fr"), ("bonjour", "fr"),
        ("¿qué tengo mañana?", "es"), ("muéstrame los correos de Ana por favor", "es"),
        ("cosa ho domani?", "it"), ("che cosa c'è da fare oggi", "it"), ("o que tenho amanhã?", "pt"),
        ("você pode ler o meu e-mail?", "pt"), ("wat staat er morgen op de agenda?", "nl"), ("vad har jag idag", "sv"),
        ("co mam dzisiaj w kalendarzu", "pl"), ("что у меня завтра?", "ru"), ("що в мене завтра, які події?", "uk"),
        ("τι έχω αύριο;", "el"), ("明日の予定は？", "ja"), ("明天有什么安排", "zh"), ("내일 일정 알려줘", "ko"),
        ("ما هو موعدي غدا", UNKNOWN), ("מה יש לי מחר", UNKNOWN), ("कल क्या है", UNKNOWN),
    ],
)  # fmt: skip
def test_what_is_not_english_is_heard_as_what_it_is(said: str, language: str) -> None:
    assert language_of(said) == language


@pytest.mark.parametrize(
    "said",
    ["what did De la Cruz say about la dolce vita", "why is the sea salt and the river sweet", "die hard was on tv",
     "the van der Berg letters and the Café du Monde", "xyzzy", "Zoë", "email Łukasz about the München trip", "",
     "my son hat a cold", "is there a mail from Ольга", "no me gusta is what she said to me",
     "c'est la vie was all he said", "a", "in on at", "1234 5678", "paint the deck in May", "was that him or her"],
)  # fmt: skip
def test_english_with_names_and_borrowed_words_is_english(said: str) -> None:
    assert language_of(said) == ""


@given(st.text(max_size=400))
def test_whatever_is_written_has_an_answer(said: str) -> None:
    assert len(language_of(said)) in (0, 2, 3)


def test_a_page_costs_no_more_than_a_sentence() -> None:
    assert language_of("была " * 100_000) == "ru"


async def test_it_is_said_in_both_languages_with_what_could_be_asked() -> None:
    page = Page()
    conversation = Conversation(
        house=(house := Rooms()), tools=Verbs(), transcript=page, listener=page, persona=Persona("Iris"), mind=None
    )
    ended = await conversation.ask("lösche bitte die Mails von gestern")
    assert ended.text.startswith("Ich verstehe bisher nur Englisch.\n\nI only understand English so far.")
    assert len(ended.offers) == 2
    assert house.acts == []
