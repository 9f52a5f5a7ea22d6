"""Senders blocked by a key in the whole window, asked about where one wrote to them, and unblocked in the settings."""

from collections.abc import Iterator

import pytest

from osone.bridge.screen import one
from osone.bridge.window.shell import Shell
from osone.model.mail import Box
from osone.store import blocking
from tests.app.house import Running, living, sample


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        running.press("Mod+2")
        running.until(lambda: running.screens.inbox.rowCount() > 2, "mail is listed")
        yield running


def at_hand(house: Running, *, known: bool) -> str:
    """Put the cursor on a conversation whose last sender one has, or has never, written to; the sender's address."""
    inbox = house.screens.inbox
    for box in (Box.NEWSLETTERS, Box.REST, Box.PEOPLE, Box.NEEDS):
        inbox.go(box)
        house.until(lambda: inbox.current, "a list is there")
        house.turn(0.05)
        for at in range(min(inbox.rowCount(), 20)):
            inbox.set_cursor(at)
            house.turn(0.005)
            people = [one.email.lower() for one in blocking.wrote(house.reader, inbox.current)]
            others = [email for email in people if not email.startswith("mara")]
            if others and (others[0] in blocking.written_to(house.reader, others[:1])) is known:
                return others[0]
    raise AssertionError("there is nobody like that in the sample")


def emails(house: Running) -> list[str]:
    return [str(email) for (email,) in house.rows("SELECT email FROM blocked ORDER BY id")]


def test_who_only_ever_wrote_is_blocked_at_once_and_taken_back(house: Running) -> None:
    sender = at_hand(house, known=False)
    house.press("Shift+B")
    house.until(lambda: emails(house) == [sender], "blocked")
    house.until(lambda: any("go to Junk" in words for words in house.toasts()), "and told")
    house.press("z")
    house.until(lambda: emails(house) == [], "taken back")


def test_whom_one_wrote_to_is_asked_about_and_esc_leaves_all_as_it_is(house: Running) -> None:
    shell = one(house.house.engine, "OSOne.Shell", Shell)
    sender = at_hand(house, known=True)
    for answer, then in (("Esc", []), ("Enter", [sender])):
        house.press("Shift+B")
        house.until(lambda: shell.property("cards").rows, "a card asks")
        house.turn(0.3)
        house.press(answer)
        house.until(lambda: not shell.property("cards").rows, "it is answered")
        house.turn(0.1)
        house.until(lambda expected=then: emails(house) == expected, "as it was answered")  # type: ignore[misc]


def test_the_settings_list_who_is_blocked_and_the_palette_unblocks(house: Running) -> None:
    house.press("Mod+K")
    house.write("block an address")
    house.press("Enter")
    house.write("news@shop.example")
    house.press("Enter")
    house.until(lambda: emails(house) == ["news@shop.example"], "blocked")
    preferences = house.screens.preferences
    house.until(lambda: [row["address"] for row in preferences.property("blocked")] == ["news@shop.example"], "listed")
    house.press("Mod+K")
    house.write("unblock")
    house.press("Enter")
    house.until(lambda: [row["value"] for row in house.screens.finder.rows] == ["news@shop.example"], "offered")
    house.press("Enter")
    house.until(lambda: emails(house) == [], "unblocked")
    house.until(lambda: preferences.property("blocked") == [], "and gone from the settings")
    house.press("z")
    house.until(lambda: emails(house) == ["news@shop.example"], "taken back")
