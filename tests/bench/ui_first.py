"""A window in a process of its own, until its first frame: ``python -m tests.bench.ui_first empty`` or ``… FOLDER``.

Prints ``CLOCK_MONOTONIC`` at that frame, so that whoever started the process knows how long it took from nothing.
"""

import gc
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEY = hashlib.sha256(b"the bench's own key").digest()
"""What ``ui_profile`` locks its profiles with."""
EMPTY = b"""
import QtQuick
import QtQuick.Window
Window { width: 1440; height: 900 }
"""


def empty() -> None:
    """The least that PySide6 and QML can show."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    application = QGuiApplication(sys.argv[:1])
    engine = QQmlApplicationEngine()
    engine.loadData(EMPTY)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    window.frameSwapped.connect(seen)
    window.show()
    application.exec()


def house(folder: Path) -> None:
    """The real window, by its own ``main``; only the key comes from the bench and not from the keyring."""
    gc.disable()  # as the command line does before it imports the window
    from osone.accounts.secrets import SessionSecrets
    from osone.app import window
    from osone.app.profile import vault
    from osone.app.profile.profile import Profile
    from osone.app.shell import HouseShell
    from osone.store import files

    begin = HouseShell.attach

    def attach(self: HouseShell, shown: object, keys: object) -> None:
        shown.frameSwapped.connect(seen)  # type: ignore[attr-defined]
        begin(self, shown, keys)  # type: ignore[arg-type]

    @contextmanager
    def opened(given: Path, _name: str, **_given: object) -> Iterator[Profile]:
        # Not by ``ui_profile``, which brings all that fills a profile.
        with files.shared(given):
            yield Profile(given, vault.secrets(SessionSecrets(), given), files.open_store(given, KEY))

    HouseShell.attach = attach  # type: ignore[method-assign, assignment]
    window.profile.opened = opened  # type: ignore[attr-defined]
    window.main(folder, sample=False, toggle=False)


def seen() -> None:
    """The first frame is there: say when, and be gone."""
    sys.stdout.write(f"{time.monotonic()}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        house(Path(sys.argv[1]))
