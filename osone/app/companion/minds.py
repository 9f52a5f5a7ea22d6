"""The mind that was chosen, ready to be talked to, or None with the sentence that says why there is none."""

from collections.abc import Mapping

from osone.companion.minds.ollama import OllamaHost, OllamaMind
from osone.companion.minds.protocol import Mind
from osone.companion.minds.starter import StarterMind, why_not
from osone.companion.onboarding import DEFAULT_NAME, OLLAMA, STARTER_MIND, Onboarding
from osone.companion.persona import Persona
from osone.model.settings import switch
from osone.text.catalogue import _


def chosen(choice: object) -> tuple[Mind | None, str]:
    """The mind of a ``mind.choice`` setting, and why nobody talks freely. Nothing is loaded yet."""
    text = str(choice or STARTER_MIND)
    if text.startswith(OLLAMA):
        return OllamaMind(text.removeprefix(OLLAMA), OllamaHost()), ""
    # The small mind that comes along is never asked for words, so it makes no difference to what is said.
    mind = StarterMind() if text == STARTER_MIND and why_not() is None else None
    return mind, _("No model is selected. I can still find, sort and remind. I just can't chat.")


def persona(settings: Mapping[str, object]) -> Persona:
    """Who it is, from the settings."""
    return Persona(
        name=str(settings.get("companion.name") or DEFAULT_NAME),
        person=str(settings.get("person.name") or ""),
        talk=Onboarding.kept(settings).talk,
    )


def phrases(settings: Mapping[str, object]) -> bool:
    """Whether the mind may put short answers of rules into words."""
    return switch(settings, "mind.phrases")


def made_of(settings: Mapping[str, object]) -> tuple[object, ...]:
    """What a talk is made of: with another of these a new one begins."""
    return settings.get("mind.choice"), persona(settings), phrases(settings)
