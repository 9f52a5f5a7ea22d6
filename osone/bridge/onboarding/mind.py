"""The mind's page: what Ollama has, what fits this machine and is fetched with a true bar, or none."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot

from osone.bridge.onboarding.choice import CHOOSE, MOVE, Hint, OnboardingList, Row
from osone.bridge.onboarding.pages import QmlPage
from osone.commands.onboarding import OnboardingAct
from osone.companion.onboarding import NO_MIND, OLLAMA, STARTER_MIND, Onboarding
from osone.host.later import later
from osone.model.errors import OsOneError
from osone.text.catalogue import N_, _, plural
from osone.text.numbers import size

if TYPE_CHECKING:
    import asyncio

    from osone.bridge.onboarding import ports as ports
    from osone.bridge.onboarding.ports import Later, MindOffer, Minds, MindsHere, OneAtATime
    from osone.companion.minds.pulling import Pulling
else:
    asyncio = later("asyncio")  # after the first frame
    ports = later("osone.bridge.onboarding.ports")  # once the meeting begins

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_S = 6.0
"""How long it may take to see what is there."""
FETCH = "fetch:"
"""A model that is not here yet stands in the list as this and its name."""

PULL = Hint(N_("download it"), (OnboardingAct.TAKE,))
RETRY = Hint(N_("check again"), (OnboardingAct.LOOK,))
MEANWHILE = Hint(N_("continue without waiting"), (OnboardingAct.TAKE,))
CANCEL = Hint(N_("stop the download"), (OnboardingAct.BACK,))


def left_words(seconds: float) -> str:
    """How long something still takes, without a false exactness."""
    if seconds < 50:
        return _("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 60:
        return plural("about {count} minute left", "about {count} minutes left", max(minutes, 1))
    return plural("about {count} hour left", "about {count} hours left", round(seconds / 3600))


@QmlPage
class OnboardingMind(OnboardingList):
    """What the companion thinks with: the answer is ``ollama:MODEL`` or ``none``."""

    changed = Signal()
    came = Signal(str)
    """A model that was fetched while the meeting went on can be used now: ``ollama:MODEL``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._minds: Minds | None = None
        self._lane: OneAtATime | None = None
        self._fetching: OneAtATime | None = None
        self._clock: Callable[[], float] = time.monotonic
        self._here: MindsHere | None = None
        self._wish = ""
        self._looking = False
        self._pulling = ""
        self._meanwhile = False
        self._began = (0.0, 0)
        self._share = -1.0
        self._words = ""
        self._trouble = ""

    def attach(self, minds: Minds, later: Later, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the place where minds come from. ``clock`` is in seconds."""
        self._minds, self._lane, self._fetching, self._clock = (
            minds,
            ports.OneAtATime(later),
            ports.OneAtATime(later),
            clock,
        )

    def enter(self, meeting: Onboarding) -> None:
        """See what is there; what is being fetched goes on."""
        self._wish = meeting.mind
        self._meanwhile = False
        if self._pulling:
            self._teach()
        else:
            self.look()

    def leave(self) -> None:
        """Stop looking, and fetching too unless the person went on meanwhile; Ollama keeps what came so far."""
        if self._lane is not None:
            self._lane.stop()
        self._looking = False
        if self._pulling and not self._meanwhile:
            self.cancel()

    def default(self) -> str:
        """Skipped: the mind that Ollama has, or else none."""
        if self._here is None:
            return ""
        if self._here.installed:
            kept = [OLLAMA + offer.model for offer in self._here.installed]
            return self._wish if self._wish in kept else kept[0]
        return NO_MIND

    @Slot()
    def look(self) -> None:
        """See, or see again, what is there."""
        if self._lane is None:
            return
        self._looking, self._trouble = True, ""
        self._teach()
        self._lane.run(self._look())

    async def _look(self) -> None:
        if self._minds is None:
            return
        try:
            async with asyncio.timeout(LOOK_S):
                here = await self._minds.look()
        except TimeoutError:
            here = ports.MindsHere(False, _("Ollama isn't responding. Press R to check again."), (), (), "")
        except OsOneError as error:
            here = ports.MindsHere(False, error.whole, (), (), "")
        first, self._here, self._looking = self._here is None, here, False
        self.put(self._list(here))
        if first:
            self.seek(self._wish)
            if here.installed and self._wish == STARTER_MIND:
                self.seek(OLLAMA + here.installed[0].model)
        self._teach()

    @staticmethod
    def _list(here: MindsHere) -> list[Row]:
        heading = _("On this computer")
        rows = [_offer_row(OLLAMA, offer, heading, not place) for place, offer in enumerate(here.installed)]
        heading = here.rule or _("Fits this computer")
        rows += [_offer_row(FETCH, offer, heading, not place) for place, offer in enumerate(here.fitting)]
        heading = _("Without Ollama") if rows else ""
        none = _("I can still find, sort and remind. I just can't chat.")
        rows.append(Row(NO_MIND, _("No model"), none, "", heading))
        return rows

    def moved(self) -> None:
        """Another key may hold now."""
        self._trouble = ""
        self._teach()

    def choose(self) -> None:
        """Take it, or begin to fetch it."""
        row = self.current
        if row is None or self._fetching is None:
            return
        if row.id.startswith(FETCH):
            self._pulling = row.id.removeprefix(FETCH)
            self._share, self._words, self._trouble = -1.0, _("Contacting the library"), ""
            self._began = (self._clock(), 0)
            self._teach()
            self._fetching.run(self._pull(self._pulling))
        else:
            self.chosen.emit(row.id)

    async def _pull(self, model: str) -> None:
        if self._minds is None:
            return
        try:
            async with aclosing(self._minds.pull(model)) as steps:
                async for pulled in steps:
                    self._tell(pulled)
        except OsOneError as error:
            self._pulling = ""
            self._trouble = error.whole
            self._teach()
            return
        self._pulling = ""
        self._teach()
        (self.came if self._meanwhile else self.chosen).emit(OLLAMA + model)

    def _tell(self, pulled: Pulling) -> None:
        began, done_then = self._began
        if pulled.total > 0:
            self._share = max(self._share, pulled.share)
        if not done_then and pulled.done:
            # What lay here from an earlier try did not come in this time.
            began, done_then = self._began = (self._clock(), pulled.done)
        self._words = pulled.says
        if 0 < pulled.done < pulled.total:
            amount = _("{done} of {total}", done=size(pulled.done), total=size(pulled.total))
            self._words = _("{doing}, {amount}", doing=pulled.says, amount=amount)
            passed, came = self._clock() - began, pulled.done - done_then
            if passed > 2 and came > 0:
                left = left_words((pulled.total - pulled.done) * passed / came)
                self._words = _("{doing}, {amount}, {left}", doing=pulled.says, amount=amount, left=left)
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Stop fetching. What came is kept and taken up another time."""
        if self._pulling and self._fetching is not None:
            self._fetching.stop()
            self._trouble = _("Stopped. The next download resumes from here.")
            self._pulling = ""
            self._teach()

    def acts(self) -> frozenset[OnboardingAct]:
        """What the list takes, and to look again; what is being fetched can be stopped, or left to come."""
        if self._pulling:
            return frozenset({OnboardingAct.BACK, OnboardingAct.TAKE})
        return super().acts() if self._looking else super().acts() | {OnboardingAct.LOOK}

    def act(self, what: OnboardingAct) -> None:
        """Look again, stop fetching, go on meanwhile, or what the list does."""
        if self._pulling and what is OnboardingAct.BACK:
            self.cancel()
        elif self._pulling:
            self._meanwhile = True
            self.chosen.emit(self.default())
        elif what is OnboardingAct.LOOK:
            self.look()
        else:
            super().act(what)

    def _teach(self) -> None:
        row = self.current
        if self._pulling:
            self.teach(MEANWHILE, CANCEL)
        elif self._looking or row is None:
            self.teach()
        else:
            self.teach(MOVE, PULL if row.id.startswith(FETCH) else CHOOSE, RETRY)
        self.changed.emit()

    def _get_absent(self) -> str:
        return self._here.absent if self._here is not None and not self._here.ollama else ""

    looking = Property(bool, lambda self: self._looking, notify=changed)
    absent = Property(str, _get_absent, notify=changed)
    pulling = Property(str, lambda self: self._pulling, notify=changed)
    share = Property(float, lambda self: self._share, notify=changed)
    words = Property(str, lambda self: self._words, notify=changed)
    trouble = Property(str, lambda self: self._trouble, notify=changed)


def _offer_row(prefix: str, offer: MindOffer, heading: str, first: bool) -> Row:
    much = size(offer.size) if offer.size > 0 else ""
    return Row(prefix + offer.model, offer.model, offer.note, much, heading if first else "")
