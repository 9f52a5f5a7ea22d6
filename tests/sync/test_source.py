"""The engine serves any source: one of a made-up kind receives, sends, refuses, doubts and stops."""

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from osone.accounts.secrets import KeyringTroubleError, Trouble
from osone.commands import running
from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.host import here as machine
from osone.model.accounts import Account, AccountState, Service
from osone.model.mail import Flag
from osone.model.services import Unread, encode
from osone.store import accounts, files
from osone.store.files import Store
from osone.store.writing import transaction
from osone.sync import engine, source, wakeups
from osone.sync.messages import AccountStanding, LookAgain, Message, Passwords, Standing, Stop, WishRefused
from osone.sync.source import Source
from tests.sync.desk import letter
from tests.sync.toy import ToyServer

SEEN = int(Flag.SEEN)


class House:
    """A profile with a toy account, and the engine that serves it."""

    def __init__(self, folder: Path, toy: ToyServer) -> None:
        self.store: Store = files.open_store(folder, bytes(range(32)))
        self.core, self.toy, self.said = self.store.writer(), toy, list[Message]()
        self.line: wakeups.LocalLine | None = None
        with transaction(self.core) as tx:
            toy_settings = encode({Service.INCOMING: Unread("toy", {"kind": "toy"})})
            self.account = accounts.add(tx, "toy", "amy@toy.example", "Amy", toy_settings, uid="toy account")

    @asynccontextmanager
    async def served(self, password: str | Callable[[Account], str]) -> AsyncIterator[None]:
        """The engine at work, heard as a window hears it."""
        sources: dict[str, Source] = {"toy": self.toy}
        kept = password if callable(password) else lambda _account: password
        task = asyncio.create_task(engine.run(self.store, kept, None, sources))
        line: wakeups.LocalLine | None = None
        while line is None:
            line = await wakeups.join(self.store.folder)
            await asyncio.sleep(0.01)
        self.line = line

        async def listen() -> None:
            async with contextlib.aclosing(line.news()) as news:
                async for said in news:
                    if said is not None:
                        self.said.append(said)

        hearing = asyncio.create_task(listen())
        yield
        line.tell(Stop())
        await asyncio.wait_for(task, 20)
        await hearing
        line.close()

    def number(self, sql: str) -> int:
        return int(str(self.core.execute(sql).get or 0))

    def state(self) -> AccountState:
        found = accounts.one(self.core, self.account)
        assert found is not None
        return found.state

    def open_mail(self, subject: str) -> int:
        """Mark one conversation as read, as a person does; its message."""
        message = self.number(f"SELECT id FROM message WHERE subject = '{subject}'")
        thread = self.number(f"SELECT thread FROM message WHERE id = {message}")
        running.run(self.core, "mail.read", {"threads": [thread]}, by="person", now=machine.now())
        return message


async def until(holds: object, what: str) -> None:
    ends = time.monotonic() + 20
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < ends, what
        await asyncio.sleep(0.02)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, ToyServer([letter(n) for n in range(3)]))


async def test_it_receives_sends_and_stops(house: House) -> None:
    toy = house.toy
    async with house.served(toy.password):
        await until(lambda: house.number("SELECT count(*) FROM message") == 3, "its mail is here")
        message = house.open_mail("letter 1")
        await until(lambda: toy.flags.get(message, {}).get(SEEN), "what was wished reached it")
        await until(lambda: house.number("SELECT count(*) FROM outbox") == 0, "and nothing is left to do")
        toy.mails.append(letter(9))
        assert house.line is not None
        house.line.tell(Passwords({"toy account": toy.password}))
        await until(lambda: house.number("SELECT count(*) FROM message") == 4, "it was told to look")
    assert toy.lines == 0


async def test_what_it_refuses_is_taken_back_and_said(house: House) -> None:
    async with house.served(house.toy.password):
        await until(lambda: house.number("SELECT count(*) FROM message") == 3, "its mail is here")
        message = house.number("SELECT id FROM message WHERE subject = 'letter 2'")
        house.toy.no_to.add(message)
        house.open_mail("letter 2")
        await until(lambda: any(isinstance(one, WishRefused) for one in house.said), "the window hears of it")
        assert house.number(f"SELECT flags FROM shown WHERE message = {message}") & SEEN == 0
        assert house.number("SELECT count(*) FROM outbox") == 0
    (refused,) = [one for one in house.said if isinstance(one, WishRefused)]
    assert (refused.account, refused.messages, refused.wish) == (house.account, (message,), "seen")
    assert refused.words == "The toy server keeps that as it is."


@pytest.mark.parametrize("cut", ["heard", "answered"])
async def test_what_was_cut_is_found_out_about_and_happens_once(house: House, cut: str) -> None:
    async with house.served(house.toy.password):
        await until(lambda: house.number("SELECT count(*) FROM message") == 3, "its mail is here")
        house.toy.cut = cut
        message = house.open_mail("letter 0")
        assert house.line is not None
        house.line.tell(LookAgain())
        await until(lambda: house.number("SELECT count(*) FROM outbox") == 0, "it is known what became of it")
        assert house.toy.flags[message] == {SEEN: True}
        assert house.number(f"SELECT flags FROM shown WHERE message = {message}") & SEEN


async def test_a_full_disk_is_named_and_mail_comes_by_itself_once_there_is_room(house: House) -> None:
    house.toy.full = True

    def told() -> list[str]:
        return [one.sentence for one in house.said if isinstance(one, AccountStanding) and one.sentence]

    async with house.served(house.toy.password):
        await until(told, "the account says why nothing comes")
        assert set(told()) == {"The disk is full, so nothing new can come in."}
        house.toy.full = False
        await until(lambda: house.number("SELECT count(*) FROM message") == 3, "its mail is here")


async def test_a_keyring_that_gives_nothing_is_told_and_asked_again_when_somebody_looks_for_mail(house: House) -> None:
    locked, asked = True, 0

    def secret(_account: Account) -> str:
        nonlocal asked
        asked += 1
        if locked:
            raise KeyringTroubleError(Trouble.LOCKED)
        return house.toy.password

    async with house.served(secret):
        await until(lambda: any(isinstance(one, AccountStanding) and one.sentence for one in house.said), "it is told")
        told = next(one for one in house.said if isinstance(one, AccountStanding) and one.sentence)
        assert (told.standing, told.sentence) == (Standing.REFUSED, "Your keyring is locked.")
        assert "Unlock it" in told.remedy
        assert house.state() is AccountState.OFFLINE, "there may be mail that did not come"
        await asyncio.sleep(0.3)
        assert asked == 1, "nobody is asked for the keyring's password by every line"
        locked = False
        running.run(house.core, told.command, {}, by="person", now=machine.now())
        assert house.line is not None
        house.line.tell(LookAgain())
        await until(lambda: house.number("SELECT count(*) FROM message") == 3, "its mail is here")


def stood(house: House) -> list[tuple[Standing, str]]:
    return [(one.standing, one.sentence) for one in house.said if isinstance(one, AccountStanding)]


async def test_a_keyring_that_is_silent_is_named_while_it_is_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "KEYRING_S", 0.01)
    answers = threading.Event()

    def secret(_account: Account) -> str:
        answers.wait(20)
        return house.toy.password

    silent = (
        Standing.REFUSED, "Your keyring doesn't answer. It may be asking for its password in another window."
    )  # fmt: skip
    async with house.served(secret):
        await until(lambda: stood(house) == [silent], "it is said while nothing else is known")
        answers.set()
        await until(lambda: house.number("SELECT count(*) FROM message") == 3, "its mail is here")
        await until(lambda: stood(house)[1:2] == [(Standing.SYNCING, "")], "and what was said is so no longer")


async def test_a_server_that_is_silent_is_named_while_it_is_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "SERVER_S", 0.01)
    house.toy.answers.clear()
    async with house.served(house.toy.password):
        silent = (Standing.OFFLINE, "amy@toy.example doesn't answer so far.")
        await until(lambda: stood(house) == [silent], "it is said while nothing else is known")
        house.toy.answers.set()
        await until(lambda: house.number("SELECT count(*) FROM message") == 3, "its mail is here")
        await until(lambda: stood(house)[1:2] == [(Standing.SYNCING, "")], "and what was said is so no longer")


async def test_an_account_that_cannot_be_reached_is_remembered_until_it_was_looked_through_again(house: House) -> None:
    house.toy.gone = True
    async with house.served(house.toy.password):
        await until(lambda: house.state() is AccountState.OFFLINE, "it is remembered")
        house.toy.gone = False
        assert house.line is not None
        house.line.tell(Passwords({"toy account": house.toy.password}))
        await until(lambda: house.state() is AccountState.WELL, "it was looked through")
        assert house.number("SELECT count(*) FROM message") == 3


async def test_an_account_that_was_refused_asks_to_sign_in_again_until_it_is_let_in(house: House) -> None:
    async with house.served("another word"):
        await until(lambda: house.state() is AccountState.SIGN_IN, "it is remembered")
        assert house.line is not None
        house.line.tell(Passwords({"toy account": house.toy.password}))
        await until(lambda: house.state() is AccountState.WELL, "the new password is tried at once")
        await until(lambda: house.number("SELECT count(*) FROM message") == 3, "its mail is here")
