"""Does one hostile thing in a process with limits: ``child FAMILY NAME FILE``; its last line says what it cost."""

import gc
import json
import resource
import sys
from pathlib import Path

from tests.bench.hostile.families import find
from tests.bench.hostile.trial import Watch, peak_mb
from tests.bench.measure import place

MEMORY = 6 << 30
"""Bytes of addresses: what wants more has fallen."""
CPU_S = 180


def main(family: str, name: str, file: Path) -> int:
    """Do it, and print."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    trial = find(family, name)
    with place() as folder:
        trial.warm(folder)
    gc.collect()
    before, watch = peak_mb(reset=True), Watch()
    with watch.running():
        trial.run(file, watch)
    found = {"wait_s": watch.wait_s, "gil_s": watch.gil_s, "engine_s": watch.engine_s, "mb": peak_mb() - before}
    print(json.dumps(found), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
