"""An invitation in the window: what it asks to stands above the message, and a key puts it on the calendar."""

from osone.app.profile.profile import Profile
from tests.app.house import living


def test_an_invitation_shows_when_it_is_and_a_key_keeps_it_once(world: Profile) -> None:
    with living(world) as house:
        thread = house.number("SELECT thread FROM message WHERE subject LIKE 'Map review%' ORDER BY id DESC LIMIT 1")
        house.screens.show(("thread", thread))

        def chips() -> list[str]:
            return [str(chip["text"]) for chip in house.screens.reading.property("chips")]

        house.until(lambda: any("asks you" in text for text in chips()), "who asks is told")
        assert any("calendar" in text for text in chips()), "and whether it stands there"
        events = house.number("SELECT count(*) FROM event")
        house.press("i")
        house.until(lambda: any("“Map review: all 23 harbours”" in said for said in house.toasts()), "it is kept")
        assert house.number("SELECT count(*) FROM event") == events
        assert house.number("SELECT count(*) FROM outbox WHERE kind = 'send'") == 0
