"""The voice's page: voices heard as the cursor moves, and two of them mixed on a line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot

from osone.bridge.onboarding.choice import CHOOSE, Hint, OnboardingList, Row
from osone.bridge.onboarding.pages import QmlPage
from osone.commands.onboarding import OnboardingAct
from osone.companion.onboarding import NO_VOICE, Onboarding
from osone.host.later import later
from osone.model.errors import OsOneError
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    import asyncio

    from osone.bridge.onboarding import ports as ports
    from osone.bridge.onboarding.ports import Later, OneAtATime, VoiceOffer, Voices
else:
    asyncio = later("asyncio")  # after the first frame
    ports = later("osone.bridge.onboarding.ports")  # once the meeting begins

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1

REST_S = 0.12
"""How long the cursor must rest on a voice before it speaks."""
WAIT_S = 20.0
"""How long a voice may take in all."""
STEP = 10
"""Per cent that one arrow moves the knob."""
MIXTURE = "mixture"
HELLO = N_("Hello, I'm here.")
SILENT = N_("I can't find a sound output. Choose anyway, and I'll speak once there is one.")

LISTEN = Hint(N_("listen"), (OnboardingAct.UP, OnboardingAct.DOWN))
AGAIN = Hint(N_("play again"), (OnboardingAct.AGAIN,))
MIX = Hint(N_("mix two"), (OnboardingAct.TAKE,))
SLIDE = Hint(N_("adjust the mix"), (OnboardingAct.LEFT, OnboardingAct.RIGHT))
OTHER = Hint(N_("change this voice"), (OnboardingAct.UP, OnboardingAct.DOWN))
SIDE = Hint(N_("switch sides"), (OnboardingAct.OTHER,))
MIXED = frozenset(
    {
        OnboardingAct.BACK,
        OnboardingAct.LEFT,
        OnboardingAct.RIGHT,
        OnboardingAct.UP,
        OnboardingAct.DOWN,
        OnboardingAct.OTHER,
        OnboardingAct.TAKE,
        OnboardingAct.AGAIN,
    }
)
"""What the line between two voices takes."""


@QmlPage
class OnboardingVoice(OnboardingList):
    """How the companion should sound."""

    changed = Signal()
    levelChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voices: Voices | None = None
        self._lane: OneAtATime | None = None
        self._offers: dict[str, VoiceOffer] = {}
        self._ends = ["", ""]
        self._end = 0
        self._share = 50
        self._mixing = False
        self._level = 0.0
        self._speaking = False
        self._line = ""
        self._silence = ""
        self._take = 0
        self._rest: Callable[[], Awaitable[object]] = partial(asyncio.sleep, REST_S)

    def attach(self, voices: Voices, later: Later, rest: Callable[[], Awaitable[object]] | None = None) -> None:
        """Take the voices of this computer. ``rest`` is how long the cursor must rest before a voice speaks."""
        self._voices, self._lane = voices, ports.OneAtATime(later)
        self._rest = rest or self._rest

    def enter(self, meeting: Onboarding) -> None:
        """Show the voices and let the one under the cursor speak."""
        if self._voices is None:
            return
        offers = self._voices.offers()
        self._offers = {offer.id: offer for offer in offers}
        mixable = [offer.id for offer in offers if offer.mixable]
        rows = [Row(offer.id, offer.title, offer.note) for offer in offers]
        if len(mixable) > 1:
            between = Row(MIXTURE, _("Mix two voices"), _("A blend of two that nobody else has"))
            rows.insert(max(place for place, offer in enumerate(offers) if offer.mixable) + 1, between)
            self._ends = [end if end in mixable else mixable[place] for place, end in enumerate(self._ends)]
        self._mixing = False
        self.put(rows)
        if meeting.voice != NO_VOICE:
            self.seek(meeting.voice)
        self.moved()

    def leave(self) -> None:
        """Fall silent."""
        self._hush()

    def say(self, voice: str, words: str) -> None:
        """Say something now in a voice, instead of what was being said."""
        if self._lane is not None and voice != NO_VOICE:
            self._lane.run(self._speak(voice, words, rests=False))

    def moved(self) -> None:
        """Let the voice under the cursor speak once the cursor rests."""
        row = self.current
        if row is None or self._lane is None:
            return
        self._hush()
        if row.id == MIXTURE:
            self.teach(LISTEN, MIX)
        else:
            self.teach(LISTEN, CHOOSE, AGAIN)
            offer = self._offers[row.id]
            if offer.mixable:
                self._ends[self._end] = row.id
                self._part()
            if row.id != NO_VOICE:
                self._lane.run(self._speak(row.id, _(HELLO), rests=True))
        self.changed.emit()

    def choose(self) -> None:
        """Take the voice, or open the line between two."""
        row = self.current
        if row is None:
            return
        if row.id == MIXTURE and not self._mixing:
            self._mixing = True
            self._end = 0
            self._heard()
            return
        self._hush()
        self.chosen.emit(self._mixture() if self._mixing else row.id)

    def acts(self) -> frozenset[OnboardingAct]:
        """What the list takes, and to hear it again; between two voices the knob moves."""
        return MIXED if self._mixing else super().acts() | {OnboardingAct.AGAIN}

    def act(self, what: OnboardingAct) -> None:
        """Listen again, mix, or what the list does."""
        if self._mixing:
            self._mix(what)
        elif what is OnboardingAct.AGAIN:
            self.moved()
        else:
            super().act(what)

    def _mix(self, what: OnboardingAct) -> None:
        match what:
            case OnboardingAct.BACK:
                self._mixing = False
                self.moved()
            case OnboardingAct.LEFT | OnboardingAct.RIGHT:
                self.slide(self._share + (STEP if what is OnboardingAct.RIGHT else -STEP))
            case OnboardingAct.UP | OnboardingAct.DOWN:
                self._turn(1 if what is OnboardingAct.DOWN else -1)
            case OnboardingAct.OTHER:
                self.take_end(1 - self._end)
            case OnboardingAct.TAKE:
                self.choose()
            case OnboardingAct.AGAIN:
                self._heard()

    @Slot(int)
    def slide(self, share: int) -> None:
        """Put the knob at a percentage between the two voices."""
        share = max(0, min(100, share))
        if share != self._share:
            self._share = share
            self._heard()

    @Slot(int)
    def take_end(self, end: int) -> None:
        """Let the up and down keys speak of this end: 0 the left one, 1 the right one."""
        self._end = 1 if end else 0
        self._heard()

    def _turn(self, by: int) -> None:
        other = self._ends[1 - self._end]
        choices = [offer.id for offer in self._offers.values() if offer.mixable and offer.id != other]
        place = choices.index(self._ends[self._end]) if self._ends[self._end] in choices else 0
        self._ends[self._end] = choices[(place + by) % len(choices)]
        self._heard()

    def _part(self) -> None:
        """Two ends are two voices."""
        if self._ends[0] == self._ends[1]:
            others = [
                offer.id for offer in self._offers.values() if offer.mixable and offer.id != self._ends[self._end]
            ]
            if others:
                self._ends[1 - self._end] = others[0]

    def _mixture(self) -> str:
        if self._share in (0, 100) or self._voices is None:
            return self._ends[self._share // 100]
        return self._voices.mixed(self._ends[0], self._ends[1], self._share / 100)

    def _heard(self) -> None:
        self.teach(SLIDE, OTHER, SIDE, CHOOSE)
        if self._lane is not None:
            self._hush()
            self._lane.run(self._speak(self._mixture(), _(HELLO), rests=True))
        self.changed.emit()

    def _hush(self) -> None:
        if self._lane is not None:
            self._lane.stop()
        self._set_speaking(False)

    async def _speak(self, voice: str, words: str, *, rests: bool) -> None:
        if self._voices is None:
            return
        self._take += 1
        take = self._take
        if rests:
            await self._rest()
        try:
            async with asyncio.timeout(WAIT_S):
                self._line = words
                self._set_speaking(True)
                heard = await self._voices.say(voice, words, self._hear)
            self._set_silence("" if heard else _(SILENT))
        except OsOneError as error:
            self._set_silence(error.whole)
        except TimeoutError:
            self._set_silence(_("This voice is too slow on this computer. Try another one."))
        finally:
            # A voice that was cut off may end after the next one has begun.
            if take == self._take:
                self._set_speaking(False)

    def _hear(self, level: float) -> None:
        self._level = max(0.0, min(1.0, level))
        self.levelChanged.emit()

    def _set_speaking(self, speaking: bool) -> None:
        if speaking != self._speaking:
            self._speaking = speaking
            self.changed.emit()
        if not speaking and self._level:
            self._hear(0.0)

    def _set_silence(self, sentence: str) -> None:
        if sentence != self._silence:
            self._silence = sentence
            self.changed.emit()

    def _title(self, end: int) -> str:
        offer = self._offers.get(self._ends[end])
        return offer.title if offer else ""

    def _note(self, end: int) -> str:
        offer = self._offers.get(self._ends[end])
        return offer.note if offer else ""

    def _get_between(self) -> bool:
        row = self.current
        return row is not None and row.id == MIXTURE

    mixing = Property(bool, lambda self: self._mixing, notify=changed)
    between = Property(bool, _get_between, notify=changed)
    end = Property(int, lambda self: self._end, notify=changed)
    share = Property(int, lambda self: self._share, notify=changed)
    first = Property(str, lambda self: self._title(0), notify=changed)
    second = Property(str, lambda self: self._title(1), notify=changed)
    firstNote = Property(str, lambda self: self._note(0), notify=changed)
    secondNote = Property(str, lambda self: self._note(1), notify=changed)
    speaking = Property(bool, lambda self: self._speaking, notify=changed)
    line = Property(str, lambda self: self._line, notify=changed)
    silence = Property(str, lambda self: self._silence, notify=changed)
    level = Property(float, lambda self: self._level, notify=levelChanged)
