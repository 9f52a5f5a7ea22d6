"""A child that carries out random verbs until it is killed: ``python -m tests.store.killed FOLDER``.

It loads everything once and then makes a copy of itself for each line ``SEED SECONDS`` that it reads.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import apsw

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.model.errors import CommandError
from osone.store.files import Store
from tests.store.world import KEY, NOW

VERBS = (
    "mail.archive", "mail.trash", "mail.spam", "mail.inbox", "mail.move", "mail.star", "mail.unread", "mail.read",
    "task.add", "task.done", "task.delete", "task.priority", "settings.set", "undo", "redo", "stop",
)  # fmt: skip


def act(core: apsw.Connection, chance: random.Random, verbs: tuple[str, ...] = VERBS) -> Outcome | None:
    """One verb on random nouns, a large one now and then."""
    verb = chance.choice(verbs)
    noun = verb.partition(".")[0]
    given: dict[str, object] = {}
    if noun in ("mail", "task") and verb != "task.add":
        there = [
            int(str(i)) for (i,) in core.execute("SELECT id FROM thread" if noun == "mail" else "SELECT id FROM task")
        ]
        if not there:
            return None
        count = len(there) if chance.random() < 0.2 else chance.randint(1, 4)
        given["threads" if noun == "mail" else "tasks"] = chance.sample(there, min(count, len(there)))
    more: dict[str, dict[str, object]] = {
        "mail.move": {"folder": chance.choice(("House", "Junk"))},
        "task.add": {"line": f"Buy lamp {chance.randrange(99)}"},
        "task.priority": {"number": chance.randint(1, 4)},
        "settings.set": {"key": "look.scale", "value": chance.choice((90, 100, 110))},
    }
    try:
        return running.run(core, verb, {**given, **more.get(verb, {})}, by="person", now=NOW, registry=REGISTRY)
    except CommandError:
        return None


def work(folder: Path, seed: int) -> None:
    """Act for ever, going on first with what the last one left."""
    core = Store(folder, KEY).writer()
    chance = random.Random(seed)
    while True:
        if not running.go_on(core, now=NOW):
            act(core, chance)
        elif chance.random() < 0.1:
            # What else is done to the same mail meanwhile would rightly be left alone when it is taken back.
            act(core, chance, ("undo", "redo", "stop"))


def main() -> None:
    """Make, kill and count copies as asked."""
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        seed, seconds = line.split()
        child = os.fork()
        if child == 0:
            work(folder, int(seed))
        time.sleep(float(seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print("killed", flush=True)


if __name__ == "__main__":
    main()
