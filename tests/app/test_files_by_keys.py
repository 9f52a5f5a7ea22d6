"""The files of what is read, by keys alone: reached, opened as copies that nobody can change, and saved elsewhere."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from osone.mail import file_warnings
from osone.model.mail import Box
from tests.app.house import Running, living, sample
from tests.app.seen import focused

FILES = ("small-harbours-cover-v7.pdf", "paper-prices.csv")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with pytest.MonkeyPatch.context() as patched:
        home = tmp_path_factory.mktemp("home")
        (home / "Downloads").mkdir()
        patched.setenv("HOME", str(home))
        patched.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        with sample() as opened, living(opened) as made:
            yield made


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open."""
    found: list[Path] = []

    def see(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", see)
    return found


@pytest.fixture
def house(running: Running) -> Running:
    """The message with two files is open."""
    running.press("Esc", "Esc", "Esc", "g", "i")
    reading = running.screens.reading
    (thread,) = running.rows(
        "SELECT thread FROM message WHERE id IN (SELECT id FROM message WHERE attachments) AND subject LIKE '%cover%'"
    )[0]
    running.screens.inbox.go(int(Box.PEOPLE))
    running.screens.show(("thread", int(str(thread))))
    running.until(lambda: any(row["what"] == "files" for row in reading.rows), "its files are shown")
    running.turn(0.2)
    return running


def downloads() -> Path:
    return Path.home() / "Downloads"


def on(house: Running) -> str:
    return house.screens.attached.at_hand if house.screens.attached.held else ""


def name_of(house: Running, key: str) -> str:
    found = house.screens.reading.file_of(key)
    return found[2] if found is not None else ""


def test_a_key_goes_to_each_file_and_round_and_esc_goes_back_to_what_is_read(house: Running) -> None:
    house.press("Mod+O")
    house.until(lambda: on(house), "the keyboard is on a file")
    assert name_of(house, on(house)) == FILES[0]
    assert "MessageFiles" in focused(house)
    house.press("Mod+O")
    house.until(lambda: name_of(house, on(house)) == FILES[1], "the next")
    house.press("Mod+O")
    house.until(lambda: name_of(house, on(house)) == FILES[0], "and round")
    house.press("Left")
    house.until(lambda: name_of(house, on(house)) == FILES[1], "arrows go too")
    house.press("Esc")
    house.until(lambda: not on(house), "back")
    assert "ReadingList" in focused(house)
    assert house.screens.reading.open_thread
    house.press("Mod+O")
    house.until(lambda: name_of(house, on(house)) == FILES[0], "on from where one was")


def test_after_a_card_about_a_file_was_put_away_the_key_goes_on_to_the_next(
    house: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_warnings, "risk", lambda _name, _data: "a program that poses as a PDF")
    house.press("Mod+O")
    house.until(lambda: on(house), "the keyboard is on a file")
    first = name_of(house, on(house))
    house.press("Enter")
    cards = house.screens.shell.property("cards")
    house.until(lambda: cards.rows, "it asks before it opens")
    house.press("Esc")
    house.until(lambda: not cards.rows and name_of(house, on(house)) == first, "back on the file")
    house.press("Mod+O")
    house.until(lambda: on(house) and name_of(house, on(house)) != first, "the next one")


@pytest.mark.parametrize("key", ["Enter", "o"])
def test_a_file_is_opened_as_a_copy_that_nobody_can_change(house: Running, seen: list[Path], key: str) -> None:
    house.press("Mod+O")
    house.until(lambda: on(house), "the keyboard is on a file")
    house.press(key)
    house.until(lambda: seen, "it is opened")
    (copy,) = seen
    assert copy.name == FILES[0]
    assert copy.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert copy.is_relative_to(house.house.profile.folder)
    house.house.files.empty()
    assert not copy.exists()


def test_a_file_is_saved_under_a_good_name_and_never_over_another_unasked(house: Running) -> None:
    house.press("Mod+S")
    finder = house.screens.finder
    house.until(lambda: finder.property("opened"), "it asks where")
    assert finder.property("words") == f"~/Downloads/{FILES[0]}"
    house.press("Enter")
    place = downloads() / FILES[0]
    house.until(place.exists, "it is saved")
    first = place.read_bytes()
    assert first.startswith(b"%PDF")
    house.until(lambda: f"Saved to ~/Downloads/{FILES[0]}" in house.toasts(), "and that is said")
    house.press("Mod+S")
    house.until(lambda: finder.property("opened"), "it asks where")
    assert finder.property("words") == f"~/Downloads/{place.stem} (2).pdf", "a name that is free"
    place.write_text("mine")
    finder.type(str(place))
    house.press("Enter")
    cards = house.screens.shell.property("cards")
    house.until(lambda: cards.rows, "it asks before it replaces")
    assert cards.rows[0]["title"] == f"Replace {FILES[0]}?"
    house.press("Esc")
    house.turn(0.05)
    assert place.read_text() == "mine"
    house.press("Mod+S")
    finder.type(str(place))
    house.press("Enter")
    house.until(lambda: cards.rows, "again")
    house.screens.shell.decide_last(True)
    house.until(lambda: place.read_bytes() == first, "it is replaced")


def test_all_files_of_a_message_are_saved_into_one_folder(house: Running) -> None:
    house.press("Mod+Shift+S")
    finder = house.screens.finder
    house.until(lambda: finder.property("opened"), "it asks where")
    folder = downloads() / "cover"
    finder.type(f"{folder}/")
    house.press("Enter")
    house.until(lambda: sorted(one.name for one in folder.glob("*")) == sorted(FILES), "both are there")
    house.until(lambda: "Saved 2 files to ~/Downloads/cover" in house.toasts(), "and that is said")


def test_where_nothing_can_be_written_a_sentence_says_so_and_nothing_is_left(house: Running) -> None:
    (downloads() / "locked").write_text("a file, no folder")
    house.press("Mod+S")
    house.until(lambda: house.screens.finder.property("opened"), "it asks where")
    house.screens.finder.type(str(downloads() / "locked" / "a.pdf"))
    house.press("Enter")
    house.until(lambda: any("couldn't be saved" in said for said in house.toasts()), "it is said")
    assert not list(downloads().glob(".*"))


def test_the_palette_offers_what_can_be_done_with_files_only_where_there_are_some(house: Running) -> None:
    def offered() -> set[str]:
        house.press("Mod+K")
        house.write("attachment")
        found = {str(row["value"]) for row in house.screens.finder.rows}
        house.press("Esc")
        return {one for one in found if one.startswith("file.")}

    assert offered() == {"file.next", "file.open", "file.save", "file.save_all"}
    house.press("Esc", "Esc")
    house.until(lambda: not house.screens.reading.open_thread, "nothing is open")
    assert offered() == set()
