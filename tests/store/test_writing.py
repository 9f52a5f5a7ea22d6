"""A transaction that must be on the disk: what waits for it, and what need not."""

import os
from pathlib import Path

import apsw
import pytest

from osone.store import settings
from osone.store.writing import transaction
from tests.store import world as worlds


def test_nobody_waits_for_another_transaction_to_reach_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = worlds.make(tmp_path / "profile")
    other, log = world.store.writer(), world.store.folder / "core.db-wal"
    synced: list[bool] = []
    real = os.fsync

    def slow(file: int) -> None:
        # While the disk is at work, the lock is free and what was committed is seen.
        with transaction(other) as tx:
            assert settings.get(other, "person.name") == "Amy"
            settings.put(tx, "companion.name", "Iris")
        synced.append(os.path.samestat(os.fstat(file), log.stat()))
        real(file)

    monkeypatch.setattr(os, "fsync", slow)
    with transaction(world.core, durable=True) as tx:
        settings.put(tx, "person.name", "Amy")
    assert synced == [True], "the log is all there is of it"
    with transaction(world.core) as tx:
        settings.put(tx, "person.name", "Bea")
    assert len(synced) == 1, "what acts on nothing outside waits for no disk"
    other.close()
    world.close()


def test_what_fails_waits_for_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = worlds.make(tmp_path / "profile")
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    with pytest.raises(apsw.SQLError), transaction(world.core, durable=True):
        world.core.execute("SELECT nothing FROM nowhere")
    assert (synced, world.core.in_transaction) == ([], False)
    world.close()
