"""An account that signs in with a token: read and renewed for days, and asked for again only where that helps."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from osone.accounts.oauth.tokens import Grant
from osone.model.accounts import Account, AccountState, Way
from osone.store import accounts
from osone.store.writing import transaction
from osone.sync import messages, wakeups
from osone.sync.engine import Engine
from osone.sync.imap.account import ImapSource
from osone.sync.messages import AccountStanding, Standing
from osone.sync.serving import Serving
from osone.sync.working import Pace
from tests.parts.authority import CLIENT, Provider
from tests.parts.dovecot import Dovecot
from tests.sync.desk import Desk, desk, letter, settings


@dataclass
class Signed:
    """One account, signed in with a browser once."""

    here: Desk
    provider: Provider
    dovecot: Dovecot
    kept: str = ""

    def sign_in(self) -> None:
        """What the browser would bring into the keyring."""
        fresh = f"refresh-{time.monotonic_ns()}"
        self.provider.refreshing[fresh] = "amy"
        self.kept = Grant(self.provider.authority.token, CLIENT, fresh).encode()

    def keep(self, _account: Account, words: str) -> None:
        self.kept = words

    def mails(self) -> int:
        return int(str(self.here.one("SELECT count(*) FROM message")))

    def told(self, standing: Standing) -> list[AccountStanding]:
        return [one for one in self.here.told if isinstance(one, AccountStanding) and one.standing is standing]


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[Signed]:
    with ExitStack() as stack:
        provider = stack.enter_context(Provider(tmp_path))
        dovecot = stack.enter_context(Dovecot(extra=provider.passdb(tmp_path / "passdb"), authority=provider.own))
        dovecot.deliver("amy", [letter(1)])
        here = stack.enter_context(desk(tmp_path / "profile", dovecot.port, ca=provider.ca))
        with transaction(here.mine.core) as tx:
            accounts.change(tx, here.account.id, settings(dovecot.port, ca=provider.ca), way=Way.TOKEN)
        made = Signed(here, provider, dovecot)
        made.sign_in()
        yield made


@pytest.fixture
def worker(signed: Signed) -> Iterator[Serving]:
    engine = Engine(signed.here.store, lambda _account: signed.kept, keep=signed.keep)
    working = Serving(
        signed.here.store, signed.here.account, ImapSource(), engine.secret, Pace(), signed.here.told.append
    )
    working.start()
    yield working
    working.stop()
    for thread in working.threads:
        thread.join(10)
        assert not thread.is_alive(), thread.name


def eventually(holds: Callable[[], object], what: str, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, what
        time.sleep(0.02)


def test_mail_comes_with_a_token_that_all_lines_share(signed: Signed, worker: Serving) -> None:
    eventually(lambda: signed.mails() == 1 and len(worker.own) == 3, "mail, by three lines")
    assert len(signed.provider.asked) == 1
    assert signed.here.account.state is AccountState.WELL
    signed.dovecot.deliver("amy", [letter(2)])
    eventually(lambda: signed.mails() == 2, "and what is new")


def test_a_token_that_was_taken_back_early_is_had_anew_and_nobody_is_asked(signed: Signed, worker: Serving) -> None:
    eventually(lambda: signed.mails() == 1, "mail")
    signed.provider.take_back()
    signed.dovecot.deliver("amy", [letter(2)])
    signed.dovecot.restart()
    worker.again()
    eventually(lambda: signed.mails() == 2, "mail again")
    assert signed.told(Standing.REFUSED) == []
    assert signed.provider.whose(worker.secret(signed.here.account) or "") == "amy"


def test_who_took_the_permission_back_is_asked_once_to_sign_in_again(signed: Signed, worker: Serving) -> None:
    eventually(lambda: signed.mails() == 1, "mail")
    signed.provider.forget()
    signed.dovecot.deliver("amy", [letter(2)])
    signed.dovecot.restart()
    worker.again()
    eventually(lambda: signed.here.account.state is AccountState.SIGN_IN, "it is remembered")
    eventually(lambda: signed.told(Standing.REFUSED), "and then told")
    (told,) = signed.told(Standing.REFUSED)
    assert (told.command, told.remedy) == ("account.sign_in", "Sign in with your browser again.")
    asked = len(signed.provider.asked)
    time.sleep(0.3)
    assert len(signed.provider.asked) == asked, "the provider is left alone until then"
    signed.sign_in()
    worker.again()
    eventually(lambda: signed.mails() == 2, "mail again")
    eventually(lambda: signed.here.account.state is AccountState.WELL, "and all is well")


def test_a_provider_that_is_down_asks_nobody_to_sign_in(signed: Signed, worker: Serving) -> None:
    eventually(lambda: signed.mails() == 1, "mail")
    signed.provider.take_back()
    signed.provider.answer = (503, b"Later.")
    signed.dovecot.restart()
    worker.again()
    eventually(lambda: signed.told(Standing.OFFLINE), "it is told that it is offline")
    signed.provider.answer = (0, b"")
    signed.dovecot.deliver("amy", [letter(2)])
    worker.again()
    eventually(lambda: signed.mails() == 2, "and goes on by itself")
    assert signed.told(Standing.REFUSED) == []


async def test_without_a_keyring_the_shell_is_handed_what_replaced_the_sign_in(signed: Signed) -> None:
    account, store = signed.here.account, signed.here.store
    engine = Engine(store, lambda _account: None, loop=asyncio.get_running_loop())
    engine.hub = wakeups.Hub(store.folder, engine.heard, engine.watched)
    async with engine.hub.open():
        shell = await wakeups.join(store.folder)
        assert shell is not None
        shell.tell(messages.Passwords({account.uid: signed.kept}))
        async with contextlib.aclosing(shell.news()) as news:
            assert isinstance(await anext(news), messages.Hello)
            await asyncio.sleep(0.05)
            token = await asyncio.to_thread(engine.secret, account)
            renewed = await anext(news)
            assert isinstance(renewed, messages.Renewed)
            assert (renewed.uid, renewed.secret == signed.kept) == (account.uid, False)
            assert renewed.secret not in repr(renewed)
            newer = await asyncio.to_thread(engine.secret, account, token or "")
            assert newer != token, "and it is what the next one is had with"
            assert signed.provider.whose(newer or "") == "amy"
        shell.close()
