"""How quick the window is under the hand, with N mails in the store: ``python -m tests.bench.ui [N]``.

A key counts from the moment it is posted, by a thread that knows nothing of frames, to the first frame that shows what
it means with no blank row in sight, and until its command is written where it writes. Once with the engine at rest, and
once while it reads a new account from a real Dovecot for the first time.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from tests.bench import ui_profile
from tests.parts import dovecot
from tests.parts.mailset import REPOSITORY, written
from tests.sync.desk import settings

GOALS: Mapping[str, float] = {
    "idle_p95_ms": 16,
    "sync_p95_ms": 16,
    "search_p95_ms": 20,
    "first_frame_ratio_empty": 2.5,
    "rss_mb": 250,
    "idle_cpu": 0.5,
}
TRIES = 7
ROUNDS = 32
FLOOD = 40_000
"""Mails on the server, so that the first sync outlasts the keys."""
SCREEN = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    "QT_QPA_UPDATE_IDLE_TIME": "0",
    "OSONE_SOUND": "off",
}


def main() -> None:
    """Measure, print a table for people and, last, one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mails", nargs="?", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--tries", type=int, default=TRIES)
    given = parser.parse_args()
    filled = ui_profile.filled(given.mails)
    metrics: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="osone-bench-") as place:
        metrics |= first_frames(_copy(filled, Path(place) / "first"), given.tries)
        rest = keys(_copy(filled, Path(place) / "idle"), given.rounds, {})
        metrics |= told("at rest", rest, "idle")
        metrics |= {"rss_mb": rest["rss_mb"], "idle_cpu": rest["idle_cpu"], "idle_frames": rest["idle_frames"]}
        if dovecot.found():
            metrics |= told("during a first sync", syncing(_copy(filled, Path(place) / "sync"), given.rounds), "sync")
        else:
            print("There is no dovecot here, so nothing was measured while a first sync runs.")
    print(f"\n{'':28}{'result':>10}{'goal':>10}")
    for name, value in metrics.items():
        goal = GOALS.get(name)
        verdict = "" if goal is None else f"{goal:>10}" + ("" if value <= goal else "   missed")
        print(f"{name:28}{value:>10}{verdict}")
    print(json.dumps({"name": "ui", "metrics": metrics}))


def _surroundings() -> dict[str, str]:
    """As a person starts it: a second start finds the modules compiled."""
    return {name: word for name, word in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | SCREEN


def _copy(filled: Path, to: Path) -> Path:
    shutil.copytree(filled, to)
    return to


def first_frames(folder: Path, tries: int) -> dict[str, float]:
    """From the start of a process to its first frame: ours over an empty QML window's, medians, one after the other."""
    ours, bare = [], []
    for _ in range(tries + 1):
        bare.append(_first("empty"))
        ours.append(_first(str(folder)))
    # The first of each warms the disk.
    own, least = statistics.median(ours[1:]), statistics.median(bare[1:])
    return {
        "first_frame_ratio_empty": round(own / least, 2),
        "first_frame_ms": round(own * 1000),
        "empty_frame_ms": round(least * 1000),
    }


def _first(what: str) -> float:
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.ui_first", what],
        cwd=REPOSITORY,
        env=_surroundings(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    if not done.stdout.strip():
        raise SystemExit(f"The window did not come: {done.stderr}")
    return float(done.stdout.split()[-1]) - begun


def keys(folder: Path, rounds: int, server: Mapping[str, object]) -> dict[str, float]:
    """Press the keys in a window of its own process, and take what it measured."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.ui_keys", str(folder), str(rounds)],
        cwd=REPOSITORY,
        env=_surroundings(),
        input=json.dumps(server) + "\n",
        stdout=subprocess.PIPE,
        text=True,
        timeout=900,
    )
    if done.returncode:
        raise SystemExit(f"The window fell with {done.returncode}.")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def syncing(folder: Path, rounds: int) -> dict[str, float]:
    """The same while a first sync with a real server goes on."""
    with dovecot.Dovecot() as server:
        # The newest of all, so that they come in above what is looked at.
        server.deliver("amy", written(FLOOD, seed=23, newest=int(time.time())), received=int(time.time()) - FLOOD)
        account = settings(server.port, ca=server.ca)
        return keys(
            folder, rounds, {"address": "amy@example.test", "password": server.users["amy"], "settings": account}
        )


def told(when: str, found: Mapping[str, object], name: str) -> dict[str, float]:
    """Print a table, a line for each key, and give the share that counts: all presses together."""
    taken: dict[str, list[float]] = found["keys"]  # type: ignore[assignment]
    frames: dict[str, list[float]] = found["frames"]  # type: ignore[assignment]
    cpu: dict[str, list[float]] = found["cpu"]  # type: ignore[assignment]
    before, after = cast("list[list[int]]", found["mails"])
    print(f"\nKeys {when}: {found['rows']:,} conversations listed, mails (with text) {before} → {after}")
    print(
        f"  {'key':8}{'times':>6}{'median':>9}{'p95':>9}{'worst':>9}   ms; frame alone {'median':>7}{'p95':>9}"
        f"; own CPU {'median':>7}"
    )
    for key, spent in taken.items():
        low, high, worst = _ms(spent)
        frame_low, frame_high, _ = _ms(frames[key])
        print(
            f"  {key:8}{len(spent):>6}{low:>9}{high:>9}{worst:>9}{'':18}{frame_low:>7}{frame_high:>9}"
            f"{'':10}{_ms(cpu[key])[0]:>7}"
        )
    for sentence in found["late"]:  # type: ignore[attr-defined]
        print(f"  {sentence}")
    every = [seconds for spent in taken.values() for seconds in spent]
    return {
        f"{name}_p95_ms": _ms(every)[1],
        f"{name}_p50_ms": _ms(every)[0],
        f"{name}_worst_key_p95_ms": max(_ms(spent)[1] for spent in taken.values()),
        f"{name}_gui_cpu_p95_ms": _ms([seconds for spent in cpu.values() for seconds in spent])[1],
        f"{name}_late": len(found["late"]),  # type: ignore[arg-type]
        **({"search_p95_ms": _ms(taken["search"])[1]} if name == "idle" and "search" in taken else {}),
    }


def _ms(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Median, 95th percentile and worst, in milliseconds."""
    rising = sorted(seconds)
    high = rising[min(len(rising) - 1, int(len(rising) * 0.95))]
    return round(statistics.median(rising) * 1000, 2), round(high * 1000, 2), round(rising[-1] * 1000, 2)


if __name__ == "__main__":
    main()
