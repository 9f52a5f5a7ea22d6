"""The language of this process: the person's choice, else the system's, as far as there is a catalogue of it."""

from collections.abc import Mapping

from osone.host import here, paths
from osone.text import catalogue


def begin() -> None:
    """Speak the system's language, until the store can tell what the person chose."""
    catalogue.choose(here.languages(), paths.data("resources") / "locale")


def follow(kept: Mapping[str, object]) -> None:
    """Speak the language that the settings name, if they name one."""
    chosen = kept.get("look.language")
    if isinstance(chosen, str) and chosen:
        catalogue.choose([chosen], paths.data("resources") / "locale")
