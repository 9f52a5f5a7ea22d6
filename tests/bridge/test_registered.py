"""What Qt must have heard of before the first QML file is read."""

import subprocess
import sys
from pathlib import Path

from osone import bridge

HERE = Path(bridge.__file__).parent
OWN = {"osone.bridge.window.trouble"}
"""The window that opens where the house cannot has an engine of its own."""
LOADED = "import sys, osone.bridge.screens; print(*(m for m in sys.modules if m.startswith('osone.bridge.')))"


def test_the_rooms_register_every_type_that_a_screen_may_ever_use() -> None:
    declaring = {
        ".".join(("osone.bridge", *file.relative_to(HERE).with_suffix("").parts))
        for file in HERE.rglob("*.py")
        if "@QmlElement" in file.read_text("utf-8")
    }
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert len(declaring) > 15
    assert declaring - OWN <= set(done.stdout.split())
