"""The real starter mind for tests, where its parts have been fetched and this processor can run it."""

import importlib.util

from osone.companion.minds import processor
from osone.host import parts


def missing() -> str:
    """What keeps the starter mind from running here, as a sentence; empty where it can."""
    if sentence := processor.lacks():
        return sentence
    if parts.find(parts.MIND) is None:
        return "The built-in model's weights are not here; `make parts` fetches them."
    if importlib.util.find_spec("xllamacpp") is None:
        return "xllamacpp is not installed."
    return ""


def available() -> bool:
    """Whether it can run."""
    return not missing()
