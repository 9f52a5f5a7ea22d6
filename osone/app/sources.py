"""Keeps PySide from reading the source of every module that is imported after it, to see whether it uses Qt.

It asks so as to know where names in snake case may be (``from __feature__ import …``). Nobody here writes them, so what
it is told changes nothing; to read 200 files for it takes as long as a tenth of all imports, and keeps their text.
"""

import sys
from types import ModuleType


def _uses_qt(module: ModuleType) -> bool:
    """Whether PySide should keep to the names as Qt has them, which is all that it asks this for."""
    return module.__name__.startswith("osone.")


FEATURES = sys.modules.get("shibokensupport.feature")
"""PySide's own module, there once ``PySide6.QtCore`` is."""
if FEATURES is not None and "_mod_uses_pyside" in vars(FEATURES):
    vars(FEATURES)["_mod_uses_pyside"] = _uses_qt
