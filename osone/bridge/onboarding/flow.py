"""The meeting as QML sees it: which page is shown, the dots for the way, the keys in the corner, and the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QQmlEngine

from osone.bridge.onboarding.account import OnboardingAccount
from osone.bridge.onboarding.choice import CHOOSE, MOVE, Hint, OnboardingList, OnboardingPage, Row
from osone.bridge.onboarding.mailbox import KEYRING, OnboardingDisk, OnboardingMailbox
from osone.bridge.onboarding.mind import OnboardingMind
from osone.bridge.onboarding.name import OnboardingHello, OnboardingName
from osone.bridge.onboarding.pages import QmlPage
from osone.bridge.onboarding.voice import OnboardingVoice
from osone.bridge.onboarding.warm import OnboardingWarm
from osone.commands.chords import key_words
from osone.commands.keymap import Keymap, default
from osone.commands.onboarding import OnboardingAct, id_of, taken
from osone.companion.onboarding import (
    ALLOWANCES,
    MANNERS,
    QUESTIONS,
    Onboarding,
    Step,
    answered,
    back,
    changes,
    greeting,
    onward,
    with_mind,
)
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    from osone.bridge.onboarding.ports import Imports, Keeper, Later, Mailboxes, Minds, Names, Servers, Voices

P = TypeVar("P", bound=QObject)

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1

BACK = Hint(N_("back"), (OnboardingAct.BACK,))
SKIP = Hint(N_("skip"), (OnboardingAct.SKIP,))


@dataclass(frozen=True, slots=True)
class OnboardingParts:
    """All that the meeting needs of the house."""

    keeper: Keeper
    later: Later
    voices: Voices
    names: Names
    minds: Minds
    mailboxes: Mailboxes
    imports: Imports
    now: Callable[[], datetime] = datetime.now
    """The person's local time."""
    keeps: str = KEYRING
    """Where a mailbox's password goes."""
    keymap: Keymap = field(default_factory=default)
    """The person's keys, so that those are taught which hold."""


@QmlPage
class OnboardingInterrupt(OnboardingList):
    """How much the companion may interrupt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.put([Row(answer.value, _(sets.title), _(sets.sets)) for answer, sets in ALLOWANCES.items()])
        self.teach(MOVE, CHOOSE)

    def enter(self, meeting: Onboarding) -> None:
        """Show the answer that holds."""
        self.seek(meeting.interrupt.value)

    def choose(self) -> None:
        """Take the answer under the cursor."""
        if self.current is not None:
            self.chosen.emit(self.current.id)


@QmlPage
class OnboardingTalk(OnboardingList):
    """How much the companion should talk."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.put([Row(answer.value, _(sets.title), _(sets.sets)) for answer, sets in MANNERS.items()])
        self.teach(MOVE, CHOOSE)

    def enter(self, meeting: Onboarding) -> None:
        """Show the answer that holds."""
        self.seek(meeting.talk.value)

    def choose(self) -> None:
        """Take the answer under the cursor."""
        if self.current is not None:
            self.chosen.emit(self.current.id)


@QmlPage
class OnboardingFlow(QObject):
    """The way through the pages. Every answer is kept as it is given, so that the meeting can be left at any time."""

    changed = Signal()
    hintsChanged = Signal()
    finished = Signal(str)
    """The meeting is over; the words are the first hello."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._onboarding = Onboarding()
        self._parts: OnboardingParts | None = None
        self._pages: Mapping[Step, OnboardingPage] = {}
        self._voice: OnboardingVoice | None = None
        self._resume = Step.BOOT
        self._visiting = False

    @property
    def meeting(self) -> Onboarding:
        """Where it stands."""
        return self._onboarding

    def attach(self, meeting: Onboarding, parts: OnboardingParts, pages: Mapping[Step, OnboardingPage]) -> None:
        """Take up the meeting as it was left. It begins with the boot line each time, and goes on where it was."""
        self._parts, self._pages = parts, pages
        self._resume = meeting.step
        self._onboarding = meeting if meeting.done else replace(meeting, step=Step.BOOT)
        for step, page in pages.items():
            page.hintsChanged.connect(self.hintsChanged)
            page.chosen.connect(self._taker(step))
            if isinstance(page, OnboardingWarm):
                page.ready.connect(self._warm)
            elif isinstance(page, OnboardingMind):
                page.came.connect(self._mind_came)
            elif isinstance(page, OnboardingVoice):
                self._voice = page
            elif isinstance(page, OnboardingMailbox):
                page.left.connect(self.back)
        if not meeting.done:
            pages[Step.BOOT].enter(self._onboarding)
        self.changed.emit()
        self.hintsChanged.emit()

    def _taker(self, step: Step) -> Callable[[str], None]:
        def take(answer: str) -> None:
            if self._onboarding.step is step:
                self._go(answered(self._onboarding, answer))

        return take

    @Slot()
    def _warm(self) -> None:
        """The boot line closed: on to the question that was asked last time, or the first."""
        if self._onboarding.step is not Step.BOOT:
            return
        after = onward(self._onboarding)
        while after.step is not self._resume and self._resume is not Step.BOOT and not after.done:
            after = onward(after)
        self._go(after)

    @Slot(str)
    def _mind_came(self, mind: str) -> None:
        """A model that was being fetched while the meeting went on has come."""
        after = with_mind(self._onboarding, mind)
        self._keep(after)
        self._onboarding = after

    def visit(self, step: Step) -> None:
        """Ask one question again, such as which voice; then the meeting is over as it was."""
        self._visiting = True
        self._onboarding = replace(self._onboarding, step=step, done=False)
        page = self._pages.get(step)
        if isinstance(page, OnboardingMailbox):
            page.begin_anew()
        if page is not None:
            page.enter(self._onboarding)
        self.changed.emit()
        self.hintsChanged.emit()

    def change_account(self, uid: str, address: str, servers: Servers) -> None:
        """Ask for the password of an account that is here, with its servers; then the meeting is over as it was."""
        self.visit(Step.MAILBOX)
        page = self._pages.get(Step.MAILBOX)
        if isinstance(page, OnboardingMailbox):
            page.change(uid, address, servers)

    def _go(self, after: Onboarding) -> None:
        before = self._onboarding
        if after.step is before.step and not self._visiting:
            return
        if self._visiting:
            after = replace(after, step=Step.DONE, done=True)
            before = replace(before, done=True)
        page = self._pages.get(before.step)
        if page is not None:
            page.leave()
        self._keep(after)
        self._onboarding = after
        page = self._pages.get(after.step)
        if page is not None:
            page.enter(after)
        self.changed.emit()
        self.hintsChanged.emit()
        if self._visiting:
            self._visiting = False
            self.finished.emit("")
        elif after.done and self._parts is not None:
            words = greeting(after, self._parts.now().hour)
            if self._voice is not None:
                self._voice.say(after.voice, words)
            self.finished.emit(words)

    def _keep(self, after: Onboarding) -> None:
        values = changes(self._onboarding, after)
        if values and self._parts is not None:
            self._parts.keeper.keep(values)

    def facts(self) -> frozenset[str]:
        """What can be done here, as the conditions of the meeting's keys see it."""
        page = self._pages.get(self._onboarding.step)
        acts = (page.acts() if page is not None else frozenset[OnboardingAct]()) | {
            OnboardingAct.BACK,
            OnboardingAct.SKIP,
        }
        return frozenset(taken(act) for act in acts)

    @Slot(str)
    def act(self, what: str) -> None:
        """Let the page do it, and else go back or skip."""
        page = self._pages.get(self._onboarding.step)
        if page is not None and what in page.acts():
            page.act(OnboardingAct(what))
        elif what == OnboardingAct.BACK:
            self.back()
        elif what == OnboardingAct.SKIP:
            self.skip()

    def keys(self, act: OnboardingAct) -> str:
        """How the person presses something here, for teaching it; empty where no key does it."""
        keys = self._parts.keymap.keys_of(id_of(act)) if self._parts is not None else ()
        return key_words(keys[0]) if keys else ""

    @Slot()
    def back(self) -> None:
        """To the question before, if there is one; a question that was asked again is left as it was."""
        self._go(self._onboarding if self._visiting else back(self._onboarding))

    @Slot()
    def skip(self) -> None:
        """To the next question, with a sane answer to this one."""
        if self._onboarding.step in QUESTIONS:
            page = self._pages.get(self._onboarding.step)
            default = page.default() if page is not None else ""
            self._go(self._onboarding if self._visiting else answered(self._onboarding, default))

    def _get_page_hints(self) -> list[dict[str, object]]:
        page = self._pages.get(self._onboarding.step)
        return [hint.plain(self.keys) for hint in page.taught] if page is not None else []

    def _get_way_hints(self) -> list[dict[str, object]]:
        if self._onboarding.step not in QUESTIONS:
            return []
        page = self._pages.get(self._onboarding.step)
        stops = page is not None and any(OnboardingAct.BACK in hint.acts for hint in page.taught)
        may_go_back = (self._visiting or self._onboarding.may_go_back) and not stops
        ways = [hint for hint in (BACK, SKIP) if (hint is SKIP and not self._visiting) or may_go_back]
        return [hint.plain(self.keys) for hint in ways]

    step = Property(str, lambda self: self._onboarding.step.value, notify=changed)
    place = Property(int, lambda self: self._onboarding.place, notify=changed)
    places = Property(int, lambda self: len(QUESTIONS), constant=True)
    done = Property(bool, lambda self: self._onboarding.done, notify=changed)
    name = Property(str, lambda self: self._onboarding.name, notify=changed)
    person = Property(str, lambda self: self._onboarding.person, notify=changed)
    pageHints = Property(list, _get_page_hints, notify=hintsChanged)
    wayHints = Property(list, _get_way_hints, notify=hintsChanged)


def attach_onboarding(engine: QQmlEngine, meeting: Onboarding, parts: OnboardingParts) -> OnboardingFlow:
    """Hand the parts to every page of this engine, before the window is loaded, and begin.

    Whoever wakes the parts of the house tells ``meeting_page(engine, OnboardingWarm)`` how far they are.
    """
    account, disk = onboarding_page(engine, OnboardingAccount), onboarding_page(engine, OnboardingDisk)
    voice, name = onboarding_page(engine, OnboardingVoice), onboarding_page(engine, OnboardingName)
    mind, mailbox = onboarding_page(engine, OnboardingMind), onboarding_page(engine, OnboardingMailbox)
    voice.attach(parts.voices, parts.later)
    name.attach(parts.names)
    mind.attach(parts.minds, parts.later)
    account.attach(parts.mailboxes, parts.later)
    disk.attach(parts.imports, parts.later)
    mailbox.attach(account, disk, parts.imports, parts.later, parts.keeps)
    pages: dict[Step, OnboardingPage] = {
        Step.BOOT: onboarding_page(engine, OnboardingWarm),
        Step.HELLO: onboarding_page(engine, OnboardingHello),
        Step.INTERRUPT: onboarding_page(engine, OnboardingInterrupt),
        Step.TALK: onboarding_page(engine, OnboardingTalk),
        Step.VOICE: voice,
        Step.NAME: name,
        Step.MIND: mind,
        Step.MAILBOX: mailbox,
    }
    flow = onboarding_page(engine, OnboardingFlow)
    flow.attach(meeting, parts, pages)
    return flow


def onboarding_page(engine: QQmlEngine, kind: type[P]) -> P:
    """The one instance of a page, or of the flow, in this engine."""
    found = engine.singletonInstance(QML_IMPORT_NAME, kind.__name__)
    if not isinstance(found, kind):
        raise TypeError(f"{kind.__name__} is not registered as a singleton of {QML_IMPORT_NAME}")
    return found
