"""Where mail is put and what the lists are called: a person who writes over a list is a person."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.house import Running, living
from tests.app.seen import bare, bring, letter, words

LIST = "List-Id: Rowers <rowers.lists.example>\r\nList-Post: <mailto:rowers@lists.example>\r\nPrecedence: list\r\n"
NEWS = (
    "List-Id: News <news.shop.example>\r\nList-Unsubscribe: <https://shop.example/u>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nPrecedence: bulk\r\n"
)


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with bare() as opened:
        bring(
            opened,
            letter("Oars for sale", "Does anybody want my old oars?", sender="Ada Rower <ada@two.example>",
                   to="rowers@lists.example", more=LIST),
            letter("Autumn in our shop", "All lamps are cheaper.", sender="The Shop <news@shop.example>", more=NEWS),
        )  # fmt: skip
        with living(opened) as running:
            yield running


@pytest.mark.parametrize(
    ("key", "box", "subject"), [("2", Box.PEOPLE, "Oars for sale"), ("3", Box.NEWSLETTERS, "Autumn in our shop")]
)
def test_a_person_over_a_list_is_among_people_and_a_newsletter_among_newsletters(
    house: Running, key: str, box: Box, subject: str
) -> None:
    house.press("g", "i", key)
    inbox = house.screens.inbox
    house.until(lambda: inbox.property("box") == box and inbox.current, "the list")
    house.turn(0.1)
    assert [one for one in words(house, "MailRow") if one in ("Oars for sale", "Autumn in our shop")] == [subject]
    names = words(house, "Splits")
    assert "Newsletters" in names
    assert "Letters" not in names
