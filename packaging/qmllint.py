"""Checks the QML: types written anew, ``qmllint`` with no warnings allowed, and every file as ``qmlformat`` has it."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import qmltypes

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


MOST_LINES = 200


def formatted(files: list[Path]) -> list[str]:
    """The files as qmlformat would have them. It has no check mode, so copies are formatted, all in one run."""
    with tempfile.TemporaryDirectory() as scratch:
        copies = [Path(scratch) / f"{n}.qml" for n in range(len(files))]
        for file, copy in zip(files, copies, strict=True):
            shutil.copyfile(file, copy)
        subprocess.run([BIN / "pyside6-qmlformat", "-i", *copies], check=True)
        return [copy.read_text(encoding="utf-8") for copy in copies]


def main(arguments: list[str]) -> int:
    """Check the named files, or all; with ``--fix`` write the format instead of comparing."""
    fix = "--fix" in arguments
    named = [Path(a).resolve() for a in arguments if not a.startswith("-")]
    files = named or sorted((ROOT / "ui").rglob("*.qml"))
    qmltypes.main()
    if fix:
        subprocess.run([BIN / "pyside6-qmlformat", "-i", *files], check=True)
    bad = 0
    for file, shaped in zip(files, formatted(files), strict=True):
        if shaped != file.read_text(encoding="utf-8"):
            print(f"{file.relative_to(ROOT)}: not as qmlformat has it")
            bad += 1
        if len(shaped.splitlines()) >= MOST_LINES:
            print(f"{file.relative_to(ROOT)}: {len(shaped.splitlines())} lines, {MOST_LINES} are too many")
            bad += 1
    lint = subprocess.run([BIN / "pyside6-qmllint", "-W", "0", "-I", ROOT / "ui", *files], check=False)
    return 1 if bad or lint.returncode else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
