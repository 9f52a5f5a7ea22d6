"""The boot line: what is being woken, how far it truly is, and when the first question may be asked."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QTimer, Signal, Slot

from osone.bridge.onboarding.choice import OnboardingPage
from osone.bridge.onboarding.pages import QmlPage
from osone.commands.onboarding import OnboardingAct
from osone.companion.onboarding import Onboarding

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1

PATIENCE_MS = 2600
"""How long the line may turn when what is needed is ready and the rest is not."""
BREATH_MS = 900
"""How long the closed ring is looked at before the first question."""


@dataclass(frozen=True, slots=True)
class WarmPart:
    """One part of the warm-up."""

    id: str
    words: str
    """What is said while it is the one that is waited for, e.g. "Finding my voice"."""
    weight: float
    needed: bool
    """Whether the first question has to wait for it."""
    share: float = 0.0
    """How much of it is done, 0 to 1."""
    trouble: str = ""
    """A sentence, where it did not come up. It is then no longer waited for."""


@QmlPage
class OnboardingWarm(OnboardingPage):
    """The warm-up as a page. Whoever wakes the parts says so with ``expect``, ``reach`` and ``fail``."""

    changed = Signal()
    ready = Signal()
    """The first question may be asked. Emitted once."""

    def __init__(self, parent: OnboardingPage | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, WarmPart] = {}
        self._best = 0.0
        self._shown = False
        self._told = False
        self._patient = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._patience_ended)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.timeout.connect(self._tell)

    def expect(self, part: str, words: str, *, weight: float = 1.0, needed: bool = False) -> None:
        """Name a part that will be woken, before it is."""
        self._parts[part] = WarmPart(part, words, max(weight, 0.01), needed)
        self._look()

    def reach(self, part: str, share: float = 1.0) -> None:
        """A part has come so far, 0 to 1; it never goes back. A part that nobody expects is an error."""
        known = self._parts[part]
        self._parts[part] = replace(known, share=max(known.share, min(1.0, share)))
        self._look()

    def fail(self, part: str, sentence: str) -> None:
        """A part does not come up, and why: it counts as done, so that nobody waits for it."""
        self._parts[part] = replace(self._parts[part], share=1.0, trouble=sentence)
        self._look()

    def enter(self, meeting: Onboarding) -> None:
        """Begin to count the patience."""
        self._shown = True
        self._patience.start(PATIENCE_MS)
        self._look()

    def leave(self) -> None:
        """The line is no longer looked at; it still tells how far the rest is."""
        self._shown = False
        self._patience.stop()
        self._breath.stop()

    def acts(self) -> frozenset[OnboardingAct]:
        """One may go on."""
        return frozenset({OnboardingAct.TAKE, OnboardingAct.AGAIN})

    def act(self, what: OnboardingAct) -> None:
        """Go on as soon as what is needed is there."""
        if self._needed():
            self._tell()

    def _needed(self) -> bool:
        return bool(self._parts) and all(part.share >= 1 for part in self._parts.values() if part.needed)

    def _look(self) -> None:
        whole = sum(part.weight for part in self._parts.values())
        share = sum(part.weight * part.share for part in self._parts.values()) / whole if whole else 0.0
        self._best = max(self._best, share)
        self.changed.emit()
        if self._shown and not self._told:
            if self._needed() and share >= 1:
                if not self._breath.isActive():
                    self._breath.start(BREATH_MS)
            elif self._needed() and self._patient:
                self._tell()

    @Slot()
    def _patience_ended(self) -> None:
        self._patient = True
        self._look()

    @Slot()
    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self.ready.emit()

    def _get_progress(self) -> float:
        return self._best

    def _get_words(self) -> str:
        return next((part.words for part in self._parts.values() if part.share < 1), "")

    def _get_trouble(self) -> str:
        return " ".join(part.trouble for part in self._parts.values() if part.trouble)

    progress = Property(float, _get_progress, notify=changed)
    words = Property(str, _get_words, notify=changed)
    trouble = Property(str, _get_trouble, notify=changed)
