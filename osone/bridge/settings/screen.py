"""The settings as a screen."""

from collections.abc import Sequence

from PySide6.QtQml import QQmlEngine

from osone.bridge.drawing.theme import Look
from osone.bridge.ports import Parts
from osone.bridge.screen import Around, Screen, one
from osone.bridge.settings.settings import Preferences
from osone.model.change import Change, Topic

FACTS = frozenset({"list"})


class SettingsScreen(Screen):
    """What the person has chosen."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.preferences = one(engine, "OSOne.Settings", Preferences)
        self._look = one(engine, "OSOne.Theme", Look)

    def begin(self, parts: Parts) -> None:
        """Take its parts and read all settings."""
        self.preferences.begin(parts.reads, parts.acts, self._look, still=parts.still)

    def changed(self, changes: Sequence[Change]) -> None:
        """Read the settings anew where one changed, or a mailbox."""
        if any(change.topic in (Topic.SETTING, Topic.ACCOUNT) for change in changes):
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

    def back(self) -> bool:
        """Back to the day."""
        self.around.go("home")
        return True
