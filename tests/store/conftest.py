from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store import world as worlds
from tests.store.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worlds.settle(worlds.make(tmp_path_factory.mktemp("template") / "profile"))
