"""How well the kind of a sentence is told (``osone/companion/skills/likely.py``), on a file that it was not trained on.

``python -m tests.bench.eval_intents FILE`` (a kind and a sentence a line, with a heading)

``macro_f1`` is over all kinds of the file. ``understood`` is the part of the sentences of calendar, email, lists, alarm
and datetime whose kind is told rightly and surely enough to be believed; ``false_hits`` the part of all sentences that
are surely taken for one of those and are not. ``ms`` is the mean time of a sentence. Where the weights were trained on
this very file, five folds of it are trained and judged instead (with the phrases of our own in each).
"""

import importlib
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from osone.companion.skills import likely

PACKAGING = Path(__file__).parents[2] / "packaging"
Told = tuple[str, str, float]
"""The kind, the kind that it was taken for, and how sure that is."""


def judged(told: Sequence[Told], sure: float, ours: tuple[str, ...]) -> dict[str, float]:
    """The numbers for what was told."""
    hit, taken, there = Counter[str](), Counter[str](), Counter[str]()
    understood = mine = false_hits = 0
    for kind, best, how in told:
        there[kind] += 1
        taken[best] += 1
        hit[kind] += kind == best
        mine += kind.startswith(ours)
        if how >= sure and best.startswith(ours):
            understood += kind == best
            false_hits += kind != best
    f1 = [2 * hit[kind] / (there[kind] + taken[kind]) for kind in there]
    return {
        "macro_f1": sum(f1) / len(f1), "understood": understood / max(1, mine), "false_hits": false_hits / len(told),
    }  # fmt: skip


def main(path: Path) -> int:
    """Print a table and one line of JSON."""
    sys.path.insert(0, str(PACKAGING))
    train = importlib.import_module("train_kinds")
    model = likely.unpack(likely.weights().read_bytes())
    phrases = train.read(path)
    begun = time.perf_counter()
    told: list[Told] = []
    for phrase in phrases:
        best = model.guesses(phrase.said, 1)[0]
        told.append((phrase.kind, best.kind, best.sure))
    ms = (time.perf_counter() - begun) * 1000 / len(phrases)
    sure = model.sure
    folds = train.digest(path) in model.trained_on
    if folds:
        found = train.folds(phrases, train.read(train.OWN))
        heat, sure = train.calibrated(found)
        told = []
        for phrase, fitted, row in found:
            shares = train.shares(row, heat)
            told.append((phrase.kind, fitted.labels[int(shares.argmax())], float(shares.max())))
    metrics = judged(told, sure, train.OURS) | {"ms": ms, "folds": float(train.FOLDS if folds else 0)}
    for name, value in metrics.items():
        print(f"{name:14}{value:10.4f}")
    print(json.dumps({"name": "eval_intents", "metrics": {name: round(value, 4) for name, value in metrics.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
