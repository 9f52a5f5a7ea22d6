"""Every kind of voice says something, and a small recogniser reads back what was said."""

import re

import pytest

from osone.voice import catalogue
from osone.voice.hearing import Hearing
from osone.voice.nouns import Voice
from osone.voice.speaking import Speaking

pytestmark = pytest.mark.asyncio(loop_scope="module")

HEART, EMMA, MICHAEL, GEORGE, BELLA, _, FENRIR = catalogue.KOKORO[:7]
SAID = [
    (HEART, "Good morning, the garden is quiet."),
    (EMMA, "Your sister called this morning."),
    (MICHAEL, "There is nothing that cannot wait."),
    (GEORGE, "The morning train leaves from London."),
    (BELLA, "Shall I read the newest message?"),
    (FENRIR, "Dinner with Anna is tomorrow evening."),
    (catalogue.between(HEART, EMMA, 0.4), "The doctor answered this morning."),
    (catalogue.between(MICHAEL, GEORGE, 0.5), "Nothing important happened last night."),
    (catalogue.PIPER, "The quick brown fox is sleeping."),
]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


@pytest.mark.parametrize(("voice", "text"), SAID, ids=[voice.id for voice, _ in SAID])
async def test_what_a_voice_says_is_understood(speaking: Speaking, hearing: Hearing, voice: Voice, text: str) -> None:
    heard = _words(await hearing.transcribe(await speaking.render(text, voice)))
    assert heard == _words(text)


async def test_figures_are_said_as_words_that_a_listener_understands(speaking: Speaking, hearing: Hearing) -> None:
    wav = await speaking.render(
        "The **lunch** with Tom, [over there](https://example.com/a?b=1), was £5.", catalogue.PIPER
    )
    heard = (await hearing.transcribe(wav)).lower()
    assert "with tom" in heard
    assert "five pounds" in heard or "£5" in heard or "5 pounds" in heard
    assert "example" not in heard
