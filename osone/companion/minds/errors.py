"""The ways in which a mind can fail, each with one clear sentence and a way on.

The ids in ``command`` belong to the verbs of the companion: ``mind.choose`` (pick another), ``mind.pull`` (fetch the
one that is missing), ``mind.retry`` (ask the same again), ``talk.fresh`` (begin a new talk).
"""

from osone.model.errors import MindError

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


class RefusedError(MindError):
    """The server refused for a reason of its own, which the sentence quotes."""


def ollama_absent(host: str) -> AbsentError:
    """Nobody answers at Ollama's address."""
    return AbsentError(
        f"Ollama is not answering at {host}.",
        way_on="Start Ollama, or let me use the starter mind; what I do by rules works meanwhile.",
        command=CHOOSE,
    )


def missing(model: str) -> MissingModelError:
    """Ollama has no such model, or no longer."""
    return MissingModelError(
        f"Ollama no longer has the model {model}, or never had it.",
        way_on="Fetch it again, or choose another one.",
        command=PULL,
    )


def unknown_to_library(model: str) -> MissingModelError:
    """Ollama's library has no such model."""
    return MissingModelError(
        f"Ollama's library has no model called {model}.",
        way_on="Look at how the name is spelt, or choose one from the list.",
        command=CHOOSE,
    )


def memory_short(model: str) -> MemoryShortError:
    """Not enough memory for the model."""
    return MemoryShortError(
        f"There is not enough free memory for {model}.",
        way_on="Choose a smaller model, or close something large and ask again.",
        command=CHOOSE,
    )


def nothing_said(name: str) -> EmptyReplyError:
    """A reply without a word."""
    return EmptyReplyError(
        f"{name} answered without saying anything.", way_on="Ask again; other words often help.", command=RETRY
    )


def stalled(name: str, seconds: float) -> StallError:
    """Silence for longer than our patience."""
    return StallError(
        f"{name} has been silent for {seconds:.0f} seconds, so I stopped waiting.",
        way_on="Ask again; if it stays silent, start it anew or choose a smaller model.",
        command=RETRY,
    )


def cut_off(name: str, cause: str = "") -> CutOffError:
    """The reply broke off."""
    told = f": {cause}" if cause else ""
    return CutOffError(
        f"{name} broke off in the middle of the reply{told}.",
        way_on="What came is kept. Ask again for the rest.",
        command=RETRY,
    )


def context_full(name: str) -> ContextFullError:
    """The prompt does not fit."""
    return ContextFullError(
        f"This talk has grown longer than {name} can hold.",
        way_on="Begin a new talk; this one stays in the transcript.",
        command=FRESH,
    )


def refused(name: str, cause: str) -> RefusedError:
    """Something else, in the server's own words."""
    return RefusedError(
        f"{name} could not answer: {cause.strip().rstrip('.') or 'it did not say why'}.",
        way_on="Ask again, or choose another mind.",
        command=CHOOSE,
    )
