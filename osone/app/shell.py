"""One window's life: the store's news to its screens, the engine, the companion, the meeting, and the way out."""

import contextlib
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from shiboken6 import Shiboken

from osone.app.desk.background import Loop, WindowStore
from osone.app.desk.change_watch import ChangeWatch
from osone.app.desk.dispatcher import Dispatcher
from osone.app.desk.enclosing import Enclosing
from osone.app.desk.handed import HandedLinks
from osone.app.desk.keys import KeyFilter
from osone.app.desk.offers import foot
from osone.app.desk.threads import Reader, Writer
from osone.app.engine.child import EngineChild, Life
from osone.app.notices import leaving, reasons, repeating, unsaved
from osone.app.notices.attached import AttachedFiles
from osone.app.notices.cards import Asking
from osone.app.onboarding.accounts import AccountCards
from osone.app.parting import WayOut
from osone.app.profile.keeping import Keeping
from osone.app.profile.profile import Profile
from osone.bridge.screens import Screens
from osone.commands.onboarding import GESTURE
from osone.host import here, paths
from osone.host.later import later
from osone.model.change import Topic
from osone.model.settings import met, number, switch
from osone.store import jobs, settings
from osone.store.feed import News
from osone.store.mark import Mark

if TYPE_CHECKING:
    import asyncio

    from osone.app import waking
    from osone.app.companion.talker import Talker
    from osone.app.engine import status
    from osone.app.notices import refused
    from osone.bridge.onboarding.flow import OnboardingFlow
    from osone.bridge.onboarding.warm import OnboardingWarm
    from osone.calendar.grammar import words
    from osone.companion import onboarding
    from osone.sync import messages
    from osone.sync.messages import Message
else:
    # After the first frame; and the meeting's only where the two have not met.
    asyncio, onboarding = later("asyncio"), later("osone.companion.onboarding")
    waking = later("osone.app.waking")
    words = later("osone.calendar.grammar.words")
    refused, status = later("osone.app.notices.refused"), later("osone.app.engine.status")
    messages = later("osone.sync.messages")

FIRST_FRAME_MS = 500
AFTER = ("osone.app.bodies", "osone.queries.search", "osone.app.companion.talker", "osone.queries.line")
"""What the first frame does without and the second key may need, imported between the two."""


class HouseShell(QObject):
    """Everything that lives as long as the window."""

    appeared = Signal()
    """The first frame is before the person."""

    def __init__(
        self,
        opened: Profile,
        engine: QQmlApplicationEngine,
        screens: Screens,
        reader: Reader,
        writer: Writer,
        dispatcher: Dispatcher,
        *,
        engine_child: bool,
        warm: bool,
    ) -> None:
        super().__init__()
        self.profile, self.engine, self.screens = opened, engine, screens
        self.reader, self.writer, self.dispatcher = reader, writer, dispatcher
        self.later = Loop()
        self._over: asyncio.Event | None = None
        self._left = self._seen = False
        self._with_engine, self._warm = engine_child, warm
        self.store = WindowStore(reader, writer, dispatcher)
        self.mark = Mark(opened.store.folder)
        self.child = EngineChild(opened.store, self.heard, self._lives, vault=opened.secrets.vault.kind)
        self.keeping = Keeping(screens, opened, self.store, self.child.hand_over)
        self.keeping.kept = self._settle
        self._talker: Talker | None = None
        self._kept: Mapping[str, object] = {}
        self.window: QQuickWindow | None = None
        self.links = HandedLinks(screens)
        self.flow: OnboardingFlow | None = None
        self._warming: OnboardingWarm | None = None
        self._keys: KeyFilter | None = None
        self.change_watch = ChangeWatch(opened.store, reader, self.mark.since, self)
        self.change_watch.heard.connect(self._news)
        self.change_watch.full.connect(lambda full: self.status.room(full))
        dispatcher.settled = self._written
        self.asking = Asking(screens, self)
        self.parting = WayOut(
            screens, self.asking, self.store, self.later, self.child if engine_child else None, self._reached,
            self.closing, lambda: self._quit(None),
        )  # fmt: skip
        dispatcher.questions = {
            **repeating.questions(self.asking, screens, dispatcher),
            **leaving.questions(self.asking, screens, reader, dispatcher),
        }
        unsaved.asks(self.asking, screens)
        self.enclosing = Enclosing(screens, opened.store, self.later)
        self.accounts = AccountCards(self, self.asking, self._meet)
        self.files = AttachedFiles(self.asking, screens, screens.attached, reader, dispatcher, opened.folder)
        self._declined: refused.DeclinedCards | None = None
        self._status: status.Status | None = None
        dispatcher.gestures = {
            "why": reasons.asked(screens, reader),
            "quit": self._quit,
            "visit": self._visit,
            GESTURE: self._act_in_onboarding,
            "wake": self._wake_again,
            "report": self._report,
            "fresh": lambda _value: self.talker.fresh(),
            **self.files.gestures(),
            **self.enclosing.gestures(),
            **self.accounts.gestures(),
        }
        screens.finder.chosen.connect(dispatcher.chosen)
        screens.shell.commandAsked.connect(dispatcher.named)
        screens.shell.toastTaken.connect(lambda _key, command: dispatcher.named(command))
        screens.preferences.asked.connect(dispatcher.named)
        screens.preferences.keepAsked.connect(lambda word, again: self.later.start(self.keeping.keep(word, again)))
        screens.shell.screenChanged.connect(self._teach_foot)
        reader.failed.connect(lambda sentence: screens.shell.toast(sentence, fault=True))

    # Birth.

    def prepare(self, kept: Mapping[str, object]) -> None:
        """Before the QML is loaded: the meeting where there was none, and how the window looks."""
        self._kept = kept
        if not met(kept):
            self._meet()
            self.screens.shell.set_onboarding(True)

    def _meet(self) -> "OnboardingFlow":
        if self.flow is None:
            from osone.app.onboarding.parts import meet

            self.flow, self._warming = meet(self, onboarding.Onboarding.kept(self._kept), self._fill_sample)
            self.flow.finished.connect(self._met)
        return self.flow

    @property
    def talker(self) -> "Talker":
        """The companion in the window, made when it is first needed."""
        if self._talker is None:
            from osone.app.companion.talker import Talker

            self._talker = Talker(self.screens, self.store, self.later, self.profile.folder, self)
        return self._talker

    def _reach(self, part: str, share: float = 1.0) -> None:
        """Something is awake: the meeting's ring shows it."""
        if self._warming is not None:
            self._warming.reach(part, share)

    def _fail(self, part: str, words: str) -> None:
        if self._warming is not None:
            self._warming.fail(part, words)

    def _waking(self) -> "waking.Waking":
        return waking.Waking(lambda: self.talker, self._reach, self._fail)

    def attach(self, window: QQuickWindow, keys: KeyFilter) -> None:
        """Take the window that the QML made."""
        self.window, self._keys = window, keys
        window.frameSwapped.connect(self._framed)  # queued by Qt where the frame is drawn on another thread
        self._teach_foot()
        self.change_watch.begin()

    def facts(self, typing: bool) -> frozenset[str]:
        """The situation as conditions see it; during the meeting nothing else is there."""
        if self.screens.shell.property("onboarding"):
            open_to = self.flow.facts() if self.flow is not None else frozenset[str]()
            return frozenset({"screen:onboarding", *open_to, *(("text",) if typing else ())})
        return self.screens.facts(typing=typing)

    def appear(self) -> None:
        """Paint the first frame before all else is woken: the loop alone takes a tenth of a second to import."""
        painting = QEventLoop()
        self.appeared.connect(painting.quit)
        # A window that is covered paints no frame.
        QTimer.singleShot(FIRST_FRAME_MS, painting.quit)
        if not self._seen:
            painting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self.appeared.disconnect(painting.quit)

    async def live(self) -> None:
        """Wake the parts, and live until the window is closed."""
        self._over = asyncio.Event()
        if self._left:
            return
        self.later.begin()
        self._reach("store")
        kept = await self.store.read(settings.every)
        if self._with_engine:
            await self.keeping.hand_over()
            self.later.start(self.child.keep())
        for name in AFTER:
            # Here and not on another thread: types that Qt learns of beside a QML file being read spoil both.
            import_module(name)
            await asyncio.sleep(0)
        here.learn()
        self.files.empty()
        _ = QtCore.Qt  # the first key asks for it, see bridge.numbers
        await self._settings(kept)
        self.declined.look()
        self.later.start(self.keeping.settle_names())
        for _ in words.warming():  # else the first letter of a line would wait for all of it
            await asyncio.sleep(0)
        if self._warm:
            self.later.start(self._waking().wake(kept))
        await self._over.wait()

    def _framed(self) -> None:
        """The first frame was painted. A second may have been told of before the first was heard."""
        if self._seen:
            return
        self._seen = True
        if self.window is not None:
            self.window.frameSwapped.disconnect(self._framed)
        self.appeared.emit()

    # The store's news.

    def _written(self) -> None:
        self.change_watch.look()
        self.child.look()

    def _news(self, news: News) -> None:
        self.parting.look_again()
        if news.again:
            self.screens.refresh()
        elif news.changes:
            self.screens.changed(news.changes)
            if any(c.topic in (Topic.SETTING, Topic.ACCOUNT) for c in news.changes):
                self.later.start(self._settle())

    async def _settle(self) -> None:
        await self._settings(await self.store.read(settings.every))

    async def _settings(self, kept: Mapping[str, object]) -> None:
        from osone.app import about  # after the first frame, with the voices

        self._kept = kept
        self.screens.preferences.set_about(about.words(kept, self.profile))
        self.keeping.offer()
        paths.keep_scale(self.profile.folder, number(kept, "look.scale"))
        if self._keys is not None:
            single = switch(kept, "keys.single")
            self._keys.keymap = self._keys.keymap.with_single(single)
        if await self.talker.settle(kept) and self._warm:
            self.later.start(self._waking().mind())

    @property
    def status(self) -> "status.Status":
        """Where it is shown how the engine and each account stand."""
        if self._status is None:
            keys = next(iter(self.dispatcher.keymap.keys_of(status.REPORT)), "")
            self._status = status.Status(self.screens, self.asking, keys)
        return self._status

    @property
    def declined(self) -> "refused.DeclinedCards":
        """The cards about what servers would not do."""
        if self._declined is None:
            of = refused.DeclinedCards
            self._declined = of(self.screens, self.reader, self.writer, self.dispatcher, self.asking, self)
        return self._declined

    def _reached(self) -> bool:
        return self._status is None or self._status.reached

    def _lives(self, life: Life) -> None:
        if life is Life.UP:
            self._reach("engine")
        self.status.lives(life)

    def heard(self, said: "Message") -> None:
        """Show what the engine says, and do what it asks for."""
        match said:
            case messages.WishRefused():
                self.declined.tell(said)
            case messages.ShowWindow(window=what, mailto=uri):
                self._call(what if not uri else "raise")
                self.links.begin(uri)
            case messages.Renewed(uid=uid, secret=word):
                self.child.renewed(uid, word)
                self.later.start(self.keeping.renewed(uid, word))
            case messages.Forgotten(uid=uid):
                self.later.start(self.keeping.forgotten(uid))
            case messages.WakeUp():
                self.change_watch.wake_up()
            case _:
                self.status.heard(said)

    def _report(self, _value: object) -> None:
        self.reader.ask(jobs.imported, lambda report: self.status.show_report(report))

    def _call(self, what: str) -> None:
        if self.window is None:
            return
        if what == "toggle" and self.window.isActive():
            self.window.hide()
        else:
            self.window.show()
            self.window.raise_()
            self.window.requestActivate()

    # Small things that belong to no screen.

    def _quit(self, _value: object) -> None:
        if self.window is not None:
            self.window.close()

    def _teach_foot(self) -> None:
        self.screens.shell.set_hints(foot(self.screens.shell.at, self.dispatcher.keymap))

    # The meeting's end.

    def _met(self, words: str) -> None:
        self.screens.shell.set_onboarding(False)
        if words:
            self.screens.shell.go("home")
            self.screens.talk.say(words)
        self.links.go_on()
        self.later.start(self._settle())

    def _wake_again(self, _value: object) -> None:
        self.later.start(self._waking().mind())

    def _act_in_onboarding(self, act: object) -> None:
        if self.flow is not None:
            self.flow.act(str(act))

    def _visit(self, step: object) -> None:
        """Ask one question of the meeting again."""
        self._meet().visit(onboarding.Step(str(step)))
        self.screens.shell.set_onboarding(True)

    async def _fill_sample(self) -> None:
        from osone.sample import filling  # its letters are for this alone

        store = self.profile.store
        await asyncio.to_thread(filling.fill, store, here.now())
        self.change_watch.look()

    # Death.

    def closing(self) -> None:
        """The window is being closed, or another process wants the store alone: the last words are kept."""
        self.screens.writing.keep()
        self._left = True
        if self._over is not None:
            self._over.set()

    async def close(self) -> None:
        """Stop what was started: the engine, the voice, the mind, and all work on the loop."""
        # Asked for here: the last round of Qt's events runs what is awaited below, and knows of none.
        loop = asyncio.get_running_loop()
        self.change_watch.end()
        patience_s = await self.parting.written()
        if self._talker is not None:
            await self._talker.close()
        with contextlib.suppress(OSError):
            await self.child.leave(patience_s)
        await self.later.close()
        # A reply that was cut off may still hold its line open.
        await loop.shutdown_asyncgens()

    def leave(self) -> None:
        """Finish writing, and take the window apart."""
        self.dispatcher.leave()
        self.writer.close()
        self.reader.close()
        self.files.empty()
        self.change_watch.close()
        for window in self.engine.rootObjects():
            window.deleteLater()
        self.window = self._keys = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        Shiboken.delete(self.engine)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.mark.close()
