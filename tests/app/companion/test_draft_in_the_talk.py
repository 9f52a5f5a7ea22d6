"""“Send it” in the talk is about the draft that is open: a card first, then it leaves, and the sheet is put away."""

from osone.app.profile.profile import Profile
from tests.app.house import living
from tests.app.talking import kinds, settle


def test_an_open_draft_is_shown_first_and_thrown_away_by_words(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.ask("reply to Idris that I will come")
        house.until(lambda: house.screens.writing.property("opened"), "it is shown")
        number = house.screens.writing.number
        assert number
        house.ask("send it")
        house.until(lambda: kinds(house)[-1] == "card", "a card asks")
        assert "Idris" in str(house.screens.talk.rows[-1]["text"])
        assert house.number("SELECT count(*) FROM outbox WHERE kind = 'send'") == 0
        house.ask("no")
        assert house.number("SELECT count(*) FROM outbox WHERE kind = 'send'") == 0
        house.ask("discard it")
        house.until(lambda: not house.screens.writing.property("opened"), "its sheet is put away")
        assert house.number("SELECT count(*) FROM draft WHERE id = ?", number) == 0
        house.ask("no")
        house.until(lambda: house.number("SELECT count(*) FROM draft WHERE id = ?", number) == 1, "it is back")
