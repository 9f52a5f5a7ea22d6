"""A window that is open while another process needs the store alone: it finishes, goes, and comes back or says why."""

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from osone.app import window
from osone.app.notices import trouble
from osone.app.profile import profile, vault
from osone.host.child import command
from osone.model.errors import OsOneError, UpdatedError
from osone.store import files, leaving, schema, tasks
from osone.store.files import NewerStoreError, Store
from tests.app.house import application, living

PHRASE = "the lamp at five"
STEP = "CREATE TABLE shelf (id INTEGER PRIMARY KEY)"


def test_what_was_begun_is_written_before_the_window_lets_go_of_the_store() -> None:
    with profile.throw_away() as opened:
        with living(opened) as house:
            house.house.dispatcher.act("task.add", {"line": "buy bread"}, by="person")
            (opened.folder / leaving.LEAVE).touch()
            house.until(lambda: house.house.change_watch.gave_way, "it hears that it is asked")
        reader = opened.store.reader()
        assert [task.title for task in tasks.every_open(reader)] == ["buy bread"]
        reader.close()


def lived(monkeypatch: pytest.MonkeyPatch, *ends: bool | OsOneError) -> list[OsOneError]:
    """Let windows come to these ends, one after the other; the troubles that are shown, each of which is left."""
    left, shown = list(ends), list[OsOneError]()

    def live(*_given: object, **_more: object) -> bool:
        end = left.pop(0)
        if isinstance(end, OsOneError):
            raise end
        return end

    def ask(error: OsOneError) -> tuple[str, str]:
        shown.append(error)
        return trouble.QUIT, ""

    monkeypatch.setattr(window, "_live", live)
    monkeypatch.setattr(trouble, "ask", ask)
    return shown


def test_a_window_comes_back_once_the_other_has_had_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = lived(monkeypatch, True, False)
    leave = tmp_path / leaving.LEAVE
    leave.touch()
    over = threading.Timer(0.1, leave.unlink)
    over.start()
    assert window._try(application(), tmp_path, sample=False, scaled=1.0) == 0
    assert not leave.exists()
    assert shown == []


def test_a_window_whose_store_was_taken_on_says_that_it_was_updated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = lived(monkeypatch, True, NewerStoreError("It is newer."))
    assert window._try(application(), tmp_path, sample=False, scaled=1.0) == 1
    assert [type(error) for error in shown] == [UpdatedError]
    assert trouble.ways(shown[0]) == (trouble.QUIT,)


def test_a_newer_version_gets_the_store_of_a_window_that_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "profile"
    ours = {**os.environ, "OSONE_PASSPHRASE": PHRASE, "QT_QPA_PLATFORM": "offscreen"}
    ours.pop("DBUS_SESSION_BUS_ADDRESS", None)
    said = tmp_path / "said"
    with said.open("w") as told, subprocess.Popen(
        command("--profile", str(folder)), env=ours, stdout=told, stderr=told, cwd=Path.cwd()
    ) as shell:  # fmt: skip
        try:
            until(lambda: (folder / "engine.json").exists(), "the window and its engine are there")
            monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
            key = vault.key(vault.secrets(vault.open_vault(folder, PHRASE), folder), folder)
            steps = {**schema.MIGRATIONS, "core": (*schema.MIGRATIONS["core"], STEP)}
            monkeypatch.setattr(files, "MIGRATIONS", steps)
            files.open_store(folder, key, patience_s=20)
            core = Store(folder, key).writer()
            assert core.pragma("user_version") == len(steps["core"])
            core.close()
            until(lambda: "OS One was updated. Quit and open it again." in said.read_text(), "it says so")
            assert shell.poll() is None
        finally:
            shell.kill()


def until(holds: Callable[[], object], what: str) -> None:
    ends = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < ends, what
        time.sleep(0.02)
