"""What the window imports before its first frame: nothing that reads mail, searches or writes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import shiboken6

IMPORTED = "import sys, osone.app.window; print(*sys.modules)"
READ = "import linecache, osone.app.window; print(*linecache.cache)"
WAITING = {
    *("asyncio", "ssl", "sqlite3", "zstandard", "selectolax", "httpx", "numpy", "logging.handlers"),
    *("osone.calendar.ics", "osone.calendar.recurrence", "osone.queries.occurring"),
    *("osone.text.folding", "osone.calendar.rules", "osone.calendar.grammar.words", "osone.queries.answering"),
    *("osone.queries.line", "osone.queries.query", "osone.queries.search", "osone.bridge.writing.letter"),
    *(f"osone.mail.{name}" for name in ("addresses", "blocks", "charsets", "css", "dates", "evidence", "header")),
    *(f"osone.mail.{name}" for name in ("heads", "html", "html_walk", "mime", "snippet", "words", "bounds.budget")),
}
"""Tables of words and patterns, and what opens networks: milliseconds each, needed once somebody does something."""


CALLED = """
import sys, osone.app.window
from PySide6.QtCore import QObject, QPoint
from shibokensupport.signature import get_signature
try:
    QObject().startTimer("soon")
except TypeError as error:
    print(error)
print(QPoint.manhattanLength.__doc__, get_signature(QPoint))
"""


def run(code: str, **more: str) -> str:
    """What a Python of its own says."""
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | more
    )
    assert told.stderr == ""
    return told.stdout


def test_pyside_describes_its_functions_once_it_is_asked_to_and_as_ever(tmp_path: Path) -> None:
    shutil.copytree(Path(shiboken6.__file__).parent, tmp_path / "shiboken6", ignore=lambda *_: ["files.dir"])
    as_ever = run(CALLED, PYTHONPATH=str(tmp_path))
    run("import shiboken6", PYTHONPATH=str(tmp_path), SBK_EMBED="0")
    held = run(f"{IMPORTED}; print(*vars(sys.modules['shibokensupport.signature.parser']))", PYTHONPATH=str(tmp_path))
    assert "arglistParser" not in held.split()
    assert "zipfile" not in held.split()
    assert "startTimer" in as_ever
    assert run(CALLED, PYTHONPATH=str(tmp_path)) == as_ever


def test_what_the_first_frame_need_not_wait_for_is_imported_after_it() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "osone.app.window" in imported
    assert not WAITING & imported


def test_no_source_is_read_to_see_whether_a_module_uses_qt() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    ours = [file for file in done.stdout.split() if file.endswith(".py") and "/osone/" in file]
    assert not any("/osone/bridge/" in file or "/osone/app/" in file for file in ours), ours
