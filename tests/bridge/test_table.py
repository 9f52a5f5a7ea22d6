"""The table of screens and what is bound to it say the same."""

from osone.bridge.screens import CLASSES
from osone.commands.everything import REGISTRY
from osone.commands.screens import SCREENS
from osone.host import paths


def test_every_screen_of_the_table_has_its_class_and_every_class_its_row() -> None:
    assert list(CLASSES) == [screen.name for screen in SCREENS]


def test_every_screen_has_a_verb_that_goes_there_and_a_file_that_draws_it() -> None:
    for screen in SCREENS:
        assert REGISTRY[f"go.{screen.name}"].title == screen.sentence
        assert (paths.data("ui") / "OSOne" / screen.qml).is_file()


def test_every_foot_teaches_verbs_that_have_keys() -> None:
    for screen in SCREENS:
        assert [command for command, _ in screen.foot if not REGISTRY[command].keys and command != "look.mode"] == []
