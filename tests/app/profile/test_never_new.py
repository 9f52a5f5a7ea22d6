"""A profile that cannot be read is named as what it is: it never looks new, and nothing is begun on top of it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.app import window
from osone.app.notices import trouble
from osone.app.profile import profile, vault
from osone.app.profile.keeping import UNTOUCHED
from osone.cli import doctor
from osone.model.errors import KeyGoneError, OsOneError, SecretError, StoreError
from osone.store.card import CARD, COPIES
from tests.app.house import living
from tests.parts import keyring
from tests.parts.keyring import KeyringSession, no_bus

pytestmark = pytest.mark.skipif(not keyring.found(), reason="no gnome-keyring here")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringSession]:
    monkeypatch.delenv("OSONE_PASSPHRASE", raising=False)
    with KeyringSession() as made:
        yield made


@pytest.fixture
def folder(session: KeyringSession, tmp_path: Path) -> Path:
    """A profile that somebody has used."""
    made = tmp_path / "profile"
    with profile.opened(made, profile.WINDOW) as opened:
        direct = profile.Direct(opened.store)
        direct.run("task.add", {"line": "Water the fig tree"}, "person")
        direct.close()
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.db")}


def refused(folder: Path, name: str = profile.WINDOW) -> OsOneError:
    """What is said where the profile cannot be opened; what it holds is as before."""
    before = files(folder)
    with pytest.raises(OsOneError) as caught, profile.opened(folder, name):
        pass
    assert files(folder) == before
    assert caught.value.remedy
    return caught.value


def opens(folder: Path) -> bool:
    with profile.opened(folder, profile.WINDOW) as opened:
        reader = opened.store.reader()
        try:
            return bool(reader.execute("SELECT title FROM task").get == "Water the fig tree")
        finally:
            reader.close()


def keyring_of(folder: Path) -> doctor.Finding:
    return next(one for one in doctor.examine(folder, {}) if one.part == "Keyring")


def test_a_locked_keyring_is_named_with_what_to_do(session: KeyringSession, folder: Path) -> None:
    session.lock()
    error = refused(folder)
    assert str(error).startswith("Your keyring is locked.")
    assert "nothing was changed" in str(error)
    assert error.remedy == "Unlock it, then try again."
    assert trouble.ways(error) == (trouble.AGAIN, trouble.MEANWHILE, trouble.QUIT)
    found = keyring_of(folder)
    assert (found.well, found.said, found.do) == (False, str(error), error.remedy), "the doctor says the same"


def test_a_keyring_that_does_not_answer_is_named_within_moments(
    session: KeyringSession, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module, name in ((profile, "WINDOW_PATIENCE_S"), (profile, "PATIENCE"), (doctor, "PATIENCE_S")):
        monkeypatch.setattr(module, name, 0.3)
    monkeypatch.setattr(vault, "SOON_S", 0.1)
    session.freeze()
    try:
        assert "doesn't answer" in str(refused(folder))
        assert capsys.readouterr().err == ""
        assert "doesn't answer" in str(refused(folder, "command"))
        assert capsys.readouterr().err.startswith("Waiting for your keyring."), "at a terminal it is said meanwhile"
        assert "doesn't answer" in keyring_of(folder).said
        with pytest.raises(SecretError), profile.opened(folder.with_name("new"), profile.WINDOW):
            pytest.fail("a new profile is not begun without the keyring that is about to answer")
    finally:
        session.thaw()
    assert opens(folder)


def test_a_keyring_that_is_not_there_is_named_where_the_profile_needs_it(folder: Path) -> None:
    with no_bus():
        assert str(refused(folder)).startswith("No keyring can be reached")
        assert "stored there" in keyring_of(folder).said
    with KeyringSession(service=False):
        assert str(refused(folder)).startswith("This computer has no keyring service.")
    assert opens(folder)


def test_a_key_that_is_gone_from_the_keyring_is_never_made_anew(folder: Path) -> None:
    with KeyringSession():
        error = refused(folder)
        assert isinstance(error, KeyGoneError)
        assert not keyring_of(folder).well
        assert isinstance(refused(folder), KeyGoneError), "the second start neither"
    assert opens(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"profile": ""}'])
def test_a_damaged_card_is_mended_from_its_copy(folder: Path, content: bytes) -> None:
    (folder / CARD).write_bytes(content)
    assert opens(folder)
    assert "check" in json.loads((folder / CARD).read_text())


def test_where_the_card_and_its_copy_are_damaged_the_key_is_missed_and_nothing_is_begun(folder: Path) -> None:
    for place in (folder, folder / COPIES):
        (place / CARD).write_bytes(b'{"profile": "torn')
    assert isinstance(refused(folder), KeyGoneError)
    assert isinstance(refused(folder), KeyGoneError)
    assert (folder / f"{CARD}.damaged").read_bytes() == b'{"profile": "torn', "somebody may still read it"


def test_a_card_that_cannot_be_read_is_told_of(folder: Path) -> None:
    (folder / CARD).rename(folder / "kept.json")
    (folder / CARD).mkdir()
    error = refused(folder)
    assert isinstance(error, StoreError)
    assert "store.json can't be read" in str(error)
    finding = next(one for one in doctor.examine(folder, {}) if one.part == "Store")
    assert not finding.well
    (folder / CARD).rmdir()
    (folder / "kept.json").rename(folder / CARD)
    assert opens(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_is_named_and_nothing_is_begun(folder: Path) -> None:
    (folder / CARD).unlink()
    (folder / f"{CARD}.new").symlink_to("/dev/full")
    error = refused(folder)
    assert str(error) == "The disk is full, so OS One can't open."
    (folder / f"{CARD}.new").unlink()
    assert opens(folder)


def test_going_on_without_the_profile_asks_nothing_anew_and_says_that_the_own_is_untouched(folder: Path) -> None:
    with window.for_now() as opened, living(opened) as house:
        house.house.keeping.tell_untouched()
        assert not house.screens.shell.property("onboarding"), "whoever was here before is not met again"
        assert house.toasts() == [UNTOUCHED]
    assert opens(folder)
