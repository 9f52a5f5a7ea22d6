"""A smoke test of the packaged program: its version, its own examination and its pictures, all without a display."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n"


def said(program: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program with an empty home, no Python and no tree to lean on."""
    system = (
        {"PATH": "/usr/bin:/bin"}
        if os.name != "nt"
        else {"PATH": os.environ["PATH"], "SYSTEMROOT": os.environ["SYSTEMROOT"]}
    )
    alone = {
        **system,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "OSONE_HOME": str(home / "profile"),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        [str(program), *arguments],
        cwd=home,
        env=alone,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=900,
        check=False,
    )


def version() -> str:
    """Give the version that the program must tell."""
    text = (Path(__file__).resolve().parent.parent / "osone" / "__init__.py").read_text(encoding="utf-8")
    return text.rpartition('__version__ = "')[2].partition('"')[0]


def drew(folder: Path) -> bool:
    """Whether there are pictures in a folder, and nothing in them is broken from its first bytes on."""
    found = list(folder.rglob("*.png"))
    return bool(found) and all(path.read_bytes().startswith(PNG) for path in found)


def passes(folder: Path) -> bool:
    """Whether the program in ``folder`` does what it must; what it says is printed where it does not."""
    program = folder / ("osone.exe" if os.name == "nt" else "osone")
    with tempfile.TemporaryDirectory(prefix="osone-smoke-") as name:
        home = Path(name)
        (home / "profile").mkdir()
        good = True
        for word, *others in (["--version"], ["doctor"], ["tour", "--into", str(home / "pictures"), "--scale", "100"]):
            told = said(program, home, word, *others)
            # Doctor ends with 1 where something is missing, which a bare machine is allowed.
            right = told.returncode in ({0, 1} if word == "doctor" else {0}) and "Traceback" not in told.stderr
            right = right and (word != "--version" or version() in told.stdout) and (word != "tour" or drew(home))
            good = good and right
            print(f"smoke: {word}: {'good' if right else f'FAILED with status {told.returncode}'}", flush=True)
            if not right:
                print((told.stdout + told.stderr)[-3000:])
    return good


if __name__ == "__main__":
    sys.exit(not passes(Path(sys.argv[1] if len(sys.argv) > 1 else "dist/osone").resolve()))
