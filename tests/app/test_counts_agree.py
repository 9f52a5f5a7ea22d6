"""The same mail is counted alike in the rail, beside the lists, on Home and in the talk."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.house import Running, living, sample


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        running.until(lambda: running.screens.inbox.counts.anything, "the mail is counted")
        yield running


def there(house: Running, box: Box, *, unread: bool) -> int:
    return house.number(f"SELECT count(*) FROM listing WHERE box = ? {'AND unread' if unread else ''}", int(box))


def rail(house: Running) -> str:
    upper = house.screens.shell.property("upper")
    return str(upper.rows[upper.place_of("mail")]["told"])


def splits(house: Running) -> dict[int, str]:
    return {int(one["box"]): str(one["told"]) for one in house.screens.inbox.property("splits")}


def test_unread_mail_is_counted_alike_in_the_rail_beside_the_list_and_in_the_talk(house: Running) -> None:
    number = there(house, Box.INBOX, unread=True)
    assert number > 1
    assert rail(house) == f"Mail, {number} unread conversations in your inbox"
    box = next(box for box in splits(house) if there(house, Box(box), unread=True))
    of_it = there(house, Box(box), unread=True)
    assert splits(house)[box].endswith(f", {there(house, Box(box), unread=False)} conversations, {of_it} unread")
    assert f"{number} unread conversations in your inbox" in house.ask("how many unread")


def test_home_and_the_lists_agree_on_what_can_wait_and_who_waits(house: Running) -> None:
    day = next(screen for screen in house.screens.screens.values() if screen.name == "home").day  # type: ignore[attr-defined]
    for one in day.property("waiting"):
        number, words = str(one["told"]).split(" ", 1)
        assert words.startswith("unread "), "beneath its heading that goes without saying"
        assert int(number) == there(house, Box(int(one["box"])), unread=True)
    waiting = there(house, Box.NEEDS, unread=False)
    assert house.screens.inbox.counts.waiting == waiting
    assert len(day.property("needs").rows) + int(day.property("others")) == waiting
