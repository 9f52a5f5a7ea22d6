from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.store import messages, settings
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import World, letter


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worlds.settle(worlds.make(tmp_path_factory.mktemp("template") / "profile"))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile that holds a name and one letter with its body, closed."""
    world = worlds.make(tmp_path / "profile")
    with transaction(world.core) as tx:
        settings.put(tx, "person.name", "Amy")
        [message] = worlds.send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(1, 1)])
    raw = world.store.writer("raw")
    messages.keep_raw(raw, [(message, b"Subject: About 1\r\n\r\nthe lamps", "the lamps")], world.core)
    for connection in (raw, world.core):
        connection.pragma("wal_checkpoint", "truncate")
        connection.close()
    return world.store.folder
