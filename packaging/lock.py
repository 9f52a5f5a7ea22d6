"""Make the hash-locked files in requirements/ anew, all from one resolution, so that no two of them disagree.

Run it with ``uv`` on the PATH: ``python packaging/lock.py``; ``--upgrade`` takes the newest versions that fit.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
NAMES = ("core", "voice", "mind", "dev", "bundle")
PIN = re.compile(r"^([A-Za-z0-9._-]+==[^\\]+?) *\\?$")


def pins(lock: str) -> list[str]:
    """Give the ``name==version ; marker`` lines of a lock, without their hashes."""
    return [found[1] for line in lock.splitlines() if (found := PIN.match(line))]


def compile_lock(uv: str, arguments: list[str]) -> None:
    """Resolve for every system at once; no address of a registry gets into the file."""
    common = ["--universal", "--python-version", "3.11", "--no-annotate", "--no-header", "--no-emit-index-url"]
    subprocess.run([uv, "pip", "compile", "-q", *common, *arguments], cwd=REQUIREMENTS, check=True)


def main(upgrade: bool) -> int:
    """Write every lock; 1 when there is no uv."""
    uv = shutil.which("uv")
    if uv is None:
        print("Making the locks needs uv. Please run: python3 -m pip install --user uv", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder) / "together.txt"
        if not upgrade:
            # The pins of today stand in the output file: uv keeps those that still fit.
            today = {pin for lock in REQUIREMENTS.glob("*.lock") for pin in pins(lock.read_text())}
            together.write_text("\n".join(sorted(today)) + "\n")
        compile_lock(uv, [*(f"{name}.in" for name in NAMES), "-o", str(together)])
        for name in NAMES:
            lock = Path(folder) / f"{name}.lock"
            compile_lock(uv, [f"{name}.in", "-c", str(together), "--generate-hashes", "-o", str(lock)])
            (REQUIREMENTS / lock.name).write_text(lock.read_text())
            print(f"{lock.name}: {len(pins(lock.read_text()))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main("--upgrade" in sys.argv[1:]))
