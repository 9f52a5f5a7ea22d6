"""Windows that come, are called, cannot open, fall and leave: the real program on a screen of its own."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from osone.accounts.secrets import SystemSecrets
from osone.host.child import command
from osone.store import files
from osone.store.card import read_card
from tests.journeys.window import ROOT, Window, missing, window

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def win() -> Iterator[Window]:
    assert not missing(), missing()
    with window() as made:
        yield made


def met(win: Window) -> None:
    """Start it, and skip through the meeting."""
    win.start()
    win.until(lambda: read_card(win.profile) is not None, "there is a store")

    def skip() -> bool:
        win.press("ctrl+Right")
        return bool(win.setting("meeting.done"))

    win.until(skip, "the meeting is over")


def visible(win: Window) -> bool:
    return bool(win.found())


def say(win: Window, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program once more beside the window."""
    return subprocess.run(
        command("--profile", str(win.profile), *words),
        cwd=ROOT,
        env=win.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_second_start_calls_the_first_window_and_toggle_hides_and_shows_it(win: Window) -> None:
    met(win)
    again = say(win)
    assert (again.returncode, again.stderr) == (0, "")
    assert len(win.found()) == 1
    win.focus()
    assert say(win, "--toggle").returncode == 0
    win.until(lambda: not visible(win), "the window is hidden")
    assert say(win, "--toggle").returncode == 0
    win.until(lambda: visible(win), "the window is shown")
    win.focus()
    assert say(win, "--toggle").returncode == 0
    win.until(lambda: not visible(win), "the window is hidden again")
    assert say(win).returncode == 0
    win.until(lambda: visible(win), "a second start shows it")
    win.focus()
    assert win.troubles() == []
    win.leave()


def test_a_killed_engine_is_started_again_and_nothing_is_lost(win: Window) -> None:
    met(win)
    win.until((win.profile / "engine.json").exists, "the engine listens")

    def engines() -> list[psutil.Process]:
        return [p for p in win.family() if "engine" in p.cmdline()]

    killed: set[int] = set()

    def told() -> bool:
        # Each time it is away for longer: a look at all that is said takes a while too.
        for one in engines():
            with suppress(psutil.NoSuchProcess):
                one.kill()
                killed.add(one.pid)
        return any("Reconnecting" in line for line in win.spoken())

    win.until(engines, "the engine runs")
    win.until(told, "it says that it comes again")
    win.press("g", "t", "q")
    win.until(lambda: any("Add to calendar or tasks" in line for line in win.spoken()), "the line to write on")
    win.write("water the fig")
    win.press("Return")
    win.until(lambda: win.number("SELECT count(*) FROM task") == 1, "what is written meanwhile is kept")
    win.until(lambda: any(one.pid not in killed for one in engines()), "another engine runs")
    win.until(lambda: not any("Reconnecting" in line for line in win.spoken()), "it is well again")
    assert win.number("SELECT count(*) FROM task") == 1
    win.leave()


def test_a_killed_meeting_goes_on_where_it_was(win: Window) -> None:
    win.start()
    win.until(lambda: read_card(win.profile) is not None, "there is a store")
    win.press("Return")
    win.until(lambda: win.setting("meeting.step") == "hello", "it asks for the name")
    win.write("Ada")
    win.press("Return", "Down", "Return")
    win.until(lambda: win.setting("meeting.step") == "talk", "it asks the third question")
    win.kill()
    win.start()
    win.until(lambda: any("How much should I talk?" in line for line in win.spoken()), "it asks it again")
    assert win.setting("person.name") == "Ada"
    assert win.troubles() == []
    win.leave()


def test_a_profile_with_another_key_is_told_of_and_can_be_set_aside(win: Window) -> None:
    key = files.new_key()
    files.open_store(win.profile, key)
    SystemSecrets().put(f"store:{win.profile.resolve()}", "00" * 32)
    win.start()
    win.until(lambda: any("open this profile" in line for line in win.spoken()), "it says what is wrong")
    assert {"Try again", "Set it aside and start over", "Quit"} <= {w.partition(": ")[2] for w in win.spoken()}
    win.press("Tab", "Return")
    win.until(lambda: any("What should I call you?" in line or "Waking up" in line for line in win.spoken()), "anew")
    aside = list(win.profile.parent.glob("profile-set-aside-*"))
    assert len(aside) == 1
    assert files.open_store(aside[0], key).folder == aside[0]
    assert "open this profile" in win.errors()
    win.standard_error.unlink()
    win.leave()


def test_a_locked_keyring_is_told_of_and_waited_for(win: Window) -> None:
    met(win)
    win.leave()
    assert win.session is not None
    win.session.lock()
    win.start()
    win.until(lambda: any("Try again" in line for line in win.spoken()), "it says what is wrong")
    assert any("locked" in line for line in win.spoken())
    win.session.stop()
    win.press("Escape")
    assert win.process is not None
    assert win.process.wait(20) == 1
    assert "locked" in win.errors()
    assert "Traceback" not in win.errors()


def test_without_a_keyring_it_lives_for_the_session_and_says_so(win: Window) -> None:
    assert win.session is not None
    own = win.session
    shutil.rmtree(own.folder / "keyrings", ignore_errors=True)
    win.start(DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent", watched=False)
    win.until((win.profile / "session").exists, "the session is marked")
    for _ in range(8):
        win.press("ctrl+Right")
    win.until(lambda: read_card(win.profile) is not None, "there is a store for now")
    win.press("ctrl+q")
    assert win.process is not None
    assert win.process.wait(20) == 0
    assert "Traceback" not in win.errors()
    first = (win.profile / "store.json").read_bytes()
    win.start(DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent", watched=False)
    win.until(lambda: read_card(win.profile) is not None, "another session has another store")
    assert (win.profile / "store.json").read_bytes() != first
    refused = say(win, "add", "water the fig")
    assert refused.returncode == 1
    assert "keyring" in refused.stderr
    win.press("ctrl+q")
    assert win.process.wait(20) == 0
