"""From a key on the window to a verb: one event filter, a few microseconds an event."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

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
SEQUENCE_MS = 1200
"""How long the second key of ``g i`` is waited for."""
OVER_PALETTE = ("Mod+K", "Mod+Q")
"""What acts while the palette is open."""
BY_HAND = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate,
})  # fmt: skip
IGNORED = (Key.SHIFT, Key.CONTROL, Key.ALT, Key.META, Key.ALT_GR)


def chord_of(event: QKeyEvent) -> str:
    """How a key event is written, or empty for one that no verb can have. Letters go by key, symbols by their text."""
    modifiers = event.modifiers().value
    key, text = event.key(), event.text()
    if modifiers & Held.ALT and text not in SYMBOLS:
        return ""
    mod = "Mod+" if modifiers & Held.CONTROL else ""
    shift = bool(modifiers & Held.SHIFT)
    name = NAMES.get(key)
    if name is not None:
        return f"{mod}{'Shift+' if shift else ''}{name}"
    if ord("A") <= key <= ord("Z"):
        letter = chr(key)
        return f"{mod}{'Shift+' if shift else ''}{letter}" if mod or shift else letter.lower()
    if text and text in SYMBOLS and not mod:
        return text
    if ord("0") <= key <= ord("9") and not shift:
        return f"{mod}{chr(key)}"
    return ""


class KeyFilter(QObject):
    """Watches a window's keys: what means a verb here is taken, all else goes on to the items."""

    def __init__(
        self,
        window: QQuickWindow,
        keymap: Keymap,
        facts: Callable[[bool], frozenset[str]],
        press: Callable[[Binding], None],
        closing: Callable[[], None],
        here: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self.keymap = keymap
        self._window = window
        self._facts = facts
        self._press = press
        self._closing = closing
        self._here = here
        """Called when the person does something, whatever it means."""
        self._pressed: tuple[str, ...] = ()
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(SEQUENCE_MS)
        self._forget.timeout.connect(self._clear)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key that means a verb."""
        kind = event.type()
        if kind == QEvent.Type.Close:
            self._closing()
            return False
        if kind in BY_HAND:
            self._here()
        if kind != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() in IGNORED:
            return False
        chord = chord_of(event)
        if not chord:
            return False
        typing = self._typing()
        facts = self._facts(typing)
        if "palette" in facts and chord not in OVER_PALETTE:
            return False
        if chord in ("Enter", "Space") and not typing and self._on_button():
            return False
        found = self.keymap.find((*self._pressed, chord), facts)
        if found is False and self._pressed:
            self._clear()
            found = self.keymap.find((chord,), facts)
        if found is True:
            self._pressed = (*self._pressed, chord)
            self._forget.start()
            return True
        self._clear()
        if isinstance(found, Binding):
            self._press(found)
            return True
        return single(chord) and not typing

    def _clear(self) -> None:
        self._pressed = ()
        self._forget.stop()

    def _typing(self) -> bool:
        focus = self._window.activeFocusItem()
        return focus is not None and bool(focus.flags() & QQuickItem.Flag.ItemAcceptsInputMethod)

    def _on_button(self) -> bool:
        """Whether a button has the focus that Enter should press. Lists take Enter as the verb."""
        focus = self._window.activeFocusItem()
        return focus is not None and bool(focus.property("pressable")) and bool(focus.property("tabStop"))


def reduced_motion() -> bool:
    """Whether the system asks for less motion, where Qt can tell."""
    hints = QGuiApplication.styleHints()
    return bool(hints.property("reducedMotion") or False)
