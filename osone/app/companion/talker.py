"""The companion in the window: what is said goes to the conversation; its words, cards and voice come back."""

from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from osone.app.companion import minds
from osone.app.companion.house import RegistryTools, StoreHouse, StoreTranscript, about_what
from osone.app.companion.loudness import Loudness
from osone.app.desk.background import WindowStore
from osone.bridge.screen import Noun
from osone.bridge.screens import Screens
from osone.commands.registry import REGISTRY
from osone.commands.running import Outcome
from osone.companion.conversation import Conversation
from osone.companion.minds.protocol import Mind
from osone.companion.ports import Card, Ended
from osone.companion.prompt import Beside, Seen
from osone.companion.skills.origins import UNDERSTOOD_BY_NONE
from osone.companion.skills.telling import aloud
from osone.model.errors import OsOneError, VoiceError
from osone.model.ids import TurnId
from osone.text.catalogue import _
from osone.voice import catalogue
from osone.voice.nouns import VoiceKind
from osone.voice.speaking import Speaking

MOST_SEEN = 10
"""Ids of a selection that the mind is told: of more it need not speak one by one."""


READ_OUT = frozenset({"skill:read", "skill:crisis"})
"""Answers that are spoken to their end; of all others a list is only begun."""


class Spawn(Protocol):
    """Starts work on the loop and keeps hold of it."""

    def start(self, work: Coroutine[object, object, None]) -> object:
        """Begin now."""


class Talker(QObject):
    """Joins the sidebar, the conversation, the mind and the voice."""

    offers_beneath: bool = True

    def __init__(self, screens: Screens, store: WindowStore, spawn: Spawn, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._screens, self._store, self._spawn = screens, store, spawn
        self._settings: dict[str, object] = {}
        self._about: Sequence[Noun] = ()
        """What the words that are answered now were said about; empty for what a key would act on."""
        self._conversation: Conversation | None = None
        self._mind: Mind | None = None
        self._why = ""
        """Why nobody talks freely: it is said where somebody would have to, and goes with the next words."""
        self._told: set[str] = set()
        """Notices that were shown since the window opened."""
        self._deeds: list[Outcome] = []
        """What was done for the answer that comes now."""
        self._silent = False
        """Whether the voice could not be heard when it spoke last."""
        self.ready = False
        """Whether the mind is awake and has read its head and verbs."""
        self.loudness = Loudness()
        self.loudness.listen(screens.talk.set_level)
        self.speaking = Speaking(
            folder / "voice", level=self.loudness.hear, notice=self._unheard, log=folder / "log" / "voice.log"
        )
        talk = screens.talk
        talk.said.connect(self._said)
        talk.stopAsked.connect(self.hush)
        talk.decided.connect(self._decided)
        talk.noticeTaken.connect(self._notice_taken)
        talk.forgotten.connect(self._forget)
        talk.undoAsked.connect(lambda entry: screens.shell.commandAsked.emit(f"undo.entry:{entry}"))
        screens.turns.whyAsked.connect(lambda turn: self._spawn.start(self.why(TurnId(turn))))
        screens.finder.asked.connect(self._asked)

    # The mind.

    async def settle(self, settings: Mapping[str, object]) -> bool:
        """Take the settings: another mind, name or manner begins a new talk. True where it replaced another."""
        before, now = minds.made_of(self._settings), minds.made_of(settings)
        self._settings = dict(settings)
        if self._conversation is not None and before == now:
            return False
        before_it, self.ready = self._conversation, False
        if before_it is not None:
            before_it.leave()
        old, (self._mind, why) = self._mind, minds.chosen(settings.get("mind.choice"))
        self._why = why
        self._screens.talk.set_notice("")
        self._conversation = Conversation(
            house=StoreHouse(
                self._store,
                lambda: self._meant().get("thread", []),
                lambda: [number for noun, number in self._about if noun == "thread"],
                self._screens.show,
                lambda one: self._screens.gesture("happening", one),
                self._open_draft,
                self._did,
            ),
            tools=RegistryTools(self._store, self._screens.facts, self._did),
            transcript=StoreTranscript(self._store),
            listener=self,
            persona=minds.persona(settings),
            mind=self._mind,
            phrases=minds.phrases(settings),
        )
        self._screens.talk.listen()
        if old is not None:
            await old.close()
        return before_it is not None

    async def warm(self) -> str:
        """Load the mind, so that the first word comes soon; a sentence where that failed."""
        try:
            if (conversation := self._conversation) is not None:
                await conversation.warm()
                self.ready = conversation is self._conversation
        except OsOneError as error:
            self._screens.talk.set_notice(error.whole, _("Choose a model"), "go.settings")
            return error.whole
        return ""

    async def close(self) -> None:
        """Be silent, and end the children."""
        if self._conversation is not None:
            self._conversation.stop()
        await self.speaking.close()
        if self._mind is not None:
            await self._mind.close()

    # What the person does.

    def _said(self, words: str) -> None:
        self._spawn.start(self.ask(words, self._screens.talk.take_about()))

    def _asked(self, words: str) -> None:
        self._screens.shell.unfold()
        self._spawn.start(self.ask(words))

    def _meant(self) -> dict[str, list[int]]:
        """What the words are about: what they were begun with, or what a key would act on now."""
        about: dict[str, list[int]] = {}
        for noun, number in self._about:
            about.setdefault(noun, []).append(number)
        return about or self._screens.selection()

    def _open_draft(self) -> int:
        """The draft that is open on the screen before the person; 0 for none."""
        number = self._screens.writing.number
        return number if number in self._screens.selection().get("draft", []) else 0

    def _seen(self) -> tuple[Seen, ...]:
        """What the words are about: the mind is told its ids and nothing that others wrote."""
        chosen = self._meant().items()
        return tuple(Seen(kind, i, untrusted=False) for kind, ids in chosen for i in ids[:MOST_SEEN])

    async def ask(self, words: str, about: Sequence[Noun] = ()) -> None:
        """Say something for the person, ``about`` what they chose, and hear the answer."""
        if self._conversation is None:
            return
        self._about = about
        self._screens.talk.set_notice("")
        # Before the new words stand there: what was cut off ends above them.
        self.hush()
        self._screens.talk.person(words)
        self._screens.talk.set_presence("thinking")
        try:
            ended = await self._conversation.ask(words, Beside(seen=self._seen()))
        except Exception:
            # It is logged where it was started; here the person must not be left waiting.
            self._screens.talk.finish()
            self._screens.talk.fault(
                _("Something went wrong while I was answering."), _("Ask me again. The log says more.")
            )
            raise
        if ended.text and not ended.stopped and ended.error is None:
            read = ended.origin in READ_OUT or not ended.origin.startswith("skill:")
            await self.say(ended.text if read else aloud(ended.text))

    async def why(self, turn: TurnId) -> None:
        """Say what stands behind something that was said."""
        if self._conversation is not None:
            self.hush()
            await self._conversation.why(turn)

    def fresh(self) -> None:
        """Begin a new talk; what was said stays in the transcript."""
        if self._conversation is not None:
            self._conversation.fresh()
            self._screens.talk.clear()
            self._screens.shell.toast(_("New conversation started. The old one is kept."))

    def _forget(self) -> None:
        """Nothing of what was said is gone on from: some of it was deleted, or mail that it was about is gone."""
        self.hush()
        self._about = ()
        if self._conversation is not None:
            self._conversation.forget()

    def hush(self) -> None:
        """Stop it, words and voice, at once."""
        if self._conversation is not None:
            self._conversation.stop()
        self.speaking.stop()

    async def say(self, words: str) -> None:
        """Say something aloud, where a voice was chosen."""
        voice = catalogue.voice(str(self._settings.get("voice.choice") or "none"))
        if voice.kind is VoiceKind.NONE:
            return
        if not self._silent:
            self._screens.talk.set_presence("speaking")
        self._silent = False
        self.loudness.listen(self._screens.talk.set_level)
        try:
            await self.speaking.speak(words, voice)
        except VoiceError as error:
            self._screens.talk.set_notice(error.whole, "", "")
        finally:
            self._screens.talk.set_presence("still")

    def _unheard(self, error: VoiceError) -> None:
        """There is no sound output: what is said can only be read."""
        self._silent = True
        self._screens.talk.set_presence("still")
        self._tell_once(error.whole, _("Choose a voice"))

    def _decided(self, key: str, yes: bool) -> None:
        number = key.partition(":")[2]
        if key.startswith("card:") and number.isdigit() and self._conversation is not None:
            if yes:
                self._spawn.start(self._confirm(int(number)))
            else:
                self._conversation.decline(int(number))

    async def _confirm(self, number: int) -> None:
        if self._conversation is None:
            return
        try:
            done = await self._conversation.confirm(number)
            self._show_deeds()
            if done is None:
                self._screens.talk.note(
                    _("That was part of an earlier conversation, so nothing was done. Ask me again.")
                )
        except OsOneError as error:
            self._screens.talk.fault(str(error), error.remedy)

    def _notice_taken(self, command: str) -> None:
        if command:
            self._screens.shell.press(command)

    # What the conversation tells (``companion.ports.Listener``).

    def kept(self, turn: TurnId, text: str) -> None:
        """What the person said is kept as this turn."""
        self._screens.talk.kept(turn, text)

    def began(self, turn: TurnId, origin: str) -> None:
        """A reply begins."""
        self._screens.talk.start(turn)

    def said(self, turn: TurnId, text: str) -> None:
        """The next words."""
        self._screens.talk.feed(text)

    def card(self, card: Card) -> None:
        """Something waits for a yes."""
        self._spawn.start(self._show(card))

    def withdrawn(self, card: int) -> None:
        """It waits no longer."""
        self._screens.talk.settle(f"card:{card}", yes=False)

    def agreed(self, card: int) -> None:
        """It is being done."""
        self._screens.talk.settle(f"card:{card}", yes=True)

    async def _show(self, card: Card) -> None:
        about = card.about or await self._store.read(lambda connection: about_what(connection, card.call.arguments))
        self._screens.talk.card(
            f"card:{card.id}", card.title, f"{about} {card.why}".strip(), _("Do it"), _("Cancel"), "circle-alert"
        )

    def note(self, text: str) -> None:
        """A quiet line beside the talk."""
        self._screens.talk.note(text)

    def ended(self, ended: Ended) -> None:
        """The reply is over."""
        if ended.error is not None and not ended.stopped:
            self._screens.talk.finish()
            self._screens.talk.fault(str(ended.error), ended.error.remedy)
            verb = REGISTRY.commands.get(ended.error.command)
            if verb is not None:
                self._screens.talk.set_notice(str(ended.error), _(verb.title), verb.id)
            return
        self._screens.talk.finish(stopped=ended.stopped)
        self._show_deeds(ended.text)
        self._screens.talk.offer(ended.offers)
        if ended.origin == UNDERSTOOD_BY_NONE and self._why:
            self._tell_once(self._why, _("Choose a model"))

    def _did(self, outcome: Outcome) -> None:
        """A verb was run in the talk."""
        self._deeds.append(outcome)

    def _show_deeds(self, told: str = "") -> None:
        """A line for each deed that can be taken back, beneath the words (``told``) that it came with."""
        deeds, self._deeds = self._deeds, []
        for one in deeds:
            if one.journal is not None and not one.idle:
                self._screens.talk.deed(one.journal, "" if one.said in told else one.said)

    def _tell_once(self, text: str, action: str) -> None:
        """A notice that stands above the talk until the next words, and does not come back with every answer."""
        if text not in self._told:
            self._told.add(text)
            self._screens.talk.set_notice(text, action, "go.settings")
