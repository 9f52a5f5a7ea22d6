"""Secrets in a real gnome-keyring: kept, locked, frozen, missing."""

import logging
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

import pytest
from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

from osone.accounts.secrets import (
    KeyringTroubleError,
    Secrets,
    SessionSecrets,
    SystemSecrets,
    Trouble,
    store_key,
    system_keyring,
    trouble_of,
)
from osone.model.accounts import Account
from osone.model.errors import SecretError
from osone.model.ids import AccountId
from tests.parts.keyring import KeyringSession, keep, no_bus, run_inside

WORD = "s3cret-Wörd"
AMY = Account(AccountId(1), "uid of amy", "imap", "amy@example.test", "Amy", {})
BOB = replace(AMY, id=AccountId(2), uid="uid of bob")
"""Another account with the same address."""


@pytest.fixture
def executor() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def session() -> Iterator[KeyringSession]:
    with KeyringSession() as running:
        yield running


def test_a_password_is_kept_in_the_keyring_read_again_and_forgotten(
    session: KeyringSession, executor: Executor
) -> None:
    secrets = Secrets(SystemSecrets(), executor, "home")
    assert secrets.secret(AMY) is None
    keep(secrets, AMY, WORD)
    again = Secrets(SystemSecrets(), executor, "home")
    assert again.secret(AMY) == WORD
    assert again.secret(BOB) is None
    again.forget_secrets(AMY.uid)
    again.forget_secrets(AMY.uid)
    assert secrets.secret(AMY) is None


def test_the_keyring_keeps_no_plain_text_on_disk_and_nothing_shows_the_secret(
    session: KeyringSession, executor: Executor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = Secrets(SystemSecrets(), executor, "home")
    keep(secrets, AMY, WORD)
    assert not any(WORD.encode() in content for content in session.files().values())
    assert WORD not in f"{secrets!r} {secrets.vault!r} {caplog.text}"


def test_the_store_key_is_made_once_and_a_lost_one_is_never_replaced(
    session: KeyringSession, executor: Executor
) -> None:
    secrets = Secrets(SystemSecrets(), executor, "home")
    with pytest.raises(SecretError, match="not in the keyring"):
        secrets.store_key(create=False)
    key = secrets.store_key(create=True)
    assert len(key) == 32
    assert secrets.store_key(create=True) == key == secrets.store_key(create=False)
    assert Secrets(SystemSecrets(), executor, "work").store_key(create=True) != key


def test_what_is_no_key_is_said_so() -> None:
    vault = SessionSecrets()
    vault.put("store:home", "not hex")
    with pytest.raises(SecretError, match="is damaged"):
        store_key(vault, "home", create=True)
    assert vault.get("store:home") == "not hex"


def test_a_locked_keyring_is_a_sentence_with_a_remedy(session: KeyringSession, executor: Executor) -> None:
    secrets = Secrets(SystemSecrets(), executor, "home")
    keep(secrets, AMY, WORD)
    session.lock()
    with pytest.raises(SecretError, match="locked") as caught:
        secrets.secret(AMY)
    assert caught.value.remedy
    with pytest.raises(SecretError, match="locked") as caught:
        keep(secrets, AMY, WORD + "2")
    assert WORD not in repr(caught.value)


def test_a_keyring_that_does_not_answer_holds_nobody_up(session: KeyringSession, executor: Executor) -> None:
    secrets = Secrets(SystemSecrets(), executor, "home", patience=0.2)
    session.freeze()
    try:
        with pytest.raises(SecretError, match="doesn't answer"):
            secrets.secret(AMY)
    finally:
        session.thaw()


async def test_the_loop_goes_on_while_the_keyring_waits(session: KeyringSession, executor: Executor) -> None:
    vault = SystemSecrets()
    patient, hasty = Secrets(vault, executor, "home"), Secrets(vault, executor, "home", patience=0.2)
    await patient.soon(lambda vault: vault.put("a", WORD))
    assert await patient.soon(lambda vault: vault.get("a")) == WORD
    session.freeze()
    try:
        with pytest.raises(SecretError, match="doesn't answer"):
            await hasty.soon(lambda vault: vault.get("a"))
    finally:
        session.thaw()


def test_without_a_bus_or_a_service_it_says_so_and_names_what_else_there_is() -> None:
    with no_bus(), pytest.raises(SecretError, match="No keyring") as caught:
        SystemSecrets().get("a")
    assert "keyring" in caught.value.remedy
    with KeyringSession(service=False), pytest.raises(SecretError, match="no keyring service"):
        SystemSecrets().get("a")


def of_bus(name: str) -> Exception:
    error = Exception("secret words that must not be told")
    error.name = name  # type: ignore[attr-defined]
    return error


def caused(error: Exception, cause: str) -> Exception:
    error.__cause__ = type(cause, (Exception,), {})()
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (KeyringLocked("locked"), Trouble.LOCKED),
        (of_bus("org.freedesktop.Secret.Error.IsLocked"), Trouble.LOCKED),
        (caused(KeyringLocked("Can't get password"), "KeychainDenied"), Trouble.DENIED),
        (KeyringError("(-25293, 'Security Auth Failure')"), Trouble.DENIED),
        (of_bus("org.freedesktop.DBus.Error.AccessDenied"), Trouble.DENIED),
        (of_bus("org.freedesktop.DBus.Error.ServiceUnknown"), Trouble.ABSENT),
        (of_bus("org.freedesktop.DBus.Error.Spawn.ChildExited"), Trouble.ABSENT),
        (NoKeyringError(), Trouble.ABSENT),
        (of_bus("org.freedesktop.DBus.Error.NoReply"), Trouble.SILENT),
        (TimeoutError(), Trouble.SILENT),
        (ConnectionRefusedError(), Trouble.UNREACHED),
        (FileNotFoundError(2, "no socket"), Trouble.UNREACHED),
        (ZeroDivisionError(), Trouble.FAILED),
    ],
)
def test_every_trouble_of_a_keyring_is_named_as_what_it_is_with_what_to_do(error: Exception, trouble: Trouble) -> None:
    assert trouble_of(error) is trouble
    told = KeyringTroubleError(trouble)
    assert "eyring" in str(told)
    assert "try again" in told.remedy
    assert "secret words" not in told.whole


def test_a_plain_text_backend_that_the_environment_names_is_not_taken(
    session: KeyringSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    vault = SystemSecrets()
    vault.put("a", WORD)
    assert vault.get("a") == WORD
    assert "SecretService" in type(system_keyring()).__mro__[1].__module__


def test_session_secrets_are_gone_with_the_process_and_say_so() -> None:
    vault = SessionSecrets()
    vault.put("a", WORD)
    assert vault.get("a") == WORD
    assert SessionSecrets().get("a") is None
    assert "session only" in vault.said
    assert WORD not in repr(vault)
    vault.drop("a")
    assert vault.get("a") is None


def test_a_child_inside_its_own_session_reaches_its_own_keyring() -> None:
    script = "from osone.accounts.secrets import *; v=SystemSecrets(); v.put('a','b'); print(v.get('a'))"
    done = run_inside([sys.executable, "-c", script])
    assert done.stdout == "b\n", done.stderr
