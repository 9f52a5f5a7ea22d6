"""The pages of names: what the person is called, and what the companion would like to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot

from osone.bridge.onboarding.choice import Hint, OnboardingPage
from osone.bridge.onboarding.pages import QmlPage
from osone.commands.onboarding import OnboardingAct
from osone.companion.onboarding import DEFAULT_NAME, LONGEST_NAME, Onboarding, tidy
from osone.host.later import later
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    from osone.bridge.onboarding import ports as ports
    from osone.bridge.onboarding.ports import Names
else:
    ports = later("osone.bridge.onboarding.ports")  # once the meeting begins

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1

GO_ON = Hint(N_("continue"), (OnboardingAct.TAKE,))
LIKE = Hint(N_("I like it"), (OnboardingAct.TAKE,))
ANOTHER = Hint(N_("Another"), (OnboardingAct.OTHER,))
OWN = Hint(N_("Type your own"), shown="A–Z")


@QmlPage
class OnboardingHello(OnboardingPage):
    """What the person is called."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.teach(GO_ON)

    def enter(self, meeting: Onboarding) -> None:
        """Show the name that is known."""
        self._text = meeting.person
        self.changed.emit()

    def default(self) -> str:
        """What stands there is taken even when the page is skipped: a name that was typed is not thrown away."""
        return tidy(self._text)

    @Slot(str)
    def type(self, text: str) -> None:
        """The person writes."""
        self._text = text

    def acts(self) -> frozenset[OnboardingAct]:
        """One can go on, with a name or without."""
        return frozenset({OnboardingAct.TAKE})

    def act(self, what: OnboardingAct) -> None:
        """Go on."""
        self.chosen.emit(tidy(self._text))

    text = Property(str, lambda self: self._text, notify=changed)
    longest = Property(int, lambda self: LONGEST_NAME, constant=True)


@QmlPage
class OnboardingName(OnboardingPage):
    """What the companion is called: proposed with a reason, another for the asking, or the person's own."""

    changed = Signal()
    proposed = Signal()
    """The text to show is another one: it is to be selected, so that typing replaces it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: Names | None = None
        self._seen: list[str] = []
        self._person = ""
        self._proposal = ports.Proposal(DEFAULT_NAME, "")
        self._text = DEFAULT_NAME
        self.teach(LIKE, ANOTHER, OWN)

    def attach(self, names: Names) -> None:
        """Take the names that can be proposed."""
        self._names = names

    def enter(self, meeting: Onboarding) -> None:
        """Propose one; a name that was given before stays."""
        self._person = meeting.person
        if not self._seen:
            self.another()
        if meeting.name != DEFAULT_NAME:
            self._text = meeting.name
            self.proposed.emit()
            self.changed.emit()

    def default(self) -> str:
        """Skipped, the name that stands there is taken."""
        return tidy(self._text)

    @Slot()
    def another(self) -> None:
        """Propose a name that was not proposed yet."""
        if self._names is not None:
            self._proposal = self._names.propose(tuple(self._seen), self._person)
            self._seen.append(self._proposal.name)
        self._text = self._proposal.name
        self.proposed.emit()
        self.changed.emit()

    @Slot(str)
    def type(self, text: str) -> None:
        """The person writes a name of their own."""
        self._text = text
        self.changed.emit()

    def acts(self) -> frozenset[OnboardingAct]:
        """One can like it, or ask for another."""
        return frozenset({OnboardingAct.TAKE, OnboardingAct.OTHER})

    def act(self, what: OnboardingAct) -> None:
        """Like it, or propose another."""
        if what is OnboardingAct.OTHER:
            self.another()
        else:
            self.chosen.emit(tidy(self._text) or self._proposal.name)

    def _get_own(self) -> bool:
        return tidy(self._text) != self._proposal.name

    def _get_reason(self) -> str:
        if not self._get_own():
            return self._proposal.reason
        name = tidy(self._text)
        return _("Then I'm {name}.", name=name) if name else _("Type any name you like.")

    text = Property(str, lambda self: self._text, notify=changed)
    reason = Property(str, _get_reason, notify=changed)
    own = Property(bool, _get_own, notify=changed)
    longest = Property(int, lambda self: LONGEST_NAME, constant=True)
