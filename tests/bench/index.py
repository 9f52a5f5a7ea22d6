"""From files on the disk to searchable mail with threads, beside mu and notmuch: ``tests.bench.index MAILDIR``.

Each does all of its work on the same files, one after the other; what counts is the CPU time a message, user and
system. Ours is taken in a process of its own, that brings the Maildir into a new, encrypted profile and indexes it.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.measure import Goal, a_maildir, missing, notmuch_config, peer_cpu, place, show

GOALS = {"cpu_ratio_mu": Goal(0.2), "cpu_ratio_notmuch": Goal(0.08), "rss_mb": Goal(300)}


def ours(maildir: Path, profile: Path) -> dict[str, float]:
    """Index a Maildir into a profile, in this process."""
    from osone.store import files
    from osone.sync import indexing, jobs
    from osone.sync.working import Pace, open_files

    began, cpu = time.perf_counter(), time.process_time()
    key = bytes(32)
    store = files.open_store(profile, key)
    mine = open_files(store)
    jobs.bring(mine, maildir, Pace(), lambda _what: None)
    brought = time.process_time()
    indexing.index_all(store, Pace(), lambda _what: None, once=True)
    done = time.process_time()
    count = int(str(mine.core.execute("SELECT count(*) FROM message").get))
    threads = int(str(mine.core.execute("SELECT count(*) FROM thread WHERE redirect IS NULL").get))
    mine.close()
    return {
        "messages": count,
        "threads": threads,
        "cpu_s": done - cpu,
        "bring_us": (brought - cpu) / count * 1e6,
        "index_us": (done - brought) / count * 1e6,
        "wall_s": time.perf_counter() - began,
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def run_ours(maildir: Path, profile: Path) -> dict[str, float]:
    """The same in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.index", "--ours", str(maildir), str(profile)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(given: Path | None = None) -> int:
    """Measure, and print."""
    if lacking := missing("mu", "notmuch"):
        print(f"To measure against: apt-get install maildir-utils notmuch (missing: {', '.join(lacking)}).")
    with place() as here:
        maildir = a_maildir(given, here / "mail").resolve()
        files = sum(1 for path in maildir.rglob("*") if path.parent.name in ("cur", "new") and path.is_file())
        mine = run_ours(maildir, here / "profile")
        each = mine["cpu_s"] / files
        metrics = {"us_a_message": each * 1e6}
        if "mu" not in lacking:
            peer_cpu(["mu", "init", f"--maildir={maildir}", f"--muhome={here / 'mu'}"], here)
            mu = peer_cpu(["mu", "index", f"--muhome={here / 'mu'}", "--quiet"], here)
            metrics |= {"mu_us_a_message": mu / files * 1e6, "cpu_ratio_mu": each / (mu / files)}
        if "notmuch" not in lacking:
            config = notmuch_config(here / "notmuch", maildir)
            notmuch = peer_cpu(["notmuch", f"--config={config}", "new", "--quiet"], here)
            metrics |= {
                "notmuch_us_a_message": notmuch / files * 1e6,
                "cpu_ratio_notmuch": each / (notmuch / files),
            }
        metrics |= {"rss_mb": mine["rss_mb"], "messages": float(files), "threads": mine["threads"]}
        metrics |= {"bring_us": mine["bring_us"], "index_us": mine["index_us"]}
        show("index", metrics, GOALS, [f"{files:,} files in {given or 'a Maildir made for this'}"])
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ours"]:
        print(json.dumps(ours(Path(sys.argv[2]), Path(sys.argv[3]))))
        sys.exit(0)
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
