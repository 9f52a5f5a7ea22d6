"""Files that go along with what is written, in the whole window and by keys: seen, opened, taken off, brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from tests.app.house import Running, living, sample


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as found:
        yield found


def forwarded(house: Running) -> list[str]:
    """A message of the sample that brings files is passed on; the names of the files that it shows."""
    found = house.rows(
        "SELECT m.thread FROM message m JOIN shown s ON s.message = m.id JOIN folder f ON f.id = s.folder"
        " WHERE m.attachments AND f.role = 'inbox' ORDER BY m.id DESC"
    )
    thread = int(str(found[0][0]))
    house.press("g", "i")
    house.until(lambda: house.screens.inbox.current, "the list is there")
    for _ in range(60):
        if house.screens.inbox.current == thread:
            break
        house.press("j")
    house.press("f")
    house.until(lambda: names(house), "the files of the message that is passed on are seen")
    house.until(lambda: typing(house), "and the keyboard is on a line")
    return names(house)


def names(house: Running) -> list[str]:
    return [str(one["name"]) for one in house.screens.enclosures.property("files")]


def typing(house: Running) -> bool:
    """Whether the keyboard is in words that are written."""
    at = house.house.window.activeFocusItem() if house.house.window is not None else None
    return at is not None and bool(at.flags() & QQuickItem.Flag.ItemAcceptsInputMethod) and house.screens.writing.held


def test_a_file_of_a_forwarded_message_is_taken_off_from_the_palette_and_comes_back(house: Running) -> None:
    before = forwarded(house)
    house.press("Mod+Shift+X")
    house.until(lambda: house.screens.finder.property("opened"), "it asks which")
    assert [row["title"] for row in house.screens.finder.rows][: len(before)] == [f"Remove {one}" for one in before]
    house.press("Enter")
    house.until(lambda: not house.screens.finder.property("opened"), "the palette goes")
    house.until(lambda: names(house) == before[1:], "it is gone")
    house.until(lambda: "Removed a file" in house.toasts(), "that is told")
    house.until(lambda: typing(house), "the keyboard is where it was")
    house.press("Esc")
    house.until(lambda: not typing(house), "and leaves the lines")
    house.press("z")
    house.until(lambda: names(house) == before, "it is back")


def test_the_keyboard_reaches_a_file_and_takes_it_off(house: Running) -> None:
    before = forwarded(house)
    opened: list[str] = []
    house.screens.enclosures.openAsked.disconnect()
    house.screens.enclosures.openAsked.connect(lambda name, _message, _part: opened.append(name))
    subject = house.screens.writing.property("subject")
    house.press("Mod+K")
    house.until(lambda: house.screens.finder.property("opened"), "the palette lies over it")
    house.press("Esc")
    house.until(lambda: typing(house), "the keyboard is back on its line")
    house.write("bo@example.test")
    assert house.screens.lines.property("to") == "bo@example.test"
    house.press("Enter")
    house.write("Look at this")
    assert house.screens.text.blocks()[0].words == "Look at this", "past a subject that is there Enter goes to the text"
    assert house.screens.writing.property("subject") == subject
    house.press("F6")
    house.turn(0.05)
    house.press("Enter")
    assert opened == before[:1]
    house.press("Backspace")
    house.until(lambda: names(house) == before[1:], "it is gone")
    house.turn(0.05)
    while names(house):
        left = names(house)
        house.press("Backspace")
        house.until(lambda left=left: names(house) == left[1:], "and the next one, for the keyboard went on to it")  # type: ignore[misc]
        house.turn(0.05)
    house.write("words")
    assert house.screens.text.blocks()[0].words.endswith("words"), "after the last one it is in the text"


def test_what_is_shown_beside_a_draft_keeps_its_whole_name(house: Running, tmp_path: Path) -> None:
    name = f"Minutes of {'the very long ' * 14}meeting, Übersicht: November 2026.pdf"
    (tmp_path / name).write_bytes(b"%PDF")
    house.press("g", "w", "c")
    house.until(lambda: house.screens.writing.number, "a message is begun")
    house.screens.enclosures.enclose_path(str(tmp_path / name))
    house.until(lambda: names(house) == [name], "it is there under its whole name")


def test_the_same_file_is_attached_once_and_another_of_its_name_beside_it(house: Running, tmp_path: Path) -> None:
    house.press("g", "w", "c")
    house.until(lambda: house.screens.writing.number, "a message is begun")
    path = tmp_path / "list.txt"
    path.write_bytes(b"one")
    for _ in range(2):
        house.screens.enclosures.enclose_path(str(path))
    house.until(lambda: "list.txt is attached already." in house.toasts(), "that is said quietly")
    house.until(lambda: names(house) == ["list.txt"], "it is there once")
    path.write_bytes(b"two")
    house.screens.enclosures.enclose_path(str(path))
    house.until(lambda: names(house) == ["list.txt", "list.txt"], "what is in it is another thing")


def test_delete_on_a_file_takes_off_that_file_and_leaves_the_message(house: Running) -> None:
    tmp = forwarded(house)
    number = house.screens.writing.number
    house.press("F6")
    house.turn(0.05)
    for key in ("Delete", "#")[: len(tmp)]:
        left = names(house)
        house.press(key)
        house.until(lambda left=left: names(house) == left[1:], f"{key} takes it off")  # type: ignore[misc]
        house.turn(0.05)
    assert house.screens.writing.number == number, "the message is still written"
    assert not any("Discarded" in one for one in house.toasts())


def test_the_arrows_go_from_file_to_file(house: Running, tmp_path: Path) -> None:
    house.press("g", "w", "c")
    house.until(lambda: house.screens.writing.number, "a message is begun")
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        (tmp_path / name).write_text(name)
        house.screens.enclosures.enclose_path(str(tmp_path / name))
    house.until(lambda: len(names(house)) == 3, "they are there")
    before = names(house)
    house.turn(0.05)
    house.press("F6", "Right", "Right", "Right", "Left", "Delete")
    house.until(lambda: names(house) == [before[0], before[2]], "the one in the middle is taken off")


def test_undo_in_the_text_brings_back_what_was_just_taken_off_and_the_notice_names_its_key(house: Running) -> None:
    before = forwarded(house)
    house.press("F6")
    house.turn(0.05)
    while names(house):
        left = names(house)
        house.press("Delete")
        house.until(lambda left=left: names(house) == left[1:], "one is taken off")  # type: ignore[misc]
        house.turn(0.05)
    house.until(lambda: typing(house), "after the last one the keyboard is in the text")
    house.until(lambda: "Removed a file" in house.toasts(), "that is told")
    (told, *_more) = [one for one in house.screens.shell.property("toasts").rows if one["text"] == "Removed a file"]
    assert told["keys"] == "Ctrl Z"
    words = house.screens.text.blocks()[0].words
    house.write("ab")
    house.press("Mod+Z")
    assert house.screens.text.blocks()[0].words == words, "what was written since is taken back first"
    assert not names(house)
    for count in range(1, len(before) + 1):
        house.press("Mod+Z")
        house.until(lambda count=count: names(house) == before[-count:], "then one file after the other")  # type: ignore[misc]
    house.press("Mod+Z")
    assert names(house) == before, "and then nothing that was done elsewhere"
