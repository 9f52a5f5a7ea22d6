"""The hand's mark: set by one process, seen by another, and old where the machine was started anew."""

import math
import subprocess
import sys
import time
from pathlib import Path

from osone.store.mark import CLOCK, FILE, Mark

SET = "import sys; from pathlib import Path; from osone.store.mark import Mark; Mark(Path(sys.argv[1])).set()"


def test_what_another_process_sets_is_seen_and_grows_old(tmp_path: Path) -> None:
    mark = Mark(tmp_path)
    before = time.monotonic()
    subprocess.run([sys.executable, "-c", SET, str(tmp_path)], check=True)
    first = mark.since()
    assert 0 <= first <= time.monotonic() - before
    assert mark.since() > first
    mark.close()


def test_a_new_profile_has_no_mark_and_a_mark_outlives_its_window(tmp_path: Path) -> None:
    mark = Mark(tmp_path)
    begun = time.monotonic()
    assert mark.since() >= begun
    mark.set()
    mark.close()
    again = Mark(tmp_path)
    assert again.since() < time.monotonic()
    again.close()


def test_a_mark_from_before_the_machine_was_started_anew_is_old(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(CLOCK.pack(time.monotonic() + 1_000_000))
    mark = Mark(tmp_path)
    assert mark.since() == math.inf
    mark.close()
