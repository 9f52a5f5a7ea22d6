"""What the settings say of this installation: its voice, its model, where its data is, and its version."""

from collections.abc import Mapping

from osone import __version__
from osone.app.profile.profile import Profile
from osone.model.settings import text
from osone.text.catalogue import N_, _
from osone.voice import catalogue

NAMED_MINDS = {
    **dict.fromkeys(("starter", "none"), N_("None. Search, sorting and reminders still work.")),
}
"""What stands for a model that is none of Ollama's."""


def words(kept: Mapping[str, object], profile: Profile) -> dict[str, str]:
    """The facts of the settings screen, by name, from the settings that are kept."""
    voice = catalogue.in_words(catalogue.voice(text(kept, "voice.choice")))
    mind = text(kept, "mind.choice")
    return {
        "voice": _("{voice}, {place}", voice=voice.label, place=voice.where) if voice.where else voice.label,
        "mind": _(NAMED_MINDS[mind]) if mind in NAMED_MINDS else mind.removeprefix("ollama:"),
        "place": f"{profile.folder}. {_(profile.secrets.vault.said)}",
        "version": f"OS One {__version__}",
    }
