"""Lists that are left by a key in the whole window: what is sent to whom is shown, else a page or a message."""

import json
from collections.abc import Iterator

import pytest

from osone.model.accounts import Service
from osone.model.services import Imap, Server, encode
from osone.store.writing import transaction
from tests.app.house import Running, living
from tests.app.seen import bare, bring, letter, show
from tests.queries.test_leaving import HOST, VOUCHED, offer

PAGE = "List-Unsubscribe: <https://page.example/off>\r\n"
MAIL = "List-Unsubscribe: <mailto:off@list.example?subject=unsubscribe%20mara>\r\n"


@pytest.fixture
def house() -> Iterator[Running]:
    with bare() as opened:
        bring(
            opened, offer(443), letter("Page", more=PAGE), letter("Mail", more=MAIL), letter("None"),
            offer(443, "Forged", by="mx.evil.example"),
        )  # fmt: skip
        core = opened.store.writer()
        with transaction(core) as tx:
            kept = encode({Service.INCOMING: Imap(Server(VOUCHED, 993), "mara")})
            tx.connection.execute("UPDATE account SET settings = ?", (json.dumps(kept),))
        core.close()
        with living(opened) as running:
            yield running


def card(house: Running) -> dict[str, object]:
    rows = house.screens.shell.property("cards").rows
    return dict(rows[-1]) if rows else {}


def asked(house: Running) -> list[tuple[object, ...]]:
    return house.rows("SELECT kind, arguments FROM errand WHERE kind = 'unsubscribe'")


def test_what_is_sent_to_whom_is_shown_and_only_a_yes_sends_it(house: Running) -> None:
    show(house, "Offers")
    message = house.number("SELECT id FROM message WHERE subject = 'Offers'")
    for answer in ("Esc", "Enter"):
        house.press("Shift+U")
        house.until(lambda: card(house), "a card asks")
        assert card(house)["title"] == "Unsubscribe from The Shop?"
        assert f"“List-Unsubscribe=One-Click” and nothing else to {HOST}" in str(card(house)["body"])
        assert f"https://{HOST}:443/u?who=mara" in str(card(house)["body"])
        assert asked(house) == []
        house.turn(0.3)
        house.press(answer)
        house.until(lambda: not card(house), "it is answered")
    house.until(lambda: asked(house) == [("unsubscribe", str(message))], "the engine is asked, once")
    house.until(lambda: "Unsubscribing…" in house.toasts(), "and it is said")


@pytest.mark.parametrize(("subject", "host"), [("Page", "page.example"), ("Forged", HOST)])
def test_else_its_page_is_opened_behind_the_card_of_links(house: Running, subject: str, host: str) -> None:
    show(house, subject)
    house.press("Shift+U")
    house.until(lambda: card(house), "a card asks")
    assert card(house)["title"] == f"Open {host}?"
    house.press("Esc")
    assert asked(house) == []


def test_else_a_message_that_asks_for_it_is_begun_and_not_sent(house: Running) -> None:
    show(house, "Mail")
    house.press("Shift+U")
    house.until(lambda: house.screens.writing.number, "a message is begun")
    draft = house.screens.writing.draft()
    assert draft is not None
    assert ([one.email for one in draft.recipients.to], draft.subject) == (["off@list.example"], "unsubscribe mara")
    assert house.rows("SELECT kind FROM outbox") == []
    house.press("Esc", "Esc")
    house.until(lambda: not house.screens.writing.number, "it is put away")
    assert house.screens.shell.property("screen") == "mail", "and one is back where one was"


def test_where_nothing_says_how_that_is_said(house: Running) -> None:
    show(house, "None")
    house.press("Shift+U")
    house.until(lambda: "This message doesn't say how to unsubscribe." in house.toasts(), "it is said")
