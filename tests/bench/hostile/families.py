"""Every family of hostile things by its name."""

from collections.abc import Mapping, Sequence

from tests.bench.hostile import accounts, calendar, imports, messages, profiles, servers, talk
from tests.bench.hostile.trial import Trial

FAMILIES: Mapping[str, Sequence[Trial]] = {
    "messages": messages.TRIALS,
    "imports": imports.TRIALS,
    "servers": servers.TRIALS,
    "calendar": calendar.TRIALS,
    "accounts": accounts.TRIALS,
    "talk": talk.TRIALS,
    "profiles": profiles.TRIALS,
}


def find(family: str, name: str) -> Trial:
    """The trial of this name. Raises KeyError."""
    return {trial.name: trial for trial in FAMILIES[family]}[name]
