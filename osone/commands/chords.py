"""How keys are written: ``e``, ``Shift+J``, ``Mod+K``, ``F6``, and sequences such as ``g i``.

``Mod`` is Ctrl, and the command key on macOS. A letter alone is the unshifted key; a symbol (``#``, ``?``, ``/``) is
the text that the keyboard gives, whatever was pressed to get it.
"""

import string
import sys

from osone.model.errors import CommandError
from osone.text.catalogue import N_, _

NAMED = frozenset(
    {"Enter", "Esc", "Space", "Tab", "Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown", "Delete"}
    | {"Plus", "Minus"}
    | {f"F{n}" for n in range(1, 13)}
)
SYMBOLS = frozenset("#?/!.,;'-=+*")
ALIASES = {"Return": "Enter", "Escape": "Esc", "Ctrl": "Mod", "Cmd": "Mod"}


def parse(text: str) -> tuple[str, ...]:
    """Read a key or a sequence of keys into its one spelling. Raises CommandError for what cannot be a key."""
    parts = text.split()
    if not parts:
        raise CommandError(_("Name a key."))
    return tuple(_one(part) for part in parts)


def _one(text: str) -> str:
    *modifiers, key = text.split("+") if len(text) > 1 and not text.endswith("+") else [text]
    names = {ALIASES.get(m.capitalize(), m.capitalize()) for m in modifiers}
    key = ALIASES.get(key.capitalize(), key)
    if names - {"Mod", "Shift"}:
        raise CommandError(_("“{keys}” can't be used: only Mod and Shift combine with other keys.", keys=text))
    if key.capitalize() in NAMED or key in NAMED:
        key = key if key in NAMED else key.capitalize()
    elif len(key) == 1 and key in string.ascii_letters + string.digits:
        key = key.upper() if names else key.lower()
    elif not (len(key) == 1 and key in SYMBOLS):
        raise CommandError(_("“{keys}” isn't a known key.", keys=text))
    return "+".join([*(m for m in ("Mod", "Shift") if m in names), key])


CAPS = {
    "Ctrl": N_("Ctrl"), "Shift": N_("Shift"), "Enter": N_("Enter"), "Esc": N_("Esc"), "Space": N_("Space"),
    "Tab": N_("Tab"), "Home": N_("Home"), "End": N_("End"), "PageUp": N_("PageUp"), "PageDown": N_("PageDown"),
    "Delete": N_("Delete"),
}  # fmt: skip
"""What stands on the caps of keys that have names, as keyboards of the person's language have it."""
SIGNS = {"Plus": "+", "Minus": "−", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def key_words(keys: str, *, mac: bool = sys.platform == "darwin") -> str:
    """Keys as they stand on the caps, with a blank between two: ``Mod+K`` is ``Ctrl K``, and ``⌘ K`` on macOS."""
    return " ".join(_cap(part, mac=mac) for chord in keys.split() for part in chord.split("+") if part)


def _cap(key: str, *, mac: bool) -> str:
    if key == "Mod":
        key = "⌘" if mac else "Ctrl"
    if key in SIGNS:
        return SIGNS[key]
    # A blank parts two caps, so that one within a name does not.
    return _(CAPS[key]).replace(" ", "\u00a0") if key in CAPS else key


def key_said(keys: str, *, mac: bool = sys.platform == "darwin") -> str:
    """Keys as they stand in a sentence: ``Mod+K`` is ``Ctrl+K``, and ``⌘K`` on macOS."""
    return " ".join(("" if mac else "+").join(key_words(chord, mac=mac).split(" ")) for chord in keys.split())


def single(chord: str) -> bool:
    """Whether a key types a character, so that it may only act where no text is being edited (WCAG 2.1.4)."""
    return "Mod" not in chord and chord.split("+")[-1] not in NAMED


def beside_text(chord: str) -> bool:
    """Whether a key may act while text is being edited: a line keeps its letters, and its arrows, Enter and Delete."""
    return "Mod" in chord or chord in ("Esc", "F6", "Shift+F6")
