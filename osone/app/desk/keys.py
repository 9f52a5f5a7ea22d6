"""From a key on the window to a verb: one event filter, a few microseconds an event."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from osone.app.desk import layouts
from osone.bridge.drawing.numbers import Held, Key
from osone.commands.chords import SYMBOLS, single
from osone.commands.keymap import Binding, Keymap

NAMES: Mapping[int, str] = {
    Key.RETURN: "Enter", Key.ENTER: "Enter", Key.ESCAPE: "Esc", Key.SPACE: "Space",
    Key.TAB: "Tab", Key.BACKTAB: "Tab", Key.UP: "Up", Key.DOWN: "Down", Key.LEFT: "Left",
    Key.RIGHT: "Right", Key.HOME: "Home", Key.END: "End", Key.PAGE_UP: "PageUp",
    Key.PAGE_DOWN: "PageDown", Key.DELETE: "Delete",
    **{Key.F1 + n: f"F{n + 1}" for n in range(12)},
}  # fmt: skip
SIGNED: Mapping[int, str] = {ord("+"): "Plus", ord("="): "Plus", ord("-"): "Minus", ord("_"): "Minus"}
"""Signs that go with Ctrl as they do everywhere: what shares their key does too, with Shift and without."""
SEQUENCE_MS = 1_200
"""How long after the first key of ``g i`` the second one may be pressed, by the clock of who pressed them.

A window that is busy hears of both late: how long it took must make no key mean something else.
"""
HOLD_MS = 450
"""Space that is held this long talks; a tap, which ends sooner, reads on."""
OVER_PALETTE = ("Mod+K", "Mod+Q")
"""What acts while the palette is open."""
OVER_DIALOG = ("Esc", "Mod+Q")
"""What acts while a question or the sheet of keys lies over the screen, so that no key acts on what is under it."""
MOST_WRITTEN = 0x10FFFF
"""Qt's keys up to here are the signs they write."""
BY_HAND = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate,
})  # fmt: skip
IGNORED = (Key.SHIFT, Key.CONTROL, Key.ALT, Key.META, Key.ALT_GR)


def chords_of(event: QKeyEvent, *, other_script: bool = False) -> tuple[str, ...]:
    """How a key event may be written, what is meant first before the rest; none for one that no verb can have.

    Letters go by key, signs by their text, and both by their place where the keyboard has others there
    (``app.desk.layouts``). ``other_script`` says that what was typed last was no Latin letter.
    """
    modifiers = event.modifiers().value
    key, text = event.key(), event.text()
    if modifiers & Held.ALT and text not in SYMBOLS:
        return ()
    # AltGr is Ctrl and Alt together where the system has no modifier for it.
    mod = "Mod+" if modifiers & Held.CONTROL and not modifiers & Held.ALT else ""
    shift = bool(modifiers & Held.SHIFT)
    name = NAMES.get(key)
    if name is not None:
        return (f"{mod}{'Shift+' if shift else ''}{name}",)
    if ord("A") <= key <= ord("Z"):
        return (_letter(chr(key), mod, shift),)
    if key > MOST_WRITTEN and not text:
        return ()
    found = [text] if text in SYMBOLS and not mod else []
    if len(text) == 1 and (digit := unicodedata.decimal(text, -1)) >= 0:
        found.append(f"{mod}{digit}")
    elif ord("0") <= key <= ord("9") and not shift:
        found.append(f"{mod}{chr(key)}")
    else:
        place = layouts.on_us_keyboard(event, other_script=other_script, shift=shift)
        if place.isalpha():
            found.insert(0, _letter(place.upper(), mod, shift))
        elif place.isdigit() and not shift:
            found.append(f"{mod}{place}")
        elif mod and shift and (pressed := layouts.place_of(event)).isdigit():
            # What a digit's key writes with Shift is another sign on every layout.
            found.append(f"{mod}Shift+{pressed}")
        elif place and not mod and (sign := layouts.SHIFTED[place] if shift else place) in SYMBOLS:
            found.append(sign)
    if mod and key in SIGNED:
        found.append(f"{mod}{SIGNED[key]}")
    return tuple(dict.fromkeys(found))


def _letter(letter: str, mod: str, shift: bool) -> str:
    return f"{mod}{'Shift+' if shift else ''}{letter}" if mod or shift else letter.lower()


class KeyFilter(QObject):
    """Watches a window's keys: what means a verb here is taken, all else goes on to the items."""

    def __init__(
        self,
        window: QQuickWindow,
        keymap: Keymap,
        facts: Callable[[bool], frozenset[str]],
        press: Callable[[Binding], None],
        closing: Callable[[], bool],
        here: Callable[[], None],
        held: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(window)
        self.keymap = keymap
        self._window = window
        self._facts = facts
        self._press = press
        self._closing = closing
        """Called when the window is being closed; whether it stays."""
        self._here = here
        """Called when the person does something, whatever it means."""
        self._other_script = False
        """Whether the letter that was typed last was of another script than Latin."""
        self._space = QTimer(self)
        self._space.setSingleShot(True)
        self._space.setInterval(HOLD_MS)
        self._space.timeout.connect(held)
        """Runs while Space is down and has not been held long enough to talk."""
        self._pressed: tuple[str, ...] = ()
        self._pressed_ms = 0
        """When that was pressed, as Qt stamps it."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key that means a verb."""
        kind = event.type()
        if kind == QEvent.Type.Close:
            if stays := self._closing():
                event.ignore()
            return stays
        if kind in BY_HAND:
            self._here()
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and event.key() == Key.SPACE:
            return self._let_go(event)
        if kind != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() in IGNORED:
            return False
        chords = chords_of(event, other_script=self._other_script)
        if sign := event.text():
            self._other_script = (self._other_script and not sign.isalpha()) or layouts.of_other_script(sign[0])
        if not chords:
            return False
        chord, typing = chords[0], self._typing()
        facts = self._facts(typing)
        if "palette" in facts and chord not in OVER_PALETTE:
            return False
        if "dialog" in facts and chord not in OVER_DIALOG:
            return single(chord) and not typing
        if chord == "Space" and "writing" in facts and self._on("away"):
            return True  # a Space of the words that somebody means to write; Enter goes
        if chord in self._own():
            return False
        if chord in ("Enter", "Space") and not typing and self._on("pressable") and self._on("tabStop"):
            return False
        if chord == "Space" and not typing and "screen:onboarding" not in facts:
            if not event.isAutoRepeat():
                self._space.start()
            return True
        return self._mean(chords, facts, event.timestamp(), typing=typing)

    def _let_go(self, event: QKeyEvent) -> bool:
        """Space was let go: a tap is a key as any other, what was held has talked."""
        if event.isAutoRepeat() or not self._space.isActive():
            return False
        self._space.stop()
        return self._mean(("Space",), self._facts(False), event.timestamp(), typing=False)

    def _mean(self, chords: Sequence[str], facts: frozenset[str], ms: int, *, typing: bool) -> bool:
        """Do what a key means here, read in the first way that means anything; whether it is taken."""
        begun, self._pressed = self._pressed if 0 <= ms - self._pressed_ms <= SEQUENCE_MS else (), ()
        # A letter that no sequence goes on with does nothing: who pressed it after ``g`` meant to go somewhere.
        alone = not begun or not all(single(chord) for chord in chords)
        for before in (begun, ()) if begun and alone else (begun,):
            for chord in chords:
                found = self.keymap.find((*before, chord), facts)
                if found is True:
                    self._pressed, self._pressed_ms = (*before, chord), ms
                elif isinstance(found, Binding):
                    self._press(found)
                if found is not False:
                    return True
        return any(single(chord) for chord in chords) and not typing

    def _typing(self) -> bool:
        focus = self._window.activeFocusItem()
        return focus is not None and bool(focus.flags() & QQuickItem.Flag.ItemAcceptsInputMethod)

    def _own(self) -> Sequence[str]:
        """The keys that what has the focus takes itself, whatever verbs they have on the screen around it."""
        focus = self._window.activeFocusItem()
        own = focus.property("ownKeys") if focus is not None else None
        return own.split() if isinstance(own, str) else ()

    def _on(self, what: str) -> bool:
        """Whether what has the focus is something of that kind. Lists take Enter as the verb, buttons as a press."""
        focus = self._window.activeFocusItem()
        return focus is not None and bool(focus.property(what))


def reduced_motion() -> bool:
    """Whether the system asks for less motion, where Qt can tell."""
    hints = QGuiApplication.styleHints()
    return bool(hints.property("reducedMotion") or False)
