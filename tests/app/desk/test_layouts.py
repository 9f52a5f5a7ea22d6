"""Verbs' keys on keyboards that write other scripts, or have their digits under Shift."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from osone.app.desk import layouts
from osone.app.desk.keys import chords_of

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NUMBERS = {place: number + layouts.X11_OFFSET for number, place in layouts.PLACES.items()}
"""The number that X11 gives to a key, by what a US keyboard writes with it."""


def typed(text: str, place: str = "", held: Qt.KeyboardModifier = NONE, key: int | None = None) -> QKeyEvent:
    code = key if key is not None else ord(text[0].upper())
    return QKeyEvent(QEvent.Type.KeyPress, code, held, NUMBERS.get(place, 0), 0, 0, text)


def first(event: QKeyEvent, *, other_script: bool = False) -> str:
    return next(iter(chords_of(event, other_script=other_script)), "")


@pytest.mark.parametrize(
    ("layout", "letters"),
    [
        ("Russian", "уоуя"), ("Ukrainian", "уоуя"), ("Greek", "εξεζ"), ("Hebrew", "קחקז"), ("Arabic", "ثتثئ"),
        ("Korean", "ㄷㅓㄷㅋ"), ("Thai", "ำ่ำผ"), ("Georgian", "ეჯეზ"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("numbered", [True, False])
def test_a_letter_is_found_by_its_key_or_by_what_the_layout_has_there(
    layout: str, letters: str, numbered: bool
) -> None:
    for letter, place in zip(letters, "ejez", strict=True):
        assert first(typed(letter, place if numbered else "")) == place, layout


def test_shift_and_ctrl_go_with_the_key() -> None:
    assert first(typed("Я", "z", SHIFT)) == "Shift+Z"
    assert first(typed("\x0b", "k", CTRL, key=ord("Л"))) == "Mod+K"
    assert first(typed("", "j", CTRL, key=ord("О"))) == "Mod+J"


def test_a_latin_layout_keeps_its_letters_wherever_they_are() -> None:
    assert first(typed("a", "q")) == "a"
    assert first(typed("z", "y")) == "z"
    assert first(typed("j", "c")) == "j", "Dvorak"
    assert chords_of(typed("é", "e")) == ()
    assert chords_of(typed("ü", "[")) == ()


@pytest.mark.parametrize(
    ("layout", "row"),
    [("French", "&é\"'(-è_ç"), ("Czech", "+ěščřžýáí"), ("Slovak", "+ľščťžýáí"), ("Thai", "ๅ/-ภถุึคต")],
)
def test_the_upper_row_is_digits_whatever_it_writes(layout: str, row: str) -> None:
    for sign, digit in zip(row, "123456789", strict=True):
        assert digit in chords_of(typed(sign, digit)), layout
        assert digit in chords_of(typed(digit, digit, SHIFT)), f"{layout}, with Shift"
    assert first(typed(row[0], "1", CTRL)) == "Mod+1"


def test_digits_are_known_without_a_number_where_no_other_keyboard_writes_them() -> None:
    assert [first(typed(sign)) for sign in "ěščřžýáíé&è"] == [*"23456789217"]
    assert chords_of(typed("-")) == ("-",)
    assert chords_of(typed("&", held=SHIFT)) == (), "a US keyboard"


@pytest.mark.parametrize("digits", ["١٢٣", "۱۲۳", "१२३", "１２３"])
def test_digits_of_other_scripts_are_digits(digits: str) -> None:
    assert [first(typed(sign)) for sign in digits] == ["1", "2", "3"]


def test_what_a_keyboard_writes_comes_before_where_it_is() -> None:
    assert chords_of(typed("'", "4")) == ("'", "4")
    assert first(typed("/", ":", SHIFT)) == "/"
    assert first(typed("#", "3", CTRL | ALT)) == "#", "AltGr"
    assert chords_of(typed("²", "`")) == ()


def test_a_keyboard_that_wrote_another_script_last_is_read_by_place() -> None:
    assert first(typed(";", "q"), other_script=True) == "q", "Greek"
    assert first(typed("/", "q"), other_script=True) == "q", "Hebrew"
    assert "/" in chords_of(typed(".", "/"), other_script=True)
    assert "#" in chords_of(typed("№", "3", SHIFT), other_script=True)
    assert first(typed("?", "7", SHIFT), other_script=True) == "?"


def test_every_system_names_the_same_keys() -> None:
    windows = QKeyEvent(QEvent.Type.KeyPress, ord("О"), NONE, 36, 0, 0, "о")
    apple = QKeyEvent(QEvent.Type.KeyPress, ord("О"), NONE, 1, 38, 0, "о")
    linux = QKeyEvent(QEvent.Type.KeyPress, ord("О"), NONE, 44, 0, 0, "о")
    found = [layouts.place_of(e, s) for e, s in ((windows, "win32"), (apple, "darwin"), (linux, "linux"))]
    assert found == ["j", "j", "j"]
