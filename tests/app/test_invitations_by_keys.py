"""An invitation in the window: a card says what it asks to, keys keep and answer it, and its file opens to the same."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from osone.app import invitations
from osone.app.profile.profile import Profile
from osone.bridge.ports import TAKE
from osone.model.accounts import Service
from osone.model.ids import AccountId
from osone.model.mail import Address
from osone.model.services import Imap, Security, Server, Services, Smtp, encode
from osone.queries import invited
from osone.store import accounts, files
from osone.store.writing import transaction
from osone.sync.working import open_files
from tests.app.house import Running, living


def card(house: Running) -> dict[str, object]:
    rows = [row for row in house.screens.reading.rows if row["what"] == "invitation"]
    return dict(rows[-1]) if rows else {}


def lines(house: Running) -> list[str]:
    files = card(house).get("files", [])
    return [str(line["words"]) for line in files] if isinstance(files, list) else []


def test_an_invitation_shows_when_it_is_and_a_key_keeps_it_once(world: Profile) -> None:
    with living(world) as house:
        thread = house.number("SELECT thread FROM message WHERE subject LIKE 'Map review%' ORDER BY id DESC LIMIT 1")
        house.screens.show(("thread", thread))
        house.until(lambda: any(line.startswith("From ") for line in lines(house)), "who asks is told")
        assert "Map review" in str(card(house)["name"])
        assert card(house)["snippet"] == "In your calendar.", "and that it stands there"
        chips = [str(chip["text"]) for chip in house.screens.reading.property("chips")]
        assert not [text for text in chips if "invit" in text.lower() or "calendar" in text], "once, on the card"
        events = house.number("SELECT count(*) FROM event")
        house.press("i")
        house.until(lambda: any("“Map review: all 23 harbours”" in said for said in house.toasts()), "it is kept")
        assert house.number("SELECT count(*) FROM event") == events
        house.press("w")
        house.until(lambda: any("invites you to “Map review" in said for said in house.toasts()), "why says what")
        house.press("Mod+O")
        house.until(lambda: house.screens.attached.held, "the keyboard is on its file")
        house.press("Enter")
        cards = house.screens.shell.property("cards")
        house.until(lambda: cards.rows, "a calendar file opens here")
        assert "Map review" in str(cards.rows[-1]["title"])
        assert cards.rows[-1]["choices"][-1] == "Open with another program"
        assert house.number("SELECT count(*) FROM outbox WHERE noun = 'draft'") == 0, "and nothing leaves by itself"


def test_a_changed_mind_replaces_the_answer_that_is_held_and_the_card_follows(world: Profile) -> None:
    services: Services = {
        Service.INCOMING: Imap(Server("imap.home.example", 993), "mara"),
        Service.OUTGOING: Smtp(Server("smtp.home.example", 465, Security.TLS), "mara"),
    }
    writer = world.store.writer()
    with transaction(writer) as tx:
        accounts.change(tx, AccountId(1), encode(services))
    writer.close()
    with living(world) as house:
        thread = house.number("SELECT thread FROM message WHERE subject LIKE 'Map review%' ORDER BY id DESC LIMIT 1")
        house.screens.show(("thread", thread))
        house.until(lambda: card(house), "the invitation is read")
        house.press("Shift+Y")
        house.until(lambda: card(house)["snippet"] == "In your calendar. You accepted.", "the card says so")
        house.press("Shift+Y")
        house.until(lambda: "You accepted already." in house.toasts(), "and a second time nothing leaves")
        house.press("Shift+N")
        house.until(lambda: "You declined." in str(card(house)["snippet"]), "the other answer is told")
        acts = card(house)["acts"]
        assert isinstance(acts, list)
        assert "declined" not in [one["what"] for one in acts], acts
        assert house.rows("SELECT relation FROM draft WHERE stage = 'queued'") == [("declined",)]
        house.press("z")
        house.until(lambda: card(house)["snippet"] == "In your calendar. You accepted.", "and the former is back")
        assert house.rows("SELECT relation FROM draft WHERE stage = 'queued'") == [("accepted",)]


@pytest.mark.parametrize(
    ("answer", "said", "offered"),
    [
        ("DECLINED", "You declined.", ["accepted", "tentative", TAKE]),
        ("ACCEPTED", "You accepted.", ["tentative", "declined", TAKE]),
        ("", "", ["accepted", "tentative", "declined", TAKE]),
    ],
)
def test_the_card_of_what_is_in_no_calendar_says_the_answer_and_offers_the_others(
    tmp_path: Path, answer: str, said: str, offered: list[str]
) -> None:
    opened = open_files(files.open_store(tmp_path, bytes(32)))
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:walk@harbour",
        "DTSTART:20261203T183000Z", "DURATION:PT1H", "SUMMARY:Evening walk",
        "ORGANIZER;CN=Lena:mailto:lena@harbour.example", "ATTENDEE:mailto:amy@home.example", "END:VEVENT",
        "END:VCALENDAR", "",
    )  # fmt: skip
    found = invited.in_file(opened.reader, "\r\n".join(lines).encode(), UTC)
    opened.close()
    assert found is not None
    asked = replace(found, answer=answer, answerable=True)
    shown = invitations.card(asked, Address("Lena", "lena@harbour.example"), datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert (shown.state, [what for what, _words, _key in shown.acts]) == (said, offered)
    assert any("Nothing else" in words for _icon, words in shown.lines) is (answer != "DECLINED")
