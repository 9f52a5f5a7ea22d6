"""The meeting's openings, filled with the real names, voices, models, servers and disk."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from osone.accounts.check import Checked
from osone.accounts.discovery import FoundServers, Places, ServerSource
from osone.accounts.providers import ProviderNeeds
from osone.app.companion.loudness import Loudness
from osone.app.onboarding.mailboxes import HouseImports, HouseMailboxes, NewAccount, as_servers
from osone.app.onboarding.voices_and_minds import HouseMinds, HouseNames, HouseVoices, greetings
from osone.bridge.onboarding.ports import ServerChoice, Servers
from osone.companion.minds.fit import GIB, Machine
from osone.companion.minds.ollama import OllamaHost
from osone.companion.names import NAMES
from osone.model.accounts import Service, Way
from osone.model.errors import AccountError, NetworkError, OsOneError
from osone.model.services import Imap, Security, Smtp, encode
from osone.model.services import Server as MailServer
from osone.voice import catalogue
from osone.voice.nouns import Spoken, Voice

T = TypeVar("T")


class Mouth:
    """Notes what it would say."""

    def __init__(self, loudness: Loudness) -> None:
        self.said: list[tuple[str, str]] = []
        self.stops = 0
        self.answer = Spoken(heard=True, stopped=False, seconds=1.0, first_sound=0.1)
        self.forever = False
        self._loudness = loudness

    async def greet(self, text: str, voice: Voice) -> Spoken:
        self.said.append((text, voice.id))
        self._loudness.hear(0.7)
        if self.forever:
            await asyncio.Event().wait()
        return self.answer

    def stop(self) -> None:
        self.stops += 1


async def at_once(work: Callable[[], T], /) -> T:
    return work()


async def nothing() -> None:
    """Begin nothing."""


def imports(home: Path, brought: list[Path] | None = None) -> HouseImports:
    async def bring(path: Path) -> None:
        (brought if brought is not None else []).append(path)

    return HouseImports(bring, nothing, asyncio.to_thread, home)


async def test_a_voice_speaks_and_tells_how_loud_it_is() -> None:
    loudness = Loudness()
    mouth = Mouth(loudness)
    voices = HouseVoices(mouth, loudness)
    heard: list[float] = []
    assert await voices.say("kokoro:af_heart", "Hello.", heard.append)
    assert mouth.said == [("Hello.", "kokoro:af_heart")]
    assert heard == [0.7]
    mouth.answer = replace(mouth.answer, heard=False)
    assert not await voices.say("kokoro:af_heart", "Hello.", heard.append)


async def test_a_voice_that_is_cut_off_falls_silent() -> None:
    loudness = Loudness()
    mouth = Mouth(loudness)
    mouth.forever = True
    task = asyncio.create_task(HouseVoices(mouth, loudness).say("system", "Hello.", lambda level: None))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert mouth.stops == 1


def test_a_mixture_reads_back_as_itself() -> None:
    voices = HouseVoices(Mouth(Loudness()), Loudness())
    mixed = voices.mixed("kokoro:af_heart", "kokoro:bm_george", 0.4)
    voice = catalogue.voice(mixed)
    assert voice.id == mixed
    assert voice.mix is not None
    assert voice.mix.share == pytest.approx(0.4)


def test_no_voice_is_always_offered_and_every_voice_can_greet() -> None:
    offers = HouseVoices(Mouth(Loudness()), Loudness()).offers()
    assert offers[-1].id == "none"
    assert len({offer.id for offer in offers}) == len(offers)
    assert len(greetings()) >= 8


def test_a_hundred_names_come_once_each_and_never_the_persons_own() -> None:
    names = HouseNames("a profile")
    seen: list[str] = []
    for _ in range(len(NAMES) - 5):
        proposal = names.propose(seen, "Iris Linden")
        assert proposal.name not in seen
        assert proposal.reason
        seen.append(proposal.name)
    assert "Iris" not in seen
    assert "Linden" not in seen
    first = names.propose((), "")
    assert first.reason.startswith(f"I read through {len(NAMES)} names")
    assert HouseNames("a profile").propose((), "") == first


async def test_without_ollama_the_way_to_get_it_is_said() -> None:
    minds = HouseMinds(OllamaHost("127.0.0.1:9"), at_once, lambda: Machine(16 * GIB, 0))
    here = await minds.look()
    assert not here.ollama
    assert "ollama.com" in here.absent
    assert "by rules" in here.absent


def mailboxes(
    kept: list[NewAccount], answer: Checked | OsOneError, asked: list[tuple[object, ...]] | None = None
) -> HouseMailboxes:
    async def keep(account: NewAccount) -> None:
        kept.append(account)

    def check(
        imap: MailServer,
        smtp: MailServer | None,
        username: str,
        secret: str,
        *,
        smtp_username: str | None,
        ca: Path | None,
        way: Way,
    ) -> Checked:
        if asked is not None:
            asked.append((imap, smtp, username, smtp_username))
        if isinstance(answer, OsOneError):
            raise answer
        return answer

    nowhere = Places(ispdb="", autoconfig=(), dns=False)
    return HouseMailboxes(keep, places=nowhere, check=check)


SERVERS = Servers(
    ServerChoice("imap.example.org", 993, "tls", "ada"),
    ServerChoice("smtp.example.org", 587, "starttls", "ada@example.org"),
    "",
)


async def test_a_check_says_what_was_seen_and_the_account_is_kept_without_its_password_in_sight() -> None:
    kept: list[NewAccount] = []
    asked: list[tuple[object, ...]] = []
    house = mailboxes(kept, Checked(frozenset(), 6046, None), asked)
    sentence = await house.check("ada@example.org", SERVERS, "right horse")
    assert sentence == "Your inbox has 6,046 messages. I'll start with the newest."
    imap = MailServer("imap.example.org", 993)
    smtp = MailServer("smtp.example.org", 587, Security.STARTTLS)
    assert asked == [(imap, smtp, "ada", "ada@example.org")]
    await house.save("ada@example.org", SERVERS, "right horse")
    assert kept[0].services == {
        Service.INCOMING: Imap(imap, "ada"),
        Service.OUTGOING: Smtp(smtp, "ada@example.org"),
    }
    assert kept[0].password == "right horse"
    assert "right horse" not in repr(kept) + str(encode(kept[0].services))


async def test_a_name_that_nobody_resolves_holds_the_check_no_longer_than_its_time() -> None:
    stuck = threading.Event()

    def never(*_asked: object, **_more: object) -> Checked:
        stuck.wait()
        return Checked(frozenset(), 0, None)

    async def keep(_account: NewAccount) -> None: ...

    house = HouseMailboxes(keep, check=never, patience=0.05)
    with pytest.raises(NetworkError, match=r"imap\.example\.org") as caught:
        await house.check("ada@example.org", SERVERS, "x")
    assert "connection" in caught.value.remedy
    stuck.set()


async def test_trouble_with_sending_is_said_and_does_not_stop_reading() -> None:
    error = AccountError("smtp.example.org refused.", remedy="Ask who runs it.")
    sentence = await mailboxes([], Checked(frozenset(), 1, error)).check("ada@example.org", SERVERS, "x")
    assert sentence.startswith("Your inbox has 1 message.")
    assert sentence.endswith("Sending doesn't work yet: smtp.example.org refused. Ask who runs it.")


async def test_a_provider_that_wants_an_app_password_is_named_with_its_page() -> None:
    found = FoundServers(
        MailServer("imap.gmail.com", 993),
        None,
        "ada@gmail.com",
        "",
        ServerSource.ISPDB,
        "Gmail",
        "Thunderbird's list of providers names them.",
        ("Google wants an app password.",),
        False,
        ProviderNeeds.APP_PASSWORD,
    )
    servers = as_servers(found)
    assert servers.app_password_page == "https://myaccount.google.com/apppasswords"
    assert servers.notes == ("Google wants an app password.",)
    assert servers.outgoing is None
    assert as_servers(replace(found, needs=ProviderNeeds.PASSWORD)).app_password_page == ""


async def test_mail_on_the_disk_is_found_recognised_and_completed(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / part).mkdir(parents=True)
    (tmp_path / "Maildir" / "cur" / "1:2,S").write_bytes(b"From: a@example.org\nSubject: x\n\nx\n")
    (tmp_path / "Music").mkdir()
    brought: list[Path] = []
    house = imports(tmp_path, brought)
    found = await house.found()
    assert [(mail.title, mail.note) for mail in found] == [("Maildir", "~/Maildir")]
    assert await house.complete("~/Ma") == [f"{tmp_path}/Maildir/"]
    assert (await house.inspect("Maildir")).path == str(tmp_path / "Maildir")
    with pytest.raises(OsOneError, match="I found no mail at ~/Music"):
        await house.inspect("~/Music")
    await house.bring(found[0])
    assert brought == [tmp_path / "Maildir"]
