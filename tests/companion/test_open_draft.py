"""What is wished of the draft that is open: it is shown before it leaves, and what cannot be done is said in a line."""

import pytest

from osone.commands.chords import key_said
from osone.companion.skills.intents import OfDraft
from osone.companion.skills.recognise import recognise
from osone.model.drafts import Draft, DraftId, Recipients
from osone.model.ids import AccountId
from osone.model.mail import Address
from tests.companion.rooms import NOW, Rooms
from tests.companion.talking import talking

BO, ANN = Address("Bo", "bo@example.org"), Address("Ann", "ann@example.org")
DRAFT = Draft(DraftId(3), AccountId(1), Address("Mara", "mara@x"), Recipients((BO,), (ANN,)), "Lunch", ())


@pytest.mark.parametrize("words", ["send it", "send the draft", "ok, send it off please", "now send this mail"])
async def test_an_open_draft_is_shown_on_a_card_before_it_leaves(words: str) -> None:
    conversation, page = talking(house := Rooms(writing=DRAFT))
    assert (await conversation.ask(words)).text == "Nothing is sent yet. Look at the card and decide."
    assert [(card.title, card.about) for card in page.cards] == [("Send it now?", "“Lunch”, to Bo and Ann.")]
    assert house.acts == []
    await conversation.ask("yes")
    assert house.acts == [("draft.send", {"drafts": [3]})]


async def test_no_keeps_it_and_a_time_is_told() -> None:
    conversation, page = talking(house := Rooms(writing=DRAFT))
    await conversation.ask("send it tomorrow at 9")
    assert [card.title for card in page.cards] == ["Send it tomorrow at 9?"]
    await conversation.ask("no")
    assert house.acts == []


async def test_a_draft_is_thrown_away_and_no_brings_it_back() -> None:
    conversation, _page = talking(house := Rooms(writing=DRAFT))
    await conversation.ask("discard it")
    assert house.acts == [("draft.discard", {"drafts": [3]})]
    await conversation.ask("no")
    assert house.acts[1:] == [("undo.entry", {})]


@pytest.mark.parametrize("words", ["send it", "discard the draft", "throw it away"])
async def test_where_none_is_open_nothing_is_done_and_that_is_said(words: str) -> None:
    conversation, page = talking(house := Rooms())
    assert "No draft is open" in (await conversation.ask(words)).text
    assert (house.acts, page.cards) == ([], [])


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("attach the contract", "Mod+Shift+A"),
        ("add a photo of the boat", "Mod+Shift+A"),
        ("add Ann in copy", "Mod+Shift+C"),
        ("cc Ann", "Mod+Shift+C"),
        ("copy Ann in", "Mod+Shift+C"),
    ],
)
async def test_what_cannot_be_done_to_a_draft_is_said_with_its_keys_and_kept_as_no_task(words: str, keys: str) -> None:
    conversation, page = talking(house := Rooms(writing=DRAFT))
    told = (await conversation.ask(words)).text
    assert key_said(keys) in told
    assert (house.acts, page.cards) == ([], [])


@pytest.mark.parametrize(
    "words", ["send a mail to Bo", "send Bo the notes", "delete it", "add task send the draft to Bo"]
)
def test_other_wishes_are_not_about_it(words: str) -> None:
    assert not isinstance(recognise(words, NOW, "Iris"), OfDraft)
