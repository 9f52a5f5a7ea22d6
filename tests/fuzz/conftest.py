"""How long each law is tried, and what came of it."""

from collections import Counter

import pytest

from osone.host import environment
from tests.fuzz.harness import TRIED

SECONDS = "OSONE_FUZZ_SECONDS"
"""What all laws of a run may take together; nothing where each is tried in one round only."""


@pytest.fixture
def share(request: pytest.FixtureRequest) -> float:
    """The seconds of one law: each kind of input has as much as any other, whatever the number of its laws."""
    laws = [item for item in request.session.items if "share" in getattr(item, "fixturenames", ())]
    kinds = Counter(item.nodeid.partition("::")[0] for item in laws)
    mine = kinds[request.node.nodeid.partition("::")[0]]
    return float(environment.value(SECONDS) or 0) / len(kinds) / mine


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was tried of each kind."""
    if environment.value(SECONDS):
        for kind, tried in sorted(TRIED.items()):
            terminalreporter.write_line(f"{kind}: {tried.inputs} inputs in {tried.seconds:.0f} s of a processor")
