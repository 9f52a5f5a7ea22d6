"""Checks the QML: types written anew, ``qmllint`` with no warnings allowed, and every file as ``qmlformat`` has it."""

import subprocess
import sys
from pathlib import Path

import qmltypes

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def main(arguments: list[str]) -> int:
    """Check the named files, or all; with ``--fix`` write the format instead of comparing."""
    fix = "--fix" in arguments
    named = [Path(a).resolve() for a in arguments if not a.startswith("-")]
    files = named or sorted((ROOT / "ui").rglob("*.qml"))
    qmltypes.main()
    bad = 0
    for file in files:
        if fix:
            subprocess.run([BIN / "pyside6-qmlformat", "-i", file], check=True)
            continue
        shaped = subprocess.run([BIN / "pyside6-qmlformat", file], check=True, capture_output=True, text=True).stdout
        if shaped != file.read_text(encoding="utf-8"):
            print(f"{file.relative_to(ROOT)}: not as qmlformat has it")
            bad += 1
        if len(shaped.splitlines()) >= 200:
            print(f"{file.relative_to(ROOT)}: {len(shaped.splitlines())} lines, 200 are too many")
            bad += 1
    lint = subprocess.run([BIN / "pyside6-qmllint", "-W", "0", "-I", ROOT / "ui", *files], check=False)
    return 1 if bad or lint.returncode else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
