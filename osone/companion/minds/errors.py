"""The ways in which a mind can fail, each with one clear sentence and a way on.

The ids in ``command`` belong to the verbs of the companion: ``mind.choose`` (pick another), ``mind.pull`` (fetch the
one that is missing), ``mind.retry`` (ask the same again), ``talk.fresh`` (begin a new talk).
"""

from osone.model.errors import MindError
from osone.text.catalogue import _, plural

CHOOSE = "mind.choose"
PULL = "mind.pull"
RETRY = "mind.retry"
FRESH = "talk.fresh"


class AbsentError(MindError):
    """Nobody answers at the address of the mind, or it cannot run on this machine."""


class MissingModelError(MindError):
    """The server is there, the model is not."""


class MemoryShortError(MindError):
    """The model does not fit into what memory is free."""


class EmptyReplyError(MindError):
    """The server said all is well and sent no words."""


class StallError(MindError):
    """The server fell silent."""


class CutOffError(MindError):
    """The line broke, or the server failed, in the middle of a reply."""


class ContextFullError(MindError):
    """The talk is longer than the model can hold."""


class MindRefusedError(MindError):
    """The server refused for a reason of its own, which the sentence quotes."""


def ollama_absent(host: str) -> AbsentError:
    """Nobody answers at Ollama's address."""
    return AbsentError(
        _("Ollama isn't responding at {host}.", host=host),
        remedy=_("Start Ollama, or choose another model."),
        command=CHOOSE,
    )


def missing(model: str) -> MissingModelError:
    """Ollama has no such model, or no longer."""
    return MissingModelError(
        _("Ollama doesn't have the model {model}.", model=model),
        remedy=_("Download it again, or choose another one."),
        command=PULL,
    )


def unknown_to_library(model: str) -> MissingModelError:
    """Ollama's library has no such model."""
    return MissingModelError(
        _("Ollama's library has no model called {model}.", model=model),
        remedy=_("Check the spelling, or choose one from the list."),
        command=CHOOSE,
    )


def memory_short(model: str) -> MemoryShortError:
    """Not enough memory for the model."""
    return MemoryShortError(
        _("There isn't enough free memory for {model}.", model=model),
        remedy=_("Choose a smaller model, or close other programs and ask again."),
        command=CHOOSE,
    )


def nothing_said(name: str) -> EmptyReplyError:
    """A reply without a word."""
    return EmptyReplyError(
        _("{model} gave an empty answer.", model=name),
        remedy=_("Ask again; other words often help."),
        command=RETRY,
    )


def stalled(name: str, seconds: float) -> StallError:
    """Silence for longer than our patience."""
    return StallError(
        plural(
            "{model} didn't respond for {count} second.",
            "{model} didn't respond for {count} seconds.",
            round(seconds),
            model=name,
        ),
        remedy=_("Ask again, or choose a smaller model."),
        command=RETRY,
    )


def cut_off(name: str, cause: str = "") -> CutOffError:
    """The reply broke off."""
    cause = cause.strip().rstrip(".")
    return CutOffError(
        _("{model} broke off in the middle of its reply: {cause}.", model=name, cause=cause)
        if cause
        else _("{model} broke off in the middle of its reply.", model=name),
        remedy=_("What was said so far is kept. Ask again for the rest."),
        command=RETRY,
    )


def context_full(name: str) -> ContextFullError:
    """The prompt does not fit."""
    return ContextFullError(
        _("This talk is too long for {model}.", model=name),
        remedy=_("Start a new talk. This one is kept."),
        command=FRESH,
    )


def refused(name: str, cause: str) -> MindRefusedError:
    """Something else, in the server's own words."""
    cause = cause.strip().rstrip(".")
    return MindRefusedError(
        _("{model} couldn't answer: {cause}.", model=name, cause=cause)
        if cause
        else _("{model} couldn't answer, and didn't say why.", model=name),
        remedy=_("Ask again, or choose another model."),
        command=CHOOSE,
    )
