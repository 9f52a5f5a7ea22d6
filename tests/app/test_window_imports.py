"""What the window imports before its first frame: nothing that reads mail, searches or writes."""

import subprocess
import sys

IMPORTED = "import sys, osone.app.window; print(*sys.modules)"
READ = "import linecache, osone.app.window; print(*linecache.cache)"
WAITING = {
    *("asyncio", "ssl", "sqlite3", "zstandard", "selectolax", "httpx", "numpy"),
    *("osone.text.folding", "osone.calendar.rules", "osone.calendar.grammar.words", "osone.queries.answering"),
    *("osone.queries.line", "osone.queries.query", "osone.queries.search", "osone.bridge.writing.letter"),
    *(f"osone.mail.{name}" for name in ("addresses", "blocks", "charsets", "css", "dates", "evidence", "header")),
    *(f"osone.mail.{name}" for name in ("heads", "html", "html_walk", "mime", "snippet", "words", "bounds.budget")),
}
"""Tables of words and patterns, and what opens networks: milliseconds each, needed once somebody does something."""


def test_what_the_first_frame_need_not_wait_for_is_imported_after_it() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "osone.app.window" in imported
    assert not WAITING & imported


def test_no_source_is_read_to_see_whether_a_module_uses_qt() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    ours = [file for file in done.stdout.split() if file.endswith(".py") and "/osone/" in file]
    assert not any("/osone/bridge/" in file or "/osone/app/" in file for file in ours), ours
