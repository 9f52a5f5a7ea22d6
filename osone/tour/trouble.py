"""What goes wrong, for pictures of it: a house that cannot be opened, and a server that would not do something."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from shiboken6 import Shiboken

from osone.app.notices import trouble
from osone.app.notices.refused import MOVE, Declined, said_of
from osone.app.shell import HouseShell
from osone.bridge.drawing.theme import Look
from osone.bridge.window import translator
from osone.bridge.window.trouble import Stuck
from osone.host import paths
from osone.model.errors import SecretError
from osone.model.mail import Box, Role
from osone.text.catalogue import _

NAME = "trouble"
SIZE = (720, 460)


@contextmanager
def locked_out() -> Iterator[tuple[QQuickWindow, Look]]:
    """What a person meets whose keyring is locked, and how it looks. Nothing is tried, whatever is pressed."""
    translator.install()
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(paths.data("ui")))
    stuck, look = engine.singletonInstance("OSOne.Shell", "Stuck"), engine.singletonInstance("OSOne.Theme", "Look")
    assert isinstance(stuck, Stuck)
    assert isinstance(look, Look)
    locked = SecretError(
        _("Your keyring is locked."), remedy=_("Unlock it and try again, or keep passwords for this session only.")
    )
    ways = [(way, _(trouble.WORDS[way]), "") for way in trouble.ways(locked)]
    stuck.tell(_(locked.title), str(locked), locked.remedy, ways)
    engine.load(QUrl.fromLocalFile(str(paths.data("ui") / "OSOne" / "Shell" / "Trouble.qml")))
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    try:
        yield window, look
    finally:
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        Shiboken.delete(engine)


async def declined(house: HouseShell) -> None:
    """A card about what a server would not do."""
    house.screens.shell.decide_last(False)
    said = said_of(Declined(
        (1,), "Small Harbours: the cover", "mara@lindqvist.example", MOVE, 1, "Receipts", Role.OTHER, "Inbox",
        Box.INBOX, "NOPERM", "",
    ))  # fmt: skip
    house.screens.shell.card("declined", said.title, said.body, said.yes, _("Cancel"))
