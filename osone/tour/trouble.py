"""What goes wrong, for pictures of it: a house that cannot be opened, and a server that would not do something."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from shiboken6 import Shiboken

from osone.accounts.secrets import KeyringTroubleError, Trouble
from osone.app.notices import trouble
from osone.app.notices.refused import MOVE, Declined, said_of
from osone.app.profile.vault import LOCKED, OfProfileError
from osone.app.shell import HouseShell
from osone.bridge.drawing.theme import Look
from osone.bridge.window import translator
from osone.bridge.window.trouble import Stuck
from osone.host import environment, here, paths
from osone.model.errors import KeyGoneError, OsOneError, PassphraseError
from osone.model.mail import Box, Role
from osone.store.damage import DamagedError
from osone.sync.messages import AccountStanding, Standing
from osone.text.catalogue import _
from osone.text.dates import date_long

HOST, USER = "mail.lindqvist.example", "mara@lindqvist.example"
QUIET = AccountStanding(1, Standing.QUIET)
SIZE, LEAST = (720, 460), (420, 360)
"""Of the window that says what is wrong, and the smallest that it can be."""


# What the engine tells.


def no_network() -> AccountStanding:
    """A server that cannot be reached."""
    return AccountStanding(1, Standing.OFFLINE, _("{host} was not found, or this computer is offline.", host=HOST))


def refused() -> AccountStanding:
    """A server that does not let anybody in."""
    said = _("{host} rejected the password for {username}.", host=HOST, username=USER)
    remedy = _("Check the password and user name, then try again.")
    return AccountStanding(1, Standing.REFUSED, said, remedy, "account.add")


# A profile that cannot be opened.


@dataclass(frozen=True, slots=True)
class LockedOut:
    """One reason why there is no house to show."""

    error: OsOneError
    size: tuple[int, int] = SIZE


def locked_out() -> Mapping[str, LockedOut]:
    """What a person may meet whose profile cannot be opened, by the names of the pictures."""
    locked = OfProfileError(KeyringTroubleError(Trouble.LOCKED))
    phrase = PassphraseError(
        _(LOCKED), remedy=_("Enter your passphrase, or set {variable}.", variable=environment.PASSPHRASE)
    )
    gone = KeyGoneError(
        _("The key to your data is not in the keyring."),
        remedy=_("Unlock or restore the keyring you used before. Your data has not been changed."),
    )
    damaged = DamagedError(date_long((here.now() - timedelta(days=1)).date(), date.min))
    return {
        "trouble": LockedOut(locked),
        "trouble-silent": LockedOut(KeyringTroubleError(Trouble.SILENT)),
        "trouble-passphrase": LockedOut(phrase),
        "trouble-gone": LockedOut(gone),
        "trouble-damaged": LockedOut(damaged),
        "trouble-small": LockedOut(damaged, LEAST),
    }


@contextmanager
def told(error: OsOneError) -> Iterator[tuple[QQuickWindow, Look]]:
    """The window that says so, and how it looks. Nothing is tried, whatever is pressed."""
    translator.install()
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(paths.data("ui")))
    stuck, look = engine.singletonInstance("OSOne.Shell", "Stuck"), engine.singletonInstance("OSOne.Theme", "Look")
    assert isinstance(stuck, Stuck)
    assert isinstance(look, Look)
    trouble.tell(stuck, error)
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
