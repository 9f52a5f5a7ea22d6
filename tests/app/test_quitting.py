"""The window is closed by its key: the last words are kept, and what cannot leave is told of before."""

from collections.abc import Iterator

import pytest

from osone.app.profile.profile import Profile
from osone.sync.messages import AccountStanding, Standing
from tests.app.house import Running, living, sample


@pytest.fixture
def opened() -> Iterator[Profile]:
    with sample() as found:
        yield found


def begun(house: Running, words: str = "The last words.") -> int:
    """A message, written and not waited for."""
    house.press("g", "w", "c")
    house.until(lambda: house.screens.writing.number, "a message is begun")
    house.turn(0.05)
    house.write("bo@example.test")
    house.press("Enter", "Enter")
    house.write(words)
    return house.screens.writing.number


def waiting(opened: Profile, account: int, *drafts: int) -> None:
    """These were sent, and have not left."""
    core = opened.store.writer()
    for draft in drafts:
        core.execute(
            "INSERT INTO outbox (account, kind, noun, noun_id, state, hold_until) VALUES (?, 'mail.send', 'draft', ?,"
            " 'waiting', unixepoch() + 8)",
            (account, draft),
        )
    core.close()


def left(opened: Profile, draft: int) -> None:
    core = opened.store.writer()
    core.execute("DELETE FROM outbox WHERE noun_id = ?", (draft,))
    core.close()


def cards(house: Running) -> list[str]:
    rows = house.screens.shell.property("cards").rows
    return [str(row["body"]) for row in rows]


def test_the_last_words_of_a_draft_are_kept_though_nobody_waited(opened: Profile) -> None:
    with living(opened) as house:
        begun(house)
        house.press("Mod+Q")
    reader = opened.store.reader()
    assert "The last words." in str(reader.execute("SELECT blocks FROM draft").get)
    reader.close()


def test_where_it_cannot_leave_that_is_said_before_the_window_goes(opened: Profile) -> None:
    with living(opened) as house:
        account = house.number("SELECT id FROM account")
        house.house.heard(AccountStanding(account, Standing.OFFLINE, "Can't reach the server."))
        number = begun(house)
        house.rows("SELECT 1")
        waiting(opened, account, number)
        house.press("Mod+Q")
        house.until(lambda: cards(house), "a card asks")
        assert "1 message hasn't left yet." in cards(house)[0]
        assert house.house.window is not None
        assert house.house.window.isVisible()
        house.press("Mod+Q")
        house.until(lambda: house.house.window is None or not house.house.window.isVisible(), "asked twice, it goes")


def test_the_card_counts_what_leaves_meanwhile_and_goes_with_the_last_of_it(opened: Profile) -> None:
    with living(opened) as house:
        account = house.number("SELECT id FROM account")
        house.house.heard(AccountStanding(account, Standing.OFFLINE, "Can't reach the server."))
        number = begun(house)
        waiting(opened, account, number, number + 1)
        house.press("Mod+Q")
        house.until(lambda: cards(house), "a card asks")
        assert "2 messages haven't left yet." in cards(house)[0]
        left(opened, number)
        house.until(lambda: "1 message hasn't left yet." in cards(house)[0], "one has left")
        left(opened, number + 1)
        house.until(lambda: not cards(house), "nothing is left to ask")
        assert house.house.window is not None
        assert house.house.window.isVisible()
        waiting(opened, account, number)
        house.press("Mod+Q")
        house.until(lambda: cards(house), "of what is sent afterwards it is asked anew")


def test_offline_with_nothing_to_send_it_goes_at_once(opened: Profile) -> None:
    with living(opened) as house:
        account = house.number("SELECT id FROM account")
        house.house.heard(AccountStanding(account, Standing.OFFLINE, "Can't reach the server."))
        house.press("Mod+Q")
        house.until(lambda: house.house.window is None or not house.house.window.isVisible(), "it goes")
        assert not cards(house)
