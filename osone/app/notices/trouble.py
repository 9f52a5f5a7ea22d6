"""The window that opens where the house cannot: one sentence, a way on, and a few buttons."""

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from shiboken6 import Shiboken

from osone.app.interrupt import interrupted
from osone.bridge.drawing import ring
from osone.bridge.drawing.access import Access
from osone.bridge.drawing.theme import Look
from osone.bridge.window import translator
from osone.bridge.window.trouble import Stuck
from osone.host import paths
from osone.model.errors import KeyGoneError, OsOneError, PassphraseError, SecretError, StoreError, UpdatedError
from osone.store import damage
from osone.store.damage import DamagedError
from osone.store.files import LostKeyError
from osone.text.catalogue import N_, _

DRAWN = (ring.RingLine, Look, Access)
"""Named so that the types which the QML uses are registered."""
AGAIN, ANEW, MEANWHILE, QUIT, OPEN = "again", "anew", "meanwhile", "quit", "open"
COPY, AS_IT_IS = "copy", "as it is"
PHRASE = N_("Your passphrase")
WORDS = {
    OPEN: N_("Open"),
    AGAIN: N_("Try again"),
    COPY: N_("Use the copy"),
    AS_IT_IS: N_("Open it as it is"),
    ANEW: N_("Set it aside and start over"),
    MEANWHILE: N_("Continue without it for now"),
    QUIT: N_("Quit"),
}


def ways(error: OsOneError) -> tuple[str, ...]:
    """What can be done about it.

    A store whose key is gone may be set aside; a locked keyring is waited for; a damaged one may be gone on with, for
    most of it can be read, and its copy put in its place where there is one.
    """
    if isinstance(error, UpdatedError):
        return (QUIT,)
    if isinstance(error, DamagedError):
        return (COPY, AS_IT_IS, QUIT) if error.copy else (AS_IT_IS, ANEW, QUIT)
    if isinstance(error, PassphraseError):
        return (OPEN, ANEW, QUIT)
    if isinstance(error, KeyGoneError | LostKeyError):
        return (AGAIN, ANEW, QUIT)
    return (AGAIN, MEANWHILE, QUIT) if isinstance(error, SecretError | StoreError) else (AGAIN, QUIT)


def tell(stuck: Stuck, error: OsOneError) -> None:
    """Put what is wrong, and what can be done about it, where the window reads it."""
    asks = _(PHRASE) if isinstance(error, PassphraseError) else ""
    stuck.tell(_(error.title), str(error), error.remedy, [(way, _(WORDS[way]), "") for way in ways(error)], asks)


def ask(error: OsOneError) -> tuple[str, str]:
    """Show what is wrong until one of ``ways`` is chosen: that way, and what was typed where something is asked for.

    There must be an application, and no window yet.
    """
    translator.install()
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(paths.data("ui")))
    stuck = engine.singletonInstance("OSOne.Shell", "Stuck")
    assert isinstance(stuck, Stuck)
    tell(stuck, error)
    waiting = QEventLoop()
    chosen: list[tuple[str, str]] = []

    def choose(way: str, words: str) -> None:
        chosen.append((way, words))
        waiting.quit()

    stuck.chosen.connect(choose)
    engine.load(QUrl.fromLocalFile(str(paths.data("ui") / "OSOne" / "Shell" / "Trouble.qml")))
    if not engine.rootObjects():
        return QUIT, ""
    with interrupted(lambda: choose(QUIT, "")):
        waiting.exec()
    for window in engine.rootObjects():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    Shiboken.delete(engine)
    return chosen[0]


def settle(folder: Path, way: str) -> None:
    """Do what was chosen, as far as it is done before the profile is opened again."""
    if way == ANEW:
        set_aside(folder)
    elif way == COPY:
        damage.choose_copy(folder)
    elif way == AS_IT_IS:
        damage.unmark(folder, "core")


def set_aside(folder: Path) -> Path:
    """Put a profile that cannot be opened beside its place, whole, and return where it is."""
    aside = folder.with_name(f"{folder.name}-set-aside-{time.strftime('%Y%m%d-%H%M%S')}")
    folder.rename(aside)
    return aside
