"""What is shown before it happens: cards with a yes and a no, and what a yes does."""

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from osone.bridge.screens import Screens
from osone.text.catalogue import _
from osone.text.lines import short

LOG = logging.getLogger(__name__)
LONGEST = 300


class Asking(QObject):
    """Cards of the window, by key, with what each does when it is taken."""

    def __init__(self, screens: Screens, parent: QObject) -> None:
        super().__init__(parent)
        self._screens = screens
        self._answers: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {}
        self._choices: dict[str, tuple[Callable[[], object], ...]] = {}
        self._number = 0
        screens.shell.cardDecided.connect(self._decided)
        screens.shell.cardChosen.connect(self._chosen)
        screens.reading.linkAsked.connect(self._link)
        screens.talk.linkAsked.connect(self._link)

    def ask(
        self,
        title: str,
        body: str,
        yes: str,
        then: Callable[[], object],
        *,
        icon: str = "circle-alert",
        otherwise: Callable[[], object] = lambda: None,
        key: str = "",
        ready: bool = False,
    ) -> None:
        """Show what would happen; a yes does ``then``, a no ``otherwise``. A card of the same key takes its place.

        ``ready`` where the person asked for this very thing, so that Enter is the yes.
        """
        self._number += 1
        key = key or f"ask{self._number}"
        self._answers[key] = (then, otherwise)
        self._screens.shell.card(key, title, body, yes, _("Cancel"), icon, ready=ready)

    def choose(
        self,
        title: str,
        body: str,
        choices: Mapping[str, Callable[[], object]],
        *,
        icon: str = "circle-alert",
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        """Ask which of some things to do, each by its words; Esc does ``otherwise``."""
        self._number += 1
        key = f"ask{self._number}"
        if otherwise is not None:
            self._answers[key] = (otherwise, otherwise)
        self._choices[key] = tuple(choices.values())
        self._screens.shell.card(key, title, body, "", _("Cancel"), icon, choices=tuple(choices))

    def drop(self, key: str) -> None:
        """Take a card away unanswered: what it asked holds no more."""
        self._answers.pop(key, None)
        self._choices.pop(key, None)
        self._screens.shell.drop_card(key)

    def _chosen(self, key: str, choice: int) -> None:
        self._answers.pop(key, None)
        found = self._choices.pop(key, ())
        if 0 <= choice < len(found):
            found[choice]()

    def _decided(self, key: str, yes: bool) -> None:
        self._choices.pop(key, None)
        answers = self._answers.pop(key, None)
        if answers is not None:
            answers[0 if yes else 1]()

    def _link(self, link: str) -> None:
        """A link of a mail or an answer was pressed: it leaves this computer, so where to is shown first."""
        from osone.mail.links import target  # after the first frame

        leads = target(link)
        if leads is None:
            self._screens.shell.toast(_("That link isn't safe to open."), fault=True)
            return
        if leads.scheme == "mailto":
            # A message is begun, which leaves only once it was written and sent.
            self._screens.gesture("mailto", leads.url)
            return
        shown = leads.shown if len(leads.shown) <= LONGEST else f"{leads.shown[:LONGEST]}…"
        address = _("Your browser would open this address: {address}", address=shown)
        named = self._screens.reading.claimed(link)
        warns = _("The link's text says {named}, but it leads elsewhere.", named=short(named)) if named else ""
        self.ask(
            _("Open {place}?", place=leads.place),
            f"{warns} {address}".strip(),
            _("Open"),
            lambda: _open(leads.url),
            icon="triangle-alert" if named else "external-link",
        )


def _open(link: str) -> None:
    if not QDesktopServices.openUrl(QUrl(link)):
        LOG.warning("no program opened a link")
