"""How long each law is tried."""

import pytest

from osone.host import environment

SECONDS = "OSONE_FUZZ_SECONDS"
"""What all laws of a run may take together; nothing where each is tried in one round only."""


@pytest.fixture
def share(request: pytest.FixtureRequest) -> float:
    """The seconds of one law."""
    laws = [item for item in request.session.items if "share" in getattr(item, "fixturenames", ())]
    return float(environment.value(SECONDS) or 0) / len(laws)
