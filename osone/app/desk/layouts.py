"""Which key of a US keyboard was pressed, where the layout writes another script or has its digits elsewhere.

A verb's key is a Latin letter, a digit or a sign. Where the layout writes another script (Cyrillic, Greek, Hebrew,
Arabic …) a letter is found by where its key is, as the system's number of the key tells; where the event brings no such
number, by the letter that layout has there. A Latin layout keeps its own letters wherever they are.
"""

import sys
import unicodedata
from collections.abc import Mapping

from PySide6.QtGui import QKeyEvent

X11_OFFSET = 8
"""X11 and Wayland number a key as Linux does, plus 8; Windows numbers the keys of the main block as Linux does."""
_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
)
"""The first key's number in Linux, and what a US keyboard writes from there on, with Shift too."""
PLACES: Mapping[int, str] = {first + n: sign for first, plain, _ in _ROWS for n, sign in enumerate(plain)}
"""What a US keyboard writes with a key, by its number."""
SHIFTED: Mapping[str, str] = {a: b for _, plain, shift in _ROWS for a, b in zip(plain, shift, strict=True)}
MAC: Mapping[int, str] = {
    0: "a", 1: "s", 2: "d", 3: "f", 4: "h", 5: "g", 6: "z", 7: "x", 8: "c", 9: "v", 11: "b", 12: "q", 13: "w", 14: "e",
    15: "r", 16: "y", 17: "t", 18: "1", 19: "2", 20: "3", 21: "4", 22: "6", 23: "5", 24: "=", 25: "9", 26: "7",
    27: "-", 28: "8", 29: "0", 30: "]", 31: "o", 32: "u", 33: "[", 34: "i", 35: "p", 37: "l", 38: "j", 39: "'",
    40: "k", 41: ";", 42: "\\", 43: ",", 44: "/", 45: "n", 46: "m", 47: ".", 50: "`",
}  # fmt: skip
"""The virtual keys of macOS (``kVK_ANSI_…``), which are places and not letters."""

_LAYOUTS = (
    ("йцукенгшщзхъфывапролджэёячсмитьбю", "qwertyuiop[]asdfghjkl;'`zxcvbnm,."),  # Russian
    ("їіўєљњј", "]so'qwj"),  # what Ukrainian, Belarusian, Serbian and Macedonian have of their own
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    ("קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."),
    ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ", "qwertyuiop[]asdfghjkl;'zxcvnm,./"),
    ("یپ", "dm"),  # what Persian has of its own
    ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm"),
    ("ქწერტყუიოპასდფგჰჯკლზხცვბნმ", "qwertyuiopasdfghjklzxcvbnm"),
    ("ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท", "qwertyuiopasdfghjklzxcvbnm"),
)
"""The letters of layouts, and what a US keyboard has on the same keys."""
LETTERS: Mapping[str, str] = {
    **{letter: place for letters, places in _LAYOUTS for letter, place in zip(letters, places, strict=True)},
    **dict.fromkeys(("لا", "ﻻ"), "b"),  # one key of the Arabic layout writes two letters
}
DIGITS: Mapping[str, str] = {
    **dict(zip("ěščřžýáí", "23456789", strict=True)), "ľ": "2", "ť": "5", "&": "1", "é": "2", '"': "3", "(": "5",
    "è": "7", "_": "8", "ç": "9", "à": "0",
}  # fmt: skip
"""What the upper row of a French, Czech or Slovak keyboard writes without Shift and a US one never does."""


def of_other_script(sign: str) -> bool:
    """Whether this is a letter (or a vowel sign) of a script that is not Latin."""
    code = ord(sign)
    latin = code < 0x370 or 0x1E00 <= code < 0x1F00 or 0x2C60 <= code < 0x2C80 or 0xA720 <= code < 0xA800
    return not latin and unicodedata.category(sign)[0] in "LM"


def written(event: QKeyEvent) -> str:
    """What a key wrote, or would have where a modifier kept it from writing; empty for keys that write nothing."""
    text, key = event.text(), event.key()
    if text and text.isprintable():
        return text.lower()
    return chr(key).lower() if 0x20 < key < 0x110000 and chr(key).isprintable() else ""


def place_of(event: QKeyEvent, system: str = sys.platform) -> str:
    """What a US keyboard writes with this key without Shift; empty where the event does not say which key it was."""
    number = event.nativeScanCode()
    if not number:
        return ""
    if system == "darwin":
        return MAC.get(event.nativeVirtualKey(), "")
    return PLACES.get(number & 0xFF if system == "win32" else number - X11_OFFSET, "")


def on_us_keyboard(event: QKeyEvent, *, other_script: bool, shift: bool, system: str = sys.platform) -> str:
    """What this key is on a US keyboard, without Shift, where that is how verbs' keys are to be read; else empty.

    ``other_script`` says that the keyboard wrote another script last, so that a sign of it too is a place.
    """
    sign, place = written(event), place_of(event, system)
    if sign and of_other_script(sign[0]):
        return place or LETTERS.get(sign) or LETTERS.get(sign[0], "")
    if other_script:
        return place
    if shift:
        return ""
    return (place if place.isdigit() else "") if place else DIGITS.get(sign, "")
