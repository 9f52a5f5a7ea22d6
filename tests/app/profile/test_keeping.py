"""A machine without a keyring: a session's secrets are kept behind a passphrase, and the next start asks for it."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent

from osone.accounts.lockbox import Lockbox
from osone.app.notices import trouble
from osone.app.profile import profile, vault
from osone.app.profile.keeping import FOR_NOW, KEPT
from osone.cli import doctor
from osone.model.accounts import Account, Way
from osone.model.errors import KeyGoneError, OsOneError, PassphraseError, SecretError
from osone.model.ids import AccountId
from osone.store import accounts
from osone.store.files import LostKeyError
from osone.store.writing import transaction
from osone.sync import messages
from tests.app.house import application, living
from tests.parts.dovecot import Dovecot
from tests.parts.keyring import keep
from tests.sync.desk import ADDRESS, WORD, letter, settings

AMY = Account(AccountId(1), "amy", "imap", ADDRESS, "Amy", {})
PHRASE = "the lamp at four"


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    monkeypatch.delenv("OSONE_PASSPHRASE", raising=False)


def task(opened: profile.Profile, words: str) -> None:
    direct = profile.Direct(opened.store)
    direct.run("task.add", {"line": words}, "person")
    direct.close()


def tasks(opened: profile.Profile) -> list[str]:
    reader = opened.store.reader()
    try:
        return [str(title) for (title,) in reader.execute("SELECT title FROM task ORDER BY id")]
    finally:
        reader.close()


def test_what_a_session_kept_is_there_after_a_passphrase_was_chosen(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with profile.opened(folder, profile.WINDOW) as opened:
        task(opened, "Water the fig tree")
        keep(opened.secrets, AMY, WORD)
        assert vault.can_keep(opened.secrets, folder)
        vault.keep(opened.secrets, folder, PHRASE)
        assert not vault.can_keep(opened.secrets, folder)
        assert opened.secrets.secret(AMY) == WORD
    with pytest.raises(PassphraseError), profile.opened(folder, profile.WINDOW):
        pass
    with pytest.raises(PassphraseError), profile.opened(folder, profile.WINDOW, passphrase="the lamp at five"):
        pass
    for name in (profile.WINDOW, "command"):
        with profile.opened(folder, name, passphrase=PHRASE) as opened:
            assert tasks(opened) == ["Water the fig tree"]
            assert opened.secrets.secret(AMY) == WORD


def test_a_power_cut_between_the_file_and_the_mark_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with profile.opened(folder, profile.WINDOW) as opened:
        task(opened, "Water the fig tree")
        vault.keep(opened.secrets, folder, PHRASE)
    (folder / vault.SESSION).touch()
    with profile.opened(folder, profile.WINDOW, passphrase=PHRASE) as opened:
        assert tasks(opened) == ["Water the fig tree"]
    assert not (folder / vault.SESSION).exists()


def test_a_session_that_was_not_kept_begins_anew(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with profile.opened(folder, profile.WINDOW) as opened:
        task(opened, "Water the fig tree")
    with profile.opened(folder, profile.WINDOW) as opened:
        assert tasks(opened) == []


def test_a_throw_away_profile_is_not_offered_to_be_kept() -> None:
    with profile.throw_away() as opened:
        assert not vault.can_keep(opened.secrets, opened.folder)


def test_the_settings_keep_it_and_the_next_start_has_mail_again(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with Dovecot(tls="no") as server:
        server.deliver("amy", [letter(n) for n in range(3)])
        with profile.opened(folder, profile.WINDOW) as opened, living(opened) as house:
            preferences = house.screens.preferences
            core = opened.store.writer()
            with transaction(core) as tx:
                accounts.add(tx, "imap", ADDRESS, "Amy", settings(server.plain_port), uid=AMY.uid)
            core.close()
            keep(opened.secrets, AMY, WORD)
            house.until(lambda: preferences.property("keepable"), "it can be kept")
            house.house.keeping.warn()
            assert house.toasts() == [FOR_NOW.format(why="No keyring can be reached from this session.")], (
                "why it can't be kept is named"
            )
            house.screens.shell.take(house.screens.shell.property("toasts").rows[0]["key"])
            assert house.screens.shell.property("screen") == "settings"
            house.house.keeping.warn()
            preferences.keep("short", "short")
            house.until(lambda: "eight" in str(preferences.property("keepFault")), "it is too short")
            preferences.keep(PHRASE, "the lamp at five")
            house.until(lambda: "not the same" in str(preferences.property("keepFault")), "they differ")
            assert not (folder / vault.LOCKBOX).exists()
            preferences.keep(PHRASE, PHRASE)
            house.until(lambda: house.toasts() == [KEPT], "it is kept, and no longer said to be for now")
            assert not preferences.property("keepable")
            house.until(lambda: vault.LOCKBOX in str(preferences.property("place")), "and says where")
        with profile.opened(folder, profile.WINDOW, passphrase=PHRASE) as opened, living(opened, engine=True) as house:
            arrived = "SELECT count(*) FROM message"
            house.until(lambda: house.number(arrived) == 3, "the engine was given the password")
            assert not house.screens.preferences.property("keepable")


@pytest.mark.parametrize("kind", [KeyGoneError, LostKeyError])
def test_a_store_without_its_key_may_be_set_aside(kind: type[OsOneError]) -> None:
    assert trouble.ways(kind("It is gone.")) == (trouble.AGAIN, trouble.ANEW, trouble.QUIT)
    assert trouble.ANEW not in trouble.ways(SecretError("It is locked."))


def test_the_window_of_trouble_asks_for_the_passphrase_and_gives_what_was_typed() -> None:
    application()
    error = PassphraseError(vault.LOCKED, remedy="Type your passphrase.")
    assert trouble.ways(error) == (trouble.OPEN, trouble.ANEW, trouble.QUIT)

    def type_it() -> None:
        shown = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
        if not shown:
            QTimer.singleShot(10, type_it)
            return
        for key, text in (*((Qt.Key(ord(sign.upper())), sign) for sign in "lamp"), (Qt.Key.Key_Return, "\r")):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QGuiApplication.sendEvent(shown[0], QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    QTimer.singleShot(10, type_it)
    assert trouble.ask(error) == (trouble.OPEN, "lamp")


def test_the_doctor_names_the_file_and_the_way_to_it(tmp_path: Path) -> None:
    (finding,) = [one for one in doctor.examine(tmp_path, {}) if one.part == "Keyring"]
    assert not finding.well
    assert "passphrase" in finding.do
    assert "OSONE_PASSPHRASE" in finding.do
    (tmp_path / vault.LOCKBOX).touch()
    (finding,) = [one for one in doctor.examine(tmp_path, {}) if one.part == "Keyring"]
    assert finding.well
    assert str(tmp_path / vault.LOCKBOX) in finding.said


def test_at_a_terminal_the_passphrase_is_asked_for_and_elsewhere_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PHRASE)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert vault.typed(tmp_path) is None
    (tmp_path / vault.LOCKBOX).touch()
    assert vault.typed(tmp_path) == PHRASE
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert vault.typed(tmp_path) is None


def test_a_sign_in_that_the_engine_renewed_is_kept_by_the_window_that_has_the_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    amy = Account(AccountId(1), AMY.uid, "imap", ADDRESS, "Amy", {}, Way.TOKEN)
    with profile.opened(folder, profile.WINDOW) as opened:
        keep(opened.secrets, amy, "the first refresh")
        vault.keep(opened.secrets, folder, PHRASE)
    with profile.opened(folder, profile.WINDOW, passphrase=PHRASE) as opened, living(opened) as house:
        house.house.heard(messages.Renewed(AMY.uid, "the second refresh"))
        house.until(lambda: opened.secrets.secret(amy) == "the second refresh", "it is kept")
        assert house.house.child.passwords[AMY.uid] == "the second refresh", "an engine that starts again has it"
    with profile.opened(folder, profile.WINDOW, passphrase=PHRASE) as opened:
        assert opened.secrets.secret(amy) == "the second refresh"
    assert b"second refresh" not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_sign_in_that_is_renewed_while_the_file_is_made_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "profile"
    whole = Lockbox.put_all

    def slow(box: Lockbox, secrets: Mapping[str, str]) -> None:
        whole(box, secrets)
        session.put("token", "renewed")

    with profile.opened(folder, profile.WINDOW) as opened:
        session = opened.secrets.vault
        session.put("token", "first")
        monkeypatch.setattr(Lockbox, "put_all", slow)
        vault.keep(opened.secrets, folder, PHRASE)
    assert Lockbox(folder / vault.LOCKBOX, PHRASE).get("token") == "renewed"


def test_what_an_account_signed_in_with_is_forgotten_by_the_window_that_has_the_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with profile.opened(folder, profile.WINDOW) as opened:
        keep(opened.secrets, AMY, "correct horse")
        vault.keep(opened.secrets, folder, PHRASE)
    with profile.opened(folder, profile.WINDOW, passphrase=PHRASE) as opened, living(opened) as house:
        house.house.heard(messages.Forgotten(AMY.uid))
        house.until(lambda: opened.secrets.secret(AMY) is None, "it is forgotten")


def test_a_renewed_sign_in_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    with profile.opened(tmp_path / "profile", profile.WINDOW) as opened, living(opened) as house:

        def full(_work: object) -> object:
            raise SecretError("The disk is full.")

        opened.secrets.soon = full  # type: ignore[method-assign, assignment]
        house.house.heard(messages.Renewed(AMY.uid, "the second refresh"))
        house.until(lambda: AMY.uid in house.house.child.passwords, "the engine's next start has it")
        house.turn(0.05)
        log = (opened.folder / "log" / "shell.log").read_text()
        assert "could not be kept" in log
        assert "second refresh" not in log
