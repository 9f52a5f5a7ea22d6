"""The real voices and ears for the tests, brought where they are missing."""

import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from osone.host import parts
from osone.voice.hearing import Hearing
from osone.voice.speaking import Speaking

FETCHER = Path(__file__).parents[2] / "packaging" / "parts.py"
NEEDED = ("kokoro", "piper", "ears")
QUIET = {"OSONE_SOUND": "off"}


@pytest.fixture(scope="session")
def weights() -> None:
    """Kokoro, Piper and tiny.en lie where the program looks for them."""
    if not all(parts.here(name) for name in NEEDED):
        subprocess.run([sys.executable, str(FETCHER), "voices", "ears"], check=True)
    assert all(parts.here(name) for name in NEEDED)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def speaking(weights: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Speaking]:
    """One voice for a module, on no sound card."""
    mouth = Speaking(tmp_path_factory.mktemp("voice"), environment=QUIET)
    yield mouth
    await mouth.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hearing(weights: None) -> AsyncIterator[Hearing]:
    """The real ears."""
    ears = Hearing()
    yield ears
    await ears.close()
