"""A list that is left by one request: of the message at hand, at the list's own server, on no stranger's word."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from osone.accounts import one_click
from osone.accounts.server import trust
from osone.model.accounts import Service
from osone.model.errors import CommandError, NetworkError
from osone.model.ids import AccountId
from osone.model.mail import Flag, Role
from osone.model.services import Imap, Server, Services, encode
from osone.queries import leaving
from osone.store import accounts, files, jobs, values
from osone.store.writing import transaction
from osone.sync import importing
from osone.sync.messages import JobDone, JobFailed
from osone.sync.working import Files, Pace, open_files
from tests.app.seen import letter
from tests.parts.web import Web, web
from tests.sync.test_jobs import House

HOST = "leave.shop.example"
VOUCHED = "imap.provider.example"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """The list's server, at its name."""
    with web(tmp_path, HOST) as made:
        real = socket.getaddrinfo

        def found(host: Any, *rest: Any, **more: Any) -> Any:
            return real("127.0.0.1" if host in (HOST, HOST.encode()) else host, *rest, **more)

        monkeypatch.setattr(socket, "getaddrinfo", found)
        monkeypatch.setattr(one_click, "trust", lambda _ca: trust(made.ca))
        yield made


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = files.open_store(tmp_path / "profile", files.new_key())
    mine = open_files(store)
    yield House(store, mine)
    mine.close()


def offer(port: int, subject: str = "Offers", by: str = "mx.provider.example", path: str = "/u?who=mara") -> bytes:
    more = (
        f"Authentication-Results: {by}; dkim=pass header.d=shop.example\r\n"
        "DKIM-Signature: d=shop.example; h=from:list-unsubscribe:list-unsubscribe-post; b=x\r\n"
        f"List-Unsubscribe: <https://{HOST}:{port}{path}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    )
    return letter(subject, sender="The Shop <news@shop.example>", more=more)


def bring(house: House, *raws: bytes) -> list[int]:
    """Bring messages into the account of a provider."""
    with transaction(house.mine.core) as tx:
        services: Services = {Service.INCOMING: Imap(Server(VOUCHED, 993), "mara")}
        account = accounts.add(tx, "imap", "mara@lindqvist.example", "Mara", encode(services))
    from_disk(house.mine, account, raws)
    return values.numbers(house.mine.core, "SELECT id FROM message ORDER BY id")


def from_disk(mine: Files, account: AccountId, raws: tuple[bytes, ...]) -> None:
    some = [importing.FoundMessage(raw, Flag(0), "INBOX", Role.INBOX, 1_793_610_000 + n) for n, raw in enumerate(raws)]
    importing.bring_in(mine, account, some, Pace(), lambda _what: None)


def test_the_engine_asks_the_list_s_server_once_and_tells_what_came_of_it(house: House, server: Web) -> None:
    [message] = bring(house, offer(server.port))
    house.ask(jobs.UNSUBSCRIBE, str(message))
    house.run(1)
    assert [(method, path) for method, path, _fields, _body in server.asked] == [("POST", "/u?who=mara")]
    assert house.said() == ["Unsubscribed from The Shop."]
    assert isinstance(house.told[-1], JobDone)


def test_a_server_that_says_no_is_told_of_with_what_to_do(house: House, server: Web) -> None:
    [message] = bring(house, offer(server.port))
    server.status = 404
    house.ask(jobs.UNSUBSCRIBE, str(message))
    house.run(1)
    assert house.said() == [f"{HOST} didn't take you off its list (404)."]
    assert isinstance(house.told[-1], JobFailed)


def test_nothing_is_asked_on_a_stranger_s_word(house: House, server: Web) -> None:
    [message] = bring(house, offer(server.port, by="mx.shop.example"))
    with pytest.raises(CommandError, match="can't be left by one request"):
        leaving.leave(house.mine.reader, message)
    with pytest.raises(CommandError):
        leaving.leave(house.mine.reader, message + 1)
    assert server.asked == []


def test_the_message_at_hand_is_meant_or_the_newest_that_says_how(house: House, server: Web) -> None:
    old, new, plain = offer(server.port, path="/old"), offer(server.port, path="/new"), letter("Offers")
    answers = b"References: <Offers@one.example>\r\nSubject:"
    new = new.replace(b"<Offers@", b"<Offers2@").replace(b"Subject:", answers)
    plain = plain.replace(b"<Offers@", b"<Offers3@").replace(b"Subject:", answers)
    first, _second, _third = bring(house, old, new, plain)
    thread = values.count(house.mine.core, "SELECT max(thread) FROM message")
    found = leaving.of_thread(house.mine.reader, thread)
    assert found is not None
    assert found.ways.post.endswith("/new")
    found = leaving.of_thread(house.mine.reader, thread, first)
    assert found is not None
    assert found.ways.post.endswith("/old")


def test_a_server_that_is_not_there_is_told_of(house: House, server: Web) -> None:
    [message] = bring(house, offer(1))
    with pytest.raises(NetworkError, match="can't be reached"):
        leaving.leave(house.mine.reader, message)
    assert server.asked == []
