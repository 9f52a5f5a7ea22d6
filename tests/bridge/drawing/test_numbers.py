"""Numbers of Qt's that are written out, and that nothing before the first frame builds all of its enums."""

import subprocess
import sys

from PySide6.QtCore import Qt

from osone.bridge.drawing import numbers
from osone.bridge.drawing.numbers import Held, Key

WORDS = {"PAGE_UP": "PageUp", "PAGE_DOWN": "PageDown", "ALT_GR": "AltGr"}
FIRST = """
import os
from PySide6 import QtCore
from PySide6.QtGui import QGuiApplication
from osone.app import window
from osone.app.profile import profile
from osone.host import paths
from osone.bridge.drawing.fonts import load_fonts

os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software", OSONE_SOUND="off")
application = QGuiApplication(["osone"])
load_fonts(paths.data("resources") / "fonts")
with profile.throw_away() as opened:
    window.fill_sample(opened)
    house = window.build(opened, engine_child=False, warm=False)
    print("painted" if house._seen else "late", "Qt" in vars(QtCore))
    house.leave()
"""


def test_they_are_what_qt_says() -> None:
    keys = {name: value for name, value in vars(Key).items() if name.isupper() or name == "F1"}
    assert len(keys) > 15
    assert keys == {name: int(getattr(Qt.Key, f"Key_{WORDS.get(name, name.title())}")) for name in keys}
    assert [int(getattr(Qt.Key, f"Key_{letter}")) for letter in "AZ09"] == [ord(letter) for letter in "AZ09"]
    assert int(Qt.Key.Key_F12) == Key.F1 + 11
    held = Qt.KeyboardModifier
    assert (held.ShiftModifier.value, held.ControlModifier.value) == (Held.SHIFT, Held.CONTROL)
    assert held.AltModifier.value == Held.ALT
    assert int(Qt.ItemDataRole.UserRole) == numbers.USER_ROLE
    assert int(Qt.ItemDataRole.DisplayRole) == numbers.DISPLAY_ROLE


def test_the_first_frame_is_painted_without_building_all_enums_of_qt() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["painted", "False"], "")
