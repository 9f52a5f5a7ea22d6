"""A browser's answer made an account: exchanged at the provider, tried at the mail server, and only then kept."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from osone.accounts.oauth import own, tokens
from osone.app.onboarding.mailboxes import HouseMailboxes, NewAccount
from osone.bridge.onboarding.ports import ServerChoice, Servers
from osone.model.accounts import Service, Way
from osone.model.errors import AccountError, NetworkError, OsOneError
from osone.model.services import Imap, Server
from tests.parts.authority import CLIENT, Provider
from tests.parts.dovecot import Dovecot
from tests.sync.desk import ADDRESS, letter


@dataclass
class Clients:
    """Client IDs as settings."""

    values: dict[str, str] = field(default_factory=dict)

    async def kept(self, key: str) -> str:
        return self.values.get(key, "")

    async def keep(self, key: str, client: str) -> None:
        self.values[key] = client


@dataclass
class Signing:
    """A provider, a server that takes its tokens, and what was kept."""

    provider: Provider
    dovecot: Dovecot
    folder: Path
    kept: list[NewAccount] = field(default_factory=list)
    clients: Clients = field(default_factory=Clients)
    browsing: list[asyncio.Task[object]] = field(default_factory=list)

    @property
    def servers(self) -> Servers:
        return Servers(ServerChoice("localhost", self.dovecot.port, "tls", "amy"), None, "")

    @property
    def house(self) -> HouseMailboxes:
        async def keep(account: NewAccount) -> None:
            self.kept.append(account)

        return HouseMailboxes(keep, ca=self.provider.ca, clients=self.clients, folder=self.folder)

    def opens(self, url: str) -> bool:
        """What a person does in their browser, while this process goes on."""
        self.browsing.append(asyncio.create_task(asyncio.to_thread(self.provider.browse, url)))
        return True

    async def sign_in(self, client: str = CLIENT, uid: str = "") -> str:
        try:
            return await self.house.sign_in(ADDRESS, self.servers, client, uid, self.opens)
        finally:
            await asyncio.gather(*self.browsing, return_exceptions=True)


@pytest.fixture
def signing(tmp_path: Path) -> Iterator[Signing]:
    with (
        Provider(tmp_path) as provider,
        Dovecot(extra=provider.passdb(tmp_path / "passdb"), authority=provider.own) as dovecot,
    ):
        authority = provider.authority
        said = {
            "name": authority.name,
            "hosts": ["localhost"],
            "authorize": authority.authorize,
            "token": authority.token,
            "scopes": ["mail"],
        }
        (tmp_path / own.FILE).write_text(json.dumps([said]))
        yield Signing(provider, dovecot, tmp_path)


async def test_what_the_browser_brought_is_kept_once_the_mail_server_took_it(signing: Signing) -> None:
    signing.dovecot.deliver("amy", [letter(1), letter(2)])
    assert await signing.sign_in(uid="u1") == "Your inbox has 2 messages. I'll start with the newest."
    (new,) = signing.kept
    assert (new.address, new.uid, new.way) == (ADDRESS, "u1", Way.TOKEN)
    assert new.services == {
        Service.INCOMING: Imap(Server("localhost", signing.dovecot.port), "amy", str(signing.provider.ca))
    }
    grant = tokens.decode(new.password)
    assert grant is not None
    assert grant.refresh in signing.provider.refreshing
    assert not any(access in new.password for access in signing.provider.given), "a token itself is not kept"
    assert grant.refresh not in repr(new)
    assert signing.clients.values == {"oauth.own": CLIENT}


async def test_a_client_id_is_kept_with_its_secret_once_it_was_of_use(signing: Signing) -> None:
    signing.provider.secret = "its-secret"
    with pytest.raises(AccountError, match="doesn't know this client ID"):
        await signing.sign_in(CLIENT)
    assert (signing.kept, signing.clients.values) == ([], {})
    await signing.sign_in(f"{CLIENT} its-secret")
    assert signing.clients.values == {"oauth.own": f"{CLIENT} its-secret"}
    way = signing.house.browser(signing.servers)
    assert way is not None
    assert await signing.house.client(way) == f"{CLIENT} its-secret"


async def test_a_client_id_that_stands_in_the_file_is_not_kept_a_second_time(signing: Signing) -> None:
    said = json.loads((signing.folder / own.FILE).read_text())
    (signing.folder / own.FILE).write_text(json.dumps([said[0] | {"client": CLIENT}]))
    way = signing.house.browser(signing.servers)
    assert way is not None
    await signing.sign_in(await signing.house.client(way))
    assert (len(signing.kept), signing.clients.values) == (1, {})


async def test_who_says_no_in_the_browser_has_no_account_and_is_told(signing: Signing) -> None:
    signing.provider.denies = True
    with pytest.raises(AccountError, match="was not allowed"):
        await signing.sign_in()
    assert (signing.kept, signing.clients.values, signing.provider.asked) == ([], {}, [])


async def test_a_sign_in_that_the_mail_server_refuses_is_not_kept(signing: Signing) -> None:
    signing.provider.user = "bob"
    with pytest.raises(AccountError) as caught:
        await signing.sign_in()
    assert "localhost no longer accepts this sign-in for amy." in str(caught.value)
    assert (signing.kept, signing.clients.values) == ([], {})


async def test_a_provider_that_is_down_is_no_refusal(signing: Signing) -> None:
    signing.provider.answer = (503, b"")
    with pytest.raises(NetworkError):
        await signing.sign_in()
    assert signing.kept == []


async def test_without_a_browser_or_a_provider_it_is_said_at_once(signing: Signing) -> None:
    with pytest.raises(AccountError, match="No browser could be opened"):
        await signing.house.sign_in(ADDRESS, signing.servers, CLIENT, "", lambda _url: False)
    (signing.folder / own.FILE).unlink()
    assert signing.house.browser(signing.servers) is None
    with pytest.raises(OsOneError, match="doesn't support signing in with a browser"):
        await signing.sign_in()
    assert signing.provider.asked == []
