"""Email links, from a message and from the desktop: a message is begun with what they ask for, and nothing is sent."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from osone.app import window
from osone.app.shell import HouseShell
from osone.cli import main as cli
from osone.host.child import command
from osone.sync.messages import ShowWindow
from tests.app.house import Running, living
from tests.app.seen import bare, bring, letter, show

LINK = "mailto:bo@x.org?subject=Tea%20%26%20cake&body=At%20five%3F%0D%0AHere"
PAGE = f"<p>Write to <a href='{LINK.replace('&', '&amp;')}'>Bo</a>.</p>"


@pytest.fixture
def house() -> Iterator[Running]:
    with bare() as opened:
        bring(opened, letter("Sailing", PAGE, kind="text/html"))
        with living(opened) as running:
            yield running


def begun(house: Running) -> tuple[list[str], str, list[str]]:
    house.until(lambda: house.screens.writing.number, "a message is begun")
    draft = house.screens.writing.draft()
    assert draft is not None
    words = [block.words for block in draft.blocks]
    return [one.email for one in draft.recipients.everyone], draft.subject, words


def test_a_link_in_a_message_begins_one_and_leaves_no_draft_where_nothing_was_written(house: Running) -> None:
    show(house, "Sailing")
    house.press("l")
    house.until(lambda: house.screens.finder.property("opened"), "it asks which link")
    house.write("Bo")
    house.press("Enter")
    assert begun(house) == (["bo@x.org"], "Tea & cake", ["At five?", "Here"])
    assert house.screens.shell.property("screen") == "writing"
    assert house.rows("SELECT kind FROM outbox") == []
    house.press("Esc", "Esc")
    house.until(lambda: not house.screens.writing.number, "it is put away")
    assert house.rows("SELECT id FROM draft") == []
    assert house.screens.shell.property("screen") == "mail"


def test_one_that_is_written_on_is_kept(house: Running) -> None:
    house.house.heard(ShowWindow("raise", LINK))
    begun(house)
    house.turn(0.05)
    house.write("x")
    house.until(lambda: house.rows("SELECT subject FROM draft") == [("Tea & cake",)], "it is kept")


def test_one_that_opens_the_window_is_begun_as_soon_as_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    real = window.build

    def build(*given: Any, **more: Any) -> HouseShell:
        made = real(*given, **more)
        made.links.begin(LINK)
        return made

    monkeypatch.setattr(window, "build", build)
    with bare() as opened, living(opened) as house:
        assert begun(house) == (["bo@x.org"], "Tea & cake", ["At five?", "Here"])
        assert house.screens.shell.property("screen") == "writing"


def test_in_the_first_run_it_waits_until_that_is_over(house: Running) -> None:
    house.screens.shell.set_onboarding(True)
    house.house.heard(ShowWindow("raise", LINK))
    house.house.heard(ShowWindow("raise"))
    house.turn(0.05)
    assert not house.screens.writing.number
    house.house._met("")
    assert begun(house)[0] == ["bo@x.org"]


def test_one_that_would_break_a_line_is_refused(house: Running) -> None:
    for link in ("mailto:bo@x.org?subject=a%0d%0aBcc:eve@x", "mailto:bo@x.org%0aBcc:eve@x", "https://x.org"):
        house.house.heard(ShowWindow("raise", link))
    house.until(lambda: "That email link isn't safe to open." in house.toasts(), "it is said")
    house.turn(0.1)
    assert not house.screens.writing.number


@pytest.mark.parametrize(
    ("said", "taken", "rest"),
    [
        ([LINK], LINK, []),
        (["--profile", "p", "MAILTO:a@b"], "MAILTO:a@b", ["--profile", "p"]),
        (["--sample", LINK], LINK, ["--sample"]),
        (["add", "write", "mailto:a@b"], "", ["add", "write", "mailto:a@b"]),
        (["--toggle"], "", ["--toggle"]),
        ([], "", []),
    ],
)
def test_it_is_told_from_words_of_a_command(said: list[str], taken: str, rest: list[str]) -> None:
    left = list(said)
    assert cli._take_mailto(left) == taken
    assert left == rest


def until(holds: Callable[[], object], what: str) -> None:
    ends = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < ends, what
        time.sleep(0.05)


def test_the_desktop_s_call_reaches_the_window_that_is_open_and_starts_no_other(tmp_path: Path) -> None:
    ours = {**os.environ, "OSONE_PASSPHRASE": "the lamp at six", "QT_QPA_PLATFORM": "offscreen"}
    ours.pop("DBUS_SESSION_BUS_ADDRESS", None)
    folder = tmp_path / "profile"
    first = subprocess.Popen(command("--profile", str(folder)), env=ours, cwd=Path.cwd())
    try:
        until((folder / "engine.json").exists, "the window has its engine")
        done = subprocess.run(
            command("--profile", str(folder), LINK), env=ours, cwd=Path.cwd(), timeout=60, check=False
        )
        assert done.returncode == 0
        assert first.poll() is None
    finally:
        first.terminate()
        assert first.wait(30) == 0
