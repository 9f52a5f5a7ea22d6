"""Every number of the house beside its goal: ``python -m tests.bench [NAME …]`` runs all benches, or those named.

What they measure against (mu, notmuch, Dovecot) is installed where that may be done. What came out is shown, and saved
as a page in ``bench-results/``.
"""

import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tests.bench import eval_hostile, eval_mails, send
from tests.bench.measure import Goal, missing

REPOSITORY = Path(__file__).resolve().parents[2]
MIME = Path("tests/mail/mime")
"""Messages with their readings beside them; another folder is named in OSONE_EVAL_MIME."""
PEERS = {"mu": "maildir-utils", "notmuch": "notmuch", "mbsync": "isync", "dovecot": "dovecot-imapd"}
BENCHES: Mapping[str, Sequence[str]] = {
    "index": (),
    "search": (),
    "sync": ("10000",),
    "send": (),
    "ui": ("10000",),
    "mind": (),
    "eval_mime": (os.environ.get("OSONE_EVAL_MIME", str(MIME)),),
    "eval_dates": (os.environ.get("OSONE_EVAL_DATES", ""),),
    "eval_recurrence": (os.environ.get("OSONE_EVAL_RECURRENCE", ""),),
    "eval_hostile": (),
    "eval_mails": (),
    "eval_facts": (),
}
GOALS: Mapping[str, Mapping[str, Goal]] = {
    "index": {"cpu_ratio_mu": Goal(0.2), "cpu_ratio_notmuch": Goal(0.08), "rss_mb": Goal(300)},
    "search": {"worst_ratio_notmuch": Goal(0.33), "p95_ms": Goal(20)},
    "sync": {"header_ratio_floor": Goal(1.5), "first_rows_s": Goal(1), "noop_ratio_select": Goal(3)},
    "send": send.GOALS,
    "ui": {
        "idle_p95_ms": Goal(16),
        "sync_p95_ms": Goal(16),
        "first_frame_ratio_empty": Goal(2.5),
        "rss_mb": Goal(250),
    },
    "mind": {"turn2_ratio": Goal(1.3)},
    "eval_mime": {"agree": Goal(0.98, least=True)},
    "eval_hostile": eval_hostile.GOALS,
    "eval_mails": eval_mails.GOALS,
    "eval_facts": {"right": Goal(20, least=True), "wrong": Goal(0), "embarrassing": Goal(0)},
}


def install_peers() -> None:
    """Install what is measured against, where that may be done; else name the line that does it."""
    packages = [PEERS[name] for name in missing(*PEERS)]
    if not packages:
        return
    line = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if os.name == "posix" and shutil.which("apt-get"):
        rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
        steps = ([*rights, "apt-get", "update", "-qq"], [*rights, *line])
        if all(subprocess.run(step, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0 for step in steps):
            return
    print(f"Some numbers need others to be measured against: sudo {' '.join(line)}")


def ready(name: str, arguments: Sequence[str]) -> bool:
    """Whether a bench is there, and what it reads."""
    if importlib.util.find_spec(f"tests.bench.{name}") is None:
        return False
    return (
        not arguments or not name.startswith("eval_") or (bool(arguments[0]) and (REPOSITORY / arguments[0]).is_dir())
    )


def run(name: str, arguments: Sequence[str]) -> dict[str, float] | None:
    """Run one bench in a process of its own, show what it prints, and return its numbers."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    lines: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", f"tests.bench.{name}", *arguments],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    try:
        found = json.loads(lines[-1])
        return {str(key): float(value) for key, value in found["metrics"].items()}
    except (IndexError, ValueError, KeyError, TypeError):
        print(f"{name} gave no numbers (exit status {process.returncode}).")
        return None


def page(results: Mapping[str, dict[str, float] | None], absent: Sequence[str]) -> str:
    """The page of all results: goals first, then every number."""
    now = datetime.now().astimezone()
    lines = [
        f"# Numbers of {now:%Y-%m-%d %H:%M}",
        "",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        "",
        "| bench | number | result | goal | |",
        "|---|---|---:|---:|---|",
    ]
    for name, metrics in results.items():
        for key, goal in GOALS.get(name, {}).items():
            value = (metrics or {}).get(key)
            said = "not measured" if value is None else f"{value:,.4g}"
            verdict = "" if value is None else "holds" if goal.met(value) else "**does not hold**"
            lines.append(f"| {name} | {key} | {said} | {goal} | {verdict} |")
    if absent:
        lines += ["", f"Not run, for they or what they read are not here: {', '.join(absent)}."]
    for name, metrics in results.items():
        lines += ["", f"## {name}", ""]
        lines += [f"- {key}: {value:,.6g}" for key, value in (metrics or {}).items()] or ["No numbers."]
    return "\n".join(lines) + "\n"


def main(wanted: Sequence[str]) -> int:
    """Run them, show goal and result side by side, and save the page."""
    if unknown := [name for name in wanted if name not in BENCHES]:
        print(f"There is no bench called {', '.join(unknown)}. There are: {', '.join(BENCHES)}.")
        return 2
    install_peers()
    chosen = {name: BENCHES[name] for name in (wanted or BENCHES)}
    results = {name: run(name, arguments) for name, arguments in chosen.items() if ready(name, arguments)}
    text = page(results, [name for name in chosen if name not in results])
    folder = REPOSITORY / "bench-results"
    folder.mkdir(exist_ok=True)
    path = folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}.md"
    path.write_text(text, "utf-8")
    print(f"\n{text}\nSaved as {path.relative_to(REPOSITORY)}.")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
