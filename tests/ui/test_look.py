"""Words can be read on what they stand on, by day and by night (WCAG 2.1, contrast 4.5:1)."""

import math
import re

import pytest
from PySide6.QtGui import QColor

from tests.ui.stage import ROOT

THEME = (ROOT / "ui/OSOne/Theme/Theme.qml").read_text(encoding="utf-8")
HUES = ("accentInk", "dusk", "mauve", "rose", "moss", "amber")


def token(name: str, *, night: bool) -> str:
    """What a token of the look is."""
    found = re.search(rf"\b{name}: (?:night \? (?P<night>[^ ]+) : )?(?P<day>[^ \n]+)", THEME)
    assert found is not None
    return (found["night"] if night and found["night"] else found["day"]).strip('"')


def parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def light(colour: QColor) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else math.pow((c + 0.055) / 1.055, 2.4) for c in parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def tinted(ground: QColor, ink: QColor, share: float) -> QColor:
    red, green, blue = (g * (1 - share) + i * share for g, i in zip(parts(ground), parts(ink), strict=True))
    return QColor.fromRgbF(red, green, blue)


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("wash", ["washPast", "washEvent", "washCurrent"])
@pytest.mark.parametrize("hue", HUES)
def test_an_event_is_read_on_its_own_hue(hue: str, wash: str, night: bool) -> None:
    ink = QColor(token(hue, night=night))
    for ground in ("ground", "paper"):
        under = tinted(QColor(token(ground, night=night)), ink, float(token(wash, night=night)))
        assert contrast(ink, under) >= 4.5


@pytest.mark.parametrize("night", [False, True])
def test_quiet_words_are_read_too(night: bool) -> None:
    for ink in ("ink", "soft", "faint", *HUES):
        for ground in ("ground", "paper", "sunk"):
            shown = contrast(QColor(token(ink, night=night)), QColor(token(ground, night=night)))
            assert shown >= 4.5, (ink, ground)
    assert contrast(QColor(token("fillInk", night=night)), QColor(token("fill", night=night))) >= 4.5


@pytest.mark.parametrize("night", [False, True])
def test_what_the_person_said_stands_out_from_the_ground_and_is_read_on_it(night: bool) -> None:
    bubble, sunk = QColor(token("bubble", night=night)), QColor(token("sunk", night=night))
    assert contrast(bubble, sunk) >= (1.3 if night else 1.1)
    for ink in ("ink", "soft"):
        assert contrast(QColor(token(ink, night=night)), bubble) >= 4.5


LABEL = re.compile(r"\b(?:Words|Spoken) \{(?:[^{}]|\{[^{}]*\})*\}")


def test_a_line_that_may_be_cut_says_at_which_edge_it_stands() -> None:
    """Else it goes over to the right where its words run from there, and a list has two edges."""
    told = [
        f"{file.name}: {label}"
        for file in sorted((ROOT / "ui").rglob("*.qml"))
        for label in LABEL.findall(file.read_text(encoding="utf-8"))
        if "elide:" in label and "wrapMode:" not in label and re.search(r"\bwidth:|anchors\.(?:right|fill):", label)
        if "horizontalAlignment:" not in label
    ]
    assert told == []
