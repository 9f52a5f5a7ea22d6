"""The hand: verbs asked for by key, palette, pointer or words, shown at once, carried out, and told of."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from osone.app.desk.threads import Writer
from osone.app.desk.undo_trail import UndoTrail
from osone.bridge.screen import Noun
from osone.bridge.screens import Screens
from osone.commands.keymap import Binding, Keymap
from osone.commands.registry import REGISTRY, Command, Gesture, Registry
from osone.commands.running import Outcome
from osone.model.errors import CommandError, OsOneError
from osone.store.journal import HERE, PERSON
from osone.text.catalogue import _

if TYPE_CHECKING:
    import asyncio

Follow = Callable[[Outcome | None], None]
"""Shows what came of a verb as the store has it; None puts the screen right where it has failed."""
BACK_FROM = {"draft.take_out": "write.restore"}
"""Verbs after which the keyboard may be in words, where the key of undo is a letter; and the verb that undoes there."""
MANY = 200
"""Nouns beyond which the news of what else a verb touched is waited for."""
OF_ACCOUNT = frozenset({"account.change", "account.remove", "account.sign_in"})
"""Verbs that are pressed at an account: its number stands behind their name."""
TITLE = "title"
"""The argument that is a new title for what is selected."""
TELL_MS = 24
"""What was done is told of this long after its rows are drawn, so that the two never share a frame."""


def nouns_of(verb: Command, arguments: Mapping[str, object]) -> tuple[Noun, ...]:
    """What a verb is about, by noun and id."""
    given = ((a.noun, arguments.get(a.name)) for a in verb.arguments if a.noun)
    return tuple((noun, int(number)) for noun, numbers in given if isinstance(numbers, list) for number in numbers)


def _refused(gone: tuple[Noun, ...], outcome: Outcome | None) -> tuple[Noun, ...]:
    """Those of what left that are where they were: the verb has failed, or had nothing to do about them."""
    if outcome is None:
        return gone
    if outcome.more or len(outcome.touched) > MANY:
        return ()
    return tuple(noun for noun in gone if noun not in outcome.touched)


def _touched(outcome: Outcome | None) -> tuple[Noun, ...]:
    return outcome.touched if outcome is not None and len(outcome.touched) <= MANY else ()


class Dispatcher(QObject):
    """Runs verbs for the person (``bridge.ports.Acts``), and for the companion."""

    def __init__(
        self, writer: Writer, keymap: Keymap, verbs: Registry = REGISTRY, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._writer = writer
        self.keymap, self.verbs = keymap, verbs
        self.screens: Screens | None = None
        self.settled: Callable[[], None] = lambda: None
        """Called when something was written, so that the screens look again."""
        self.gestures: dict[str, Callable[[object], None]] = {}
        """What the application itself does for verbs of the screen."""
        self.confirm: Callable[[Command, Mapping[str, object], Callable[[], None]], None] = lambda _verb, _given, go: (
            go()
        )
        """Shows the person what a verb will do, and goes on at a yes."""
        self.questions: dict[str, Callable[[dict[str, object]], bool]] = {}
        """What is asked first of a verb that was meant; True where it is asked, and the verb follows by the answer."""
        self._undo_trail = UndoTrail()

    def leave(self) -> None:
        """The window goes: what is still being written is shown and told of no more."""
        self.screens = None
        self.settled = lambda: None

    def run(
        self,
        command: str,
        arguments: Mapping[str, object],
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run a verb for the person, from a screen; what nobody asked for, for the window itself."""
        asked = self.questions.get(command)
        if asked is not None and asked(dict(arguments)):
            return
        by = "shell" if self.verbs[command].unasked else PERSON
        self.act(command, dict(arguments), by=by, then=done, fell=failed)

    def press(self, binding: Binding) -> None:
        """Do what a key means."""
        self.do(binding.command, binding.preset)

    def chosen(self, command: str, words: str) -> None:
        """A line of the palette was chosen, with the words that it asked for."""
        verb = self.verbs.commands.get(command)
        if verb is None:
            return
        missing = next((a.name for a in verb.arguments if a.required and not a.noun), "")
        self.do(verb, {missing: words} if missing and words else {})

    def named(self, command: str) -> None:
        """A verb was pressed with the pointer."""
        verb, _colon, number = command.partition(":")
        if command.startswith("undo.entry:") and number.isdigit():
            self.act("undo.entry", {"entry": int(number)}, by=PERSON)
        elif verb in OF_ACCOUNT and number.isdigit():
            self.do(self.verbs[verb], {"account": number})
        elif command in self.verbs.commands:
            self.do(self.verbs[command], {})

    def do(self, verb: Command, preset: Mapping[str, object]) -> None:
        """Do a verb here: on what is selected, asking for the word that it lacks."""
        if self.screens is None:
            return
        if verb.gesture is not None:
            self._gesture(verb, verb.gesture, preset)
            return
        named = {argument.name for argument in verb.arguments}
        arguments = {**{name: v for name, v in self.screens.given().items() if name in named}, **preset}
        selection = self.screens.selection()
        for argument in verb.arguments:
            if argument.noun and argument.name not in arguments:
                ids = selection.get(argument.noun, [])
                if not ids:
                    self.screens.shell.toast(_("Nothing is selected."))
                    return
                arguments[argument.name] = list(ids)
        missing = next((a.name for a in verb.arguments if a.required and a.name not in arguments), "")
        if missing:
            # What is given a new title has one: it is there, to be mended or written over.
            nouns = nouns_of(verb, arguments) if missing == TITLE else ()
            self.screens.finder.ask(verb.id, _(verb.title), self.screens.called(nouns[0]) if nouns else "", over=True)
            return
        self.asked_for(verb.id, arguments)

    def asked_for(self, command: str, arguments: Mapping[str, object]) -> None:
        """Carry out a verb that the person asks for by name; one that is shown first, once they are ``sure``."""
        verb, question = self.verbs[command], self.questions.get(command)
        if question is not None and question(dict(arguments)):
            return
        if verb.shows is None:
            self.act(command, arguments, by=PERSON)
        else:
            self.confirm(verb, arguments, lambda: self.act(command, {**arguments, "sure": True}, by=PERSON))

    def _gesture(self, verb: Command, asks: Gesture, preset: Mapping[str, object]) -> None:
        if self.screens is None:
            return
        if any(a.name not in preset for a in verb.arguments):
            self.screens.finder.ask(verb.id, _(verb.title))
            return
        value = next((preset[a.name] for a in verb.arguments), asks.value)
        own = self.gestures.get(asks.what)
        if own is not None:
            own(value)
        else:
            self.screens.gesture(asks.what, value)

    def act(
        self,
        command: str,
        arguments: Mapping[str, object],
        *,
        by: str,
        told: "asyncio.Future[Outcome] | None" = None,
        then: Callable[[], None] | None = None,
        fell: Callable[[Exception], None] | None = None,
    ) -> None:
        """Carry out a verb: the screen changes in this frame, the store follows, and what came of it is told.

        Rows leave, and those that are taken back return, before it is written; then they are shown as the store has
        them, whether it was written or has failed.
        """
        show = self._show_first(command, arguments, by)

        def follow(outcome: Outcome | None) -> None:
            if self.screens is not None:
                show(outcome)
                if then is not None and (outcome is not None or fell is None):
                    then()

        def done(outcome: Outcome) -> None:
            follow(outcome)
            QTimer.singleShot(TELL_MS, self, lambda: self._told(outcome, by, aloud=told is None))
            if told is not None and not told.done():
                told.set_result(outcome)

        def failed(error: Exception) -> None:
            follow(None)
            if fell is not None and self.screens is not None:
                fell(error)
            elif told is None:
                self._tell(error)
            self.settled()
            if told is not None and not told.done():
                told.set_exception(error if isinstance(error, OsOneError) else CommandError(str(error)))

        self._writer.run(command, arguments, by=by, done=done, failed=failed, ended=self._ended(by))

    def _show_first(self, command: str, arguments: Mapping[str, object], by: str) -> Follow:
        """Show what a verb means, before it is written."""
        screens, trail, verb = self.screens, self._undo_trail, self.verbs[command]
        if screens is None:
            return lambda _outcome: None
        if verb.turns == "back":
            return self._take_back(screens, arguments.get("entry"))
        if verb.turns == "again":
            return self._do_again(screens)
        nouns = nouns_of(verb, arguments)
        screens.mean(command, arguments)
        gone = nouns if verb.leaves else ()
        screens.leave(gone)
        step = trail.begin(by, gone) if verb.properties.undoable else None

        def follow(outcome: Outcome | None) -> None:
            screens.stayed(_refused(gone, outcome))
            screens.settled(gone, [*nouns, *_touched(outcome)])
            if step is not None and outcome is not None:
                trail.written(step, outcome)
            elif step is not None:
                trail.forget(step)

        return follow

    def _take_back(self, screens: Screens, entry: object) -> Follow:
        step = self._undo_trail.back(entry)
        gone, made = (step.gone, step.made) if step is not None else ((), ())
        screens.bring_back(gone)
        screens.leave(made)

        def follow(outcome: Outcome | None) -> None:
            screens.stayed((*gone, *made) if outcome is None else ())
            screens.settled((*gone, *made), _touched(outcome))
            if outcome is None and step is not None:
                self._undo_trail.stands(step, done=True)

        return follow

    def _do_again(self, screens: Screens) -> Follow:
        step = self._undo_trail.again()
        gone, made = (step.gone, step.made) if step is not None else ((), ())
        screens.leave(gone)
        screens.bring_back(made)

        def follow(outcome: Outcome | None) -> None:
            screens.stayed((*gone, *made) if outcome is None else ())
            screens.settled((*gone, *made), _touched(outcome))
            if outcome is None and step is not None:
                self._undo_trail.stands(step, done=False)

        return follow

    def _ended(self, by: str) -> Callable[[Outcome], None]:
        """Tells that a large command is done, in place of the sentence that it is under way."""

        def ended(outcome: Outcome) -> None:
            if self.screens is not None:
                self.screens.shell.drop_said(outcome.said)
            self._told(replace(outcome, said=outcome.ended, text=""), by, aloud=False)

        # As late as it is told that it is under way, so that the two keep their order.
        return lambda outcome: QTimer.singleShot(TELL_MS, self, lambda: ended(outcome))

    def _told(self, outcome: Outcome, by: str, *, aloud: bool) -> None:
        """Say what was done, with the way back, and let the others look."""
        if self.screens is not None and outcome.text and aloud:
            self.screens.shell.unfold()
            self.screens.talk.say(outcome.text)
        elif self.screens is not None and outcome.said and not self.verbs[outcome.command].unasked and by != "shell":
            undoable = outcome.journal is not None
            self.screens.shell.toast(
                outcome.said,
                _("Undo") if undoable else "",
                # The key takes back what was done last here; what others did is taken back by its toast alone.
                next(iter(self._keys_back(outcome.command)), "") if undoable and by in HERE else "",
                f"undo.entry:{outcome.journal}" if undoable else "",
                told=outcome.idle,
            )
        self.settled()

    def _keys_back(self, command: str) -> tuple[str, ...]:
        return self.keymap.keys_of(BACK_FROM.get(command, "")) or self.keymap.keys_of("undo")

    def _tell(self, error: Exception) -> None:
        if self.screens is None:
            return
        command = getattr(error, "command", "")
        words = error.whole if isinstance(error, OsOneError) else _("That couldn't be saved.")
        verb = self.verbs.commands.get(command)
        self.screens.shell.toast(words, _(verb.title) if verb else "", "", command if verb else "", fault=True)
