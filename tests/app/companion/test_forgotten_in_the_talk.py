"""What the talk said of an account's mail goes from it as the account goes: in the window at once, and on the disk."""

from osone.app.profile.profile import Profile
from tests.app.house import Running, living
from tests.app.talking import settle

GONE = "This was about mail that is no longer here."


def shown(house: Running) -> str:
    """All that stands in the talk."""
    return "\n".join(f"{row['text']} {row['html']} {row['title']} {row['yes']}" for row in house.screens.talk.rows)


def kept(house: Running) -> str:
    return "\n".join(str(text) for (text,) in house.rows("SELECT text FROM turn WHERE speaker = 'companion'"))


def test_what_was_said_of_an_account_is_gone_from_the_talk_with_it(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.ask("what day is it?")
        house.ask("find mail from Idris")
        house.ask("archive these")
        house.until(lambda: "Archive" in shown(house) and "Idris" in shown(house), "it speaks of mail")
        assert "Idris" in kept(house)
        accounts = house.rows("SELECT DISTINCT account FROM message")
        for (account,) in accounts:
            house.house.dispatcher.run("account.forget", {"account": account, "sure": True})
        house.until(lambda: GONE in shown(house), "it is gone")
        assert "Small Harbours" not in shown(house)
        assert "Archive" not in shown(house), "the card went with it"
        assert "Idris" not in kept(house)
        assert "find mail from Idris" in shown(house), "what the person said themselves stays"
        assert "It's" in shown(house), "and so does what was about no mail"
        assert "Small Harbours" not in house.ask("say that again")
    with living(world) as house:
        house.until(lambda: GONE in shown(house), "it is told of when one comes back")
        assert "Small Harbours" not in shown(house)
