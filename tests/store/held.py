"""Another process that has a profile open."""

import subprocess
import sys
from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from osone.store import files, leaving, settings
from osone.store.writing import transaction
folder = Path(sys.argv[1])
for name, most in zip(sys.argv[3::2], sys.argv[4::2]):
    files.MIGRATIONS = {**files.MIGRATIONS, name: files.MIGRATIONS[name][:int(most)]}
store = files.open_store(folder, bytes(range(32)))
with files.shared(folder):
    core = store.writer()
    print("here", flush=True)
    until = time.monotonic() + 20
    while time.monotonic() < until and not (sys.argv[2] == "polite" and leaving.asked(folder)):
        time.sleep(0.01)
    with transaction(core) as tx:
        settings.put(tx, "companion.name", "said before leaving")
    core.close()
print("left", flush=True)
"""


def hold_open(folder: Path, manner: str, *older: str) -> "subprocess.Popen[str]":
    """Start one; ``polite`` it leaves when it is asked to, ``stubborn`` it does not.

    ``older`` names files and how many steps of each it knows.
    """
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), manner, *older], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    return child
