"""Killing whoever acts, at random points: nothing lost, nothing twice, and undo still works."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.store import journal, pieces
from osone.store.files import Store
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import KEY, NOW, hold, letter, snapshot

KILLS = 120


@pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of a process are made by fork")
def test_after_every_kill_the_store_is_whole_and_everything_can_be_taken_back(tmp_path: Path) -> None:
    world = worlds.make(tmp_path / "profile")
    with transaction(world.core) as tx:
        pairs = [letter(n, n + 1, (n - n % 2,), n % 8) for n in range(120)]
        worlds.send(tx, world.imap, world.folder(world.imap, "INBOX"), pairs)
        alone = [letter(n, n, (), n % 8) for n in range(500, 680)]
        worlds.send(tx, world.local, world.folder(world.local, "INBOX"), alone)
    before = snapshot(world.core)
    folder = worlds.settle(world)
    chance = random.Random(11)
    unfinished = 0
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        for kill in range(KILLS):
            print(kill, chance.uniform(0.005, 0.06), file=child.stdin, flush=True)
            assert child.stdout.readline() == "killed\n"
            core = Store(folder, KEY).writer()
            work = pieces.oldest(core)
            unfinished += work is not None
            if kill % 6 == 0:
                hold(core)
            if kill % 10 == 0:
                core.pragma("wal_checkpoint", "truncate")
            core.close()
        child.stdin.close()
    assert unfinished > 3  # large commands were cut in the middle
    core = Store(folder, KEY).writer()
    while running.go_on(core, now=NOW):
        pass
    hold(core)
    entries = int(str(core.execute("SELECT count(*) FROM journal WHERE state = 'done'").get))
    assert entries > 10
    while journal.last_done(core) is not None:
        running.run(core, "undo", {}, by="person", now=NOW, registry=REGISTRY)
        while running.go_on(core, now=NOW):
            pass
    hold(core)
    assert snapshot(core) == before
    core.close()
