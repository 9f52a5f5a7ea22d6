"""What Qt must have heard of before the first QML file is read."""

import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtQml import QQmlEngine

from osone import bridge
from osone.bridge.onboarding import pages
from tests.ui.stage import application

HERE = Path(bridge.__file__).parent
OWN = {"osone.bridge.window.trouble"}
"""The window that opens where the house cannot has an engine of its own."""
LOADED = "import sys, osone.bridge.screens; print(*(m for m in sys.modules if m.startswith('osone.bridge.')))"


def test_the_rooms_register_every_type_that_a_screen_may_ever_use() -> None:
    declaring = {
        ".".join(("osone.bridge", *file.relative_to(HERE).with_suffix("").parts))
        for file in HERE.rglob("*.py")
        if "\n@QmlElement" in file.read_text("utf-8")
    }
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert len(declaring) > 10
    assert declaring - OWN <= set(done.stdout.split())


def test_every_page_of_the_first_run_is_found_by_its_name_and_imported_only_when_it_is_asked_for() -> None:
    named = {
        name
        for file in (HERE / "onboarding").rglob("*.py")
        for name in re.findall(r"\n@QmlPage\nclass (\w+)", file.read_text("utf-8"))
    }
    assert named == set(pages.PAGES)
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert not {f"osone.bridge.onboarding.{module}" for module in pages.PAGES.values()} & set(done.stdout.split())
    application()
    engine = QQmlEngine()
    for name in pages.PAGES:
        assert type(engine.singletonInstance(pages.MODULE, name)).__name__ == name
