"""Secrets that a version before named by folder and address are found at once, and get names of their own later."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from osone.accounts.lockbox import Lockbox
from osone.accounts.secrets import SystemSecrets, Vault, key_name
from osone.app.profile import profile, vault
from osone.model.accounts import Account, Service
from osone.model.services import Imap, Security, Server, Smtp, services_of
from osone.store import accounts
from osone.store.writing import transaction
from tests.app.house import living
from tests.parts.keyring import KeyringSession
from tests.store.earlier import earlier

KEY = bytes(range(32))
ADDRESS = "amy@example.test"
WORD = "correct horse"
PHRASE = "the lamp at four"
BEFORE = {
    "imap": {"host": "imap.example.test", "port": 993, "security": "tls", "ways": ["password"]},
    "smtp": {"host": "smtp.example.test", "port": 587, "security": "starttls", "ways": ["password"]},
    "username": "amy",
    "smtp_username": "amy the sender",
    "ca": "/etc/home.pem",
}
TOGETHER = 2
"""Accounts that share the address."""


def rows(core: apsw.Connection) -> None:
    core.executemany(
        "INSERT INTO account (kind, address, name, settings) VALUES (?, ?, ?, ?)",
        [
            ("imap", ADDRESS, "Amy", json.dumps(BEFORE)),
            ("imap", ADDRESS, "Amy again", json.dumps({"imap": {"host": "other.example.test", "port": 143}})),
            ("local", "", "On this computer", "{}"),
        ],
    )
    core.execute("INSERT INTO task (title, position, created) VALUES ('Water the fig tree', 1, 0)")


@pytest.fixture(params=("keyring", "file"))
def before(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A profile of the version before, its key and a password under their former names."""
    folder = tmp_path / "profile"
    earlier(folder, KEY, 2, rows, monkeypatch)
    with KeyringSession():
        kept: Vault = SystemSecrets()
        if request.param == "file":
            kept = Lockbox(folder / vault.LOCKBOX, PHRASE)
        kept.put(f"store:{folder.resolve()}", KEY.hex())
        kept.put(f"password:{ADDRESS}", WORD)
        yield folder


@contextmanager
def opened_as(folder: Path, name: str) -> Iterator[profile.Profile]:
    phrase = PHRASE if (folder / vault.LOCKBOX).exists() else None
    with profile.opened(folder, name, passphrase=phrase) as opened:
        yield opened


def mine(opened: profile.Profile) -> list[Account]:
    reader = opened.store.reader()
    try:
        return accounts.every(reader)
    finally:
        reader.close()


def test_a_profile_of_the_version_before_opens_with_its_accounts_and_passwords(before: Path) -> None:
    with opened_as(before, "command") as opened:
        amy, again, here = mine(opened)
        assert services_of(amy) == {
            Service.INCOMING: Imap(Server("imap.example.test", 993), "amy", "/etc/home.pem"),
            Service.OUTGOING: Smtp(
                Server("smtp.example.test", 587, Security.STARTTLS), "amy the sender", "/etc/home.pem"
            ),
        }
        assert services_of(again) == {Service.INCOMING: Imap(Server("other.example.test", 143), ADDRESS)}
        assert (here.kind, services_of(here)) == ("local", {})
        assert len({account.uid for account in (amy, again, here)}) == 3
        assert [opened.secrets.secret(account) for account in (amy, again)] == [WORD] * TOGETHER
        assert opened.store.key == KEY
        held = opened.secrets.vault
        assert held.get(key_name(opened.secrets.profile)) is None, "a command that is run once moves nothing"


def test_the_window_names_them_by_uids_and_leaves_what_another_may_want(before: Path) -> None:
    with opened_as(before, profile.WINDOW) as opened, living(opened) as house:
        house.until(lambda: not any(account.former for account in mine(opened)), "they have their own names")
        held, uid = opened.secrets.vault, opened.secrets.profile
        assert held.get(key_name(uid)) == KEY.hex()
        assert [held.get(f"account:{uid}:{a.uid}:password") for a in mine(opened)] == [WORD, WORD, None]
        assert held.get(f"password:{ADDRESS}") == WORD, "two accounts had it, and perhaps another profile"
        assert (held.get(f"store:{before.resolve()}") is None) is not held.shared
    elsewhere = before.rename(before.parent / "moved")
    with opened_as(elsewhere, "command") as opened:
        amy, again, _here = mine(opened)
        assert opened.store.key == KEY
        opened.secrets.forget_secrets(again.uid)
        assert opened.secrets.secret(again) is None, "the password of an address is not given to any who share it"
        assert opened.secrets.secret(amy) == WORD


def test_a_new_account_never_gets_what_was_kept_for_its_address(before: Path) -> None:
    with opened_as(before, "command") as opened:
        core = opened.store.writer()
        with transaction(core) as tx:
            accounts.add(tx, "imap", ADDRESS, "A third", {})
        core.close()
        assert opened.secrets.secret(mine(opened)[-1]) is None


def test_a_lost_card_loses_no_key(before: Path) -> None:
    with opened_as(before, profile.WINDOW) as opened, living(opened) as house:
        house.until(lambda: not any(account.former for account in mine(opened)), "they have their own names")
        uid = opened.secrets.profile
    (before / "store.json").unlink()
    with opened_as(before, "command") as opened:
        assert (opened.secrets.profile, opened.store.key) == (uid, KEY)


def test_a_profile_that_was_moved_with_its_password_file_opens_though_its_card_was_lost(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with profile.opened(folder, "command", passphrase=PHRASE) as opened:
        key = opened.store.key
    for card in (folder / "store.json", folder / "copies" / "store.json"):
        card.unlink()
    moved = folder.rename(tmp_path / "moved")
    with profile.opened(moved, "command", passphrase=PHRASE) as opened:
        assert opened.store.key == key
        assert opened.store.notes == ()


def test_a_profile_of_the_version_before_that_was_moved_opens_by_its_own_password_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier(tmp_path / "profile", KEY, 2, rows, monkeypatch)
    Lockbox(tmp_path / "profile" / vault.LOCKBOX, PHRASE).put(f"store:{tmp_path / 'profile'}", KEY.hex())
    with profile.opened((tmp_path / "profile").rename(tmp_path / "moved"), "command", passphrase=PHRASE) as opened:
        assert opened.store.key == KEY
