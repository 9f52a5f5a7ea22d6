"""The settings as a screen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtQml import QQmlEngine

from osone.bridge.drawing.theme import Look
from osone.bridge.ports import Parts
from osone.bridge.screen import Around, Gestures, Screen, one
from osone.bridge.settings import values
from osone.bridge.settings.settings import Preferences
from osone.model.change import Change, Topic
from osone.model.settings import SETTINGS
from osone.model.values import whole
from osone.text.catalogue import _

SCALE = "look.scale"
FACTS = frozenset({"list"})


class SettingsScreen(Screen):
    """What the person has chosen."""

    walked = True
    passing = True

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.preferences = one(engine, "OSOne.Settings", Preferences)
        self._look = one(engine, "OSOne.Theme", Look)
        self._said: dict[str, str] = {}
        """What was said last of each setting."""

    def begin(self, parts: Parts) -> None:
        """Take its parts and read all settings."""
        self.preferences.begin(parts.reads, parts.acts, self._look, still=parts.still)

    def changed(self, changes: Sequence[Change]) -> None:
        """Read the settings anew where one changed, or a mailbox."""
        if any(change.topic in (Topic.SETTING, Topic.ACCOUNT, Topic.BLOCKED) for change in changes):
            self.preferences.look_again()

    def facts(self) -> frozenset[str]:
        """The keyboard goes from line to line."""
        return FACTS

    def move(self, by: int) -> None:
        """To the line after or before."""
        self.preferences.stepped.emit(by)

    def page(self, by: int) -> None:
        """Read on by a page."""
        self.preferences.leafed.emit(by)

    def leave_line(self) -> bool:
        """A name that is left with Esc stays what it was; Enter keeps it, and so does going on to another line."""
        self.preferences.putBack.emit()
        return True

    def gestures(self) -> Gestures:
        """To set what the palette was asked for, wherever one is."""
        sets = {f"set {known.key}": partial(self._set, known.key) for known in SETTINGS.values() if known.also}
        return {**sets, "zoom": lambda by: self._zoom(whole(by)), "signature": self._sign}

    def _sign(self, account: object) -> None:
        """Write an account's signature, wherever one is."""
        if self.preferences.ask_signature(str(account)):
            self.around.go("settings")
        else:
            self.around.toast(_("There is no such account."), fault=True)

    def _zoom(self, by: int) -> None:
        """One text size up or down, or with 0 the one that it begins with."""
        known = SETTINGS[SCALE]
        at = known.choices.index(self.preferences.value(SCALE))
        to = max(0, min(at + by, len(known.choices) - 1)) if by else known.choices.index(known.default)
        if to != at:
            self._set(SCALE, str(known.choices[to]))
        else:
            words = values.value_words(SCALE, known.choices[at])
            self._say(SCALE, _("{setting}: {value}", setting=_(known.title), value=words), done=False)

    def _set(self, key: str, words: object) -> None:
        value, title = values.meant(key, str(words)), _(SETTINGS[key].title)
        if value is None:
            among = ", ".join(read for _value, read in values.choices(key, ""))
            self.around.toast(_("{setting} is one of these: {choices}.", setting=title, choices=among), fault=True)
            return
        self.preferences.change(key, value)
        said = _("{setting}: {value}", setting=title, value=values.value_words(key, value))
        self._say(key, said, done=True)

    def _say(self, key: str, words: str, *, done: bool) -> None:
        """Say what a setting is now, in the place of what was said of it just before."""
        before, self._said[key] = self._said.get(key, ""), words
        if done:
            self.around.toast(words, action=_("Undo"), command="undo", instead=before)
        else:
            self.around.toast(words, instead=before)
