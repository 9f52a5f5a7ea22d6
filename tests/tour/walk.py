"""Go through the tour and write down every text that is seen: ``python -m tests.tour.walk LOCALE FOUND [PICTURES]``.

In a process of its own, as the language and Qt's size are chosen once and for good.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from osone.text import catalogue
from osone.tour import visit
from tests.parts.pseudo import TAG

TEXTS = ("QQuickText", "QQuickTextEdit")
SEEN_FROM = 0.02
"""Less than this is seen by nobody."""
SLACK = 1.5
"""By how many dots a line may be longer than its place: the width of a letter's edge."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A text on a screen."""

    scene: str
    place: str
    """The QML files that it stands in, from the outermost."""
    text: str
    cut: str = ""
    """How it was cut: ``elided``, ``beyond`` its own place or ``outside`` the window; nothing where it is whole."""


def seen(window: QQuickWindow, scene: str) -> Iterator[Seen]:
    """Every text that a person can see in a window, and every name that it has for who hears it."""
    whole = QRectF(0, 0, window.width(), window.height())
    yield from _within(window.contentItem(), scene, (), whole)
    for name in _names(QAccessible.queryAccessibleInterface(window)):
        yield Seen(scene, "Accessible", name)


def _within(
    item: QQuickItem, scene: str, over: tuple[str, ...], window: QRectF, *, scrolls: bool = False
) -> Iterator[Seen]:
    if not item.isVisible() or item.opacity() < SEEN_FROM:
        return
    kind = item.metaObject().className()
    place = (*over, kind.partition("_QML")[0]) if "_QML" in kind else over
    if any(item.inherits(text) for text in TEXTS) and (text := str(item.property("text"))):
        yield Seen(scene, "/".join(place), text, _cut(item, window, scrolls=scrolls))
    scrolls = scrolls or item.inherits("QQuickFlickable")
    for child in item.childItems():
        yield from _within(child, scene, place, window, scrolls=scrolls)


def _cut(item: QQuickItem, window: QRectF, *, scrolls: bool) -> str:
    if item.property("truncated"):
        return "elided"
    if float(item.property("contentWidth")) > item.width() + SLACK:
        return "beyond"
    if scrolls:
        return ""
    shown = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    return "outside" if shown.left() < -SLACK or shown.right() > window.right() + SLACK else ""


def _names(item: QAccessibleInterface) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description):
        if name := item.text(kind):
            yield name
    for at in range(item.childCount()):
        child = item.child(at)
        if child is not None and not child.state().invisible:
            yield from _names(child)


def main(locale: Path, found: Path, into: Path | None, only: list[str]) -> None:
    """Visit the screens by day in the language of that folder, and write down what is seen; take pictures if asked."""
    visit.prepare()
    assert catalogue.choose([TAG], locale) == TAG
    texts: list[Seen] = []

    def look(window: QQuickWindow, scene: str, mode: str) -> None:
        # Until a frame is drawn, rows and columns have not put what is in them where it will be seen.
        picture = window.grabWindow()
        texts.extend(dict.fromkeys(seen(window, scene)))
        if into is not None:
            picture.save(str(into / f"{scene}-{mode}.png"))

    visit.visit(look, 100, only, modes=("day",), warm=False)
    found.write_text(json.dumps([asdict(text) for text in texts], ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None, sys.argv[4:])
