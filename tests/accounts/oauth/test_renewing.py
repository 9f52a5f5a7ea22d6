"""Tokens had anew in time: once at a time, kept before they are used, and asked for again only where that helps."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from osone.accounts.oauth.renewing import Renewing
from osone.accounts.oauth.tokens import Grant, GrantRefusedError, decode
from osone.model.accounts import Account, Service, Way
from osone.model.errors import AccountError, NetworkError, SecretError
from osone.model.ids import AccountId
from osone.model.services import Imap, Server, encode
from tests.parts.authority import CLIENT, Provider


@dataclass
class Kept:
    """A keyring with the sign-in of one account."""

    provider: Provider
    words: str = ""
    locked: bool = False
    puts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sign_in()

    def sign_in(self) -> None:
        """What the browser would bring."""
        fresh = f"refresh-{time.monotonic_ns()}"
        self.provider.refreshing[fresh] = "amy"
        self.words = Grant(self.provider.authority.token, CLIENT, fresh).encode()

    def get(self, account: Account) -> str:
        return self.words

    def put(self, account: Account, words: str) -> None:
        if self.locked:
            raise SecretError("Your keyring is locked.")
        self.puts.append(words)
        self.words = words

    @property
    def refresh(self) -> str:
        found = decode(self.words)
        assert found is not None
        return found.refresh


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with Provider(tmp_path) as provider:
        yield Kept(provider)


def account_of(kept: Kept) -> Account:
    server = Imap(Server("127.0.0.1", 993), "amy", str(kept.provider.ca))
    kept_as = json.loads(json.dumps(encode({Service.INCOMING: server})))
    return Account(AccountId(1), "u1", "imap", "amy@example.test", "Amy", kept_as, Way.TOKEN)


def renewed(kept: Kept) -> int:
    return len(kept.provider.asked)


def test_one_token_serves_all_who_ask_until_shortly_before_its_end(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    found: list[str] = []
    asking = [threading.Thread(target=lambda: found.append(renewing.token(account))) for _each in range(12)]
    for one in asking:
        one.start()
    for one in asking:
        one.join(20)
    assert len(found) == 12
    assert len(set(found)) == 1
    assert renewed(kept) == 1
    assert kept.provider.whose(found[0]) == "amy"


def test_a_token_is_had_anew_before_it_ends(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    kept.provider.life = 0.4
    first = renewing.token(account)
    time.sleep(0.25)
    second = renewing.token(account)
    assert first != second
    assert kept.provider.whose(second) == "amy"


def test_a_token_that_a_server_refused_is_not_given_again(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    first = renewing.token(account)
    second = renewing.token(account, first)
    assert second != first
    assert renewing.token(account, first) == second, "who asks late has the new one"
    assert renewed(kept) == 2


def test_the_new_refresh_token_is_kept_before_the_token_is_used(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    before = kept.refresh
    renewing.token(account)
    assert kept.refresh != before
    assert kept.refresh in kept.provider.refreshing
    assert before not in kept.provider.refreshing


def test_a_refresh_token_that_stays_the_same_is_not_written_again(kept: Kept) -> None:
    kept.provider.rotates = False
    Renewing(kept.get, kept.put).token(account_of(kept))
    assert kept.puts == []


def test_a_keyring_that_takes_nothing_loses_nothing(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    kept.locked = True
    first = renewing.token(account)
    second = renewing.token(account, first)
    assert kept.provider.whose(second) == "amy", "it goes on with what it holds"
    kept.locked = False
    assert renewing.token(account) == second
    assert kept.refresh in kept.provider.refreshing, "and it is kept as soon as that can be"


def test_who_signs_in_anew_is_heard_even_where_the_keyring_had_taken_nothing(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    kept.locked = True
    first = renewing.token(account)
    kept.provider.forget()
    with pytest.raises(GrantRefusedError):
        renewing.token(account, first)
    kept.locked = False
    kept.sign_in()
    assert kept.provider.whose(renewing.token(account)) == "amy"


def test_trouble_on_the_way_is_not_taken_for_a_refusal(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    before = kept.refresh
    kept.provider.answer = (503, b"Later.")
    with pytest.raises(NetworkError):
        renewing.token(account)
    assert kept.refresh == before
    kept.provider.answer = (0, b"")
    assert kept.provider.whose(renewing.token(account)) == "amy"


def test_without_a_sign_in_the_person_is_asked_for_one(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    for words in ("", "correct horse"):
        kept.words = words
        with pytest.raises(AccountError, match="There is no sign-in") as caught:
            renewing.token(account)
        assert caught.value.command == "account.sign_in"
    assert renewed(kept) == 0


def test_nothing_of_a_token_is_told(kept: Kept) -> None:
    renewing, account = Renewing(kept.get, kept.put), account_of(kept)
    token = renewing.token(account)
    assert token not in repr(renewing) + repr(vars(renewing))
