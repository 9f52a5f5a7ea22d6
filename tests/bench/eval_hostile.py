"""What hostile bytes cost: ``python -m tests.bench.eval_hostile [FAMILY[/NAME] …] [--size 1]``.

Each thing of ``tests/bench/hostile`` is done at a hundredth, a tenth and the whole of its size, each time in a process
of its own. A number is the worst of all; ``fell`` counts those that ended otherwise than well, or not in time.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.hostile.families import FAMILIES
from tests.bench.hostile.trial import SIZES, Trial
from tests.bench.measure import Goal, place, show

GOALS = {"wait_s": Goal(1), "gil_s": Goal(1), "engine_s": Goal(60), "mb": Goal(200), "fell": Goal(0)}
PATIENCE_S = 100
COLUMNS = ("wait_s", "gil_s", "engine_s", "mb")


def tried(family: str, trial: Trial, size: float, folder: Path) -> dict[str, float] | str:
    """What one trial cost, or how it fell."""
    file = folder / "input"
    file.write_bytes(trial.make(size))
    line = [sys.executable, "-m", "tests.bench.hostile.child", family, trial.name, str(file)]
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        return f"not done after {PATIENCE_S} s"
    if done.returncode:
        said = done.stderr.strip().splitlines()
        return f"ended with {done.returncode}: {said[-1] if said else 'no word'}"
    cost: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return cost


def chosen(wanted: Sequence[str]) -> Iterator[tuple[str, Trial]]:
    """The trials of these families or names; all where none is given."""
    for family, trials in FAMILIES.items():
        for trial in trials:
            if not wanted or family in wanted or f"{family}/{trial.name}" in wanted:
                yield family, trial


def main(wanted: Sequence[str], sizes: Sequence[float]) -> int:
    """Try all, print a line for each, then the worst of every number."""
    worst = dict.fromkeys((*COLUMNS, "fell"), 0.0)
    print(f"{'':44}{'size':>6}" + "".join(f"{name:>10}" for name in COLUMNS))
    for family, trial in chosen(wanted):
        for size in sizes:
            with place() as folder:
                cost = tried(family, trial, size, folder)
            start = f"{family + '/' + trial.name:44}{size:>6g}"
            if isinstance(cost, str):
                worst["fell"] += 1
                print(f"{start}  fell: {cost}", flush=True)
                continue
            over = [name for name in COLUMNS if not GOALS[name].met(cost[name])]
            said = "".join(f"{cost[name]:>10.2f}" for name in COLUMNS)
            print(f"{start}{said}{'  over: ' + ', '.join(over) if over else ''}", flush=True)
            worst.update({name: max(worst[name], cost[name]) for name in COLUMNS})
    show("eval_hostile", worst, GOALS)
    return 0


if __name__ == "__main__":
    reading = argparse.ArgumentParser()
    reading.add_argument("wanted", nargs="*")
    reading.add_argument("--size", type=float, action="append")
    given = reading.parse_args()
    sys.exit(main(given.wanted, given.size or SIZES))
