"""What every bench shares: a small table for people, one JSON line for machines, and mail to measure with."""

import json
import math
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.parts import mailset


@dataclass(frozen=True)
class Goal:
    """What a number should be."""

    limit: float
    least: bool = False
    """The number should be at least this, not at most."""

    def met(self, value: float) -> bool:
        return value >= self.limit if self.least else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.limit:g}"


def show(name: str, metrics: Mapping[str, float], goals: Mapping[str, Goal], notes: Sequence[str] = ()) -> None:
    """Print the table, goal and result side by side, and as the last line the JSON."""
    print(f"\n{name}")
    for note in notes:
        print(f"  {note}")
    for key, value in metrics.items():
        goal = goals.get(key)
        verdict = "" if goal is None else f"  goal {goal!s:<8} {'holds' if goal.met(value) else 'DOES NOT HOLD'}"
        print(f"  {key:<26} {value:>12,.4g}{verdict}")
    print(json.dumps({"name": name, "metrics": {k: round(v, 5) for k, v in metrics.items()}}), flush=True)


@contextmanager
def place() -> Iterator[Path]:
    """A folder for the time of a bench."""
    with tempfile.TemporaryDirectory(prefix="osone-bench-") as folder:
        yield Path(folder)


def a_maildir(given: Path | None, into: Path, count: int = mailset.REAL) -> Path:
    """The Maildir that was named; else one of real mail, or of written where that cannot be had or is too little."""
    if given is not None:
        if not any((given / part).is_dir() for part in ("cur", "new")) and not any(given.rglob("cur")):
            raise SystemExit(f"{given} is not a Maildir.")
        return given
    if count <= mailset.REAL and mailset.have_real():
        return write_maildir(into, mailset.real(count))
    return write_maildir(into, mailset.written(count))


def write_maildir(into: Path, mails: Iterable[bytes]) -> Path:
    """Write mails as a Maildir."""
    for part in ("cur", "new", "tmp"):
        (into / part).mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(mails):
        (into / "cur" / f"{number:08d}.osone:2,S").write_bytes(raw)
    return into


def peer_cpu(command: Sequence[str], home: Path) -> float:
    """CPU seconds, user and system, that another program takes. Raises CalledProcessError with what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, check=True, env={**os.environ, "HOME": str(home)}, stdin=subprocess.DEVNULL, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def missing(*programs: str) -> list[str]:
    """Those of these programs that are not on this machine."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    return [program for program in programs if shutil.which(program, path=path) is None]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


NOTMUCH_CONFIG = """[database]
path={base}
mail_root={mail}
[user]
name=Bench
primary_email=bench@example.test
[new]
tags=inbox
"""


def notmuch_config(base: Path, mail: Path) -> Path:
    """Write a configuration that keeps notmuch's index in ``base`` and leaves the mail where it is."""
    base.mkdir(parents=True, exist_ok=True)
    path = base / "config"
    path.write_text(NOTMUCH_CONFIG.format(base=base, mail=mail))
    return path
