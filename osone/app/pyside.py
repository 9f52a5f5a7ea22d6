"""Lets PySide begin without what it only needs in order to describe a function: import this before anything of it.

At its import PySide makes ready to write down the signature of each function, with patterns that alone take as long as
the rest of it. They wait here until one is asked for, mostly by an error in a call. That takes PySide's Python files
where Python finds modules (``unfold`` in ``packaging/environment.py``, or the bundle, lays them there); those it
carries inside itself it unpacks and reads as ever.

It also puts itself in the place of ``import``, and looks after each module that is imported, in its source, whether
names in snake case may be there (``from __feature__ import …``). Nobody here writes them, so ``import`` is given back.
"""

import builtins
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType, SimpleNamespace

from osone.host.later import LaterModule

DESCRIBING = ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
"""Not ``mapping``, whose names PySide looks up past Python's way of reading an attribute."""
UNPACKING = "zipfile"
WAITING = {*(f"shibokensupport.signature.{name}" for name in DESCRIBING), UNPACKING}


class _Waiting(LaterModule):
    """Stands in for one of them also where modules are looked up, until it is imported in earnest."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            # The import system asks for these of every module.
            raise AttributeError(name)
        WAITING.discard(self.__name__)
        self.leave()
        return super().__getattr__(name)

    def leave(self) -> None:
        """Let whoever imports it next have the module itself."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]


# Python's own class for this (``importlib.abc``) would be imported for it alone.
_LOADER = SimpleNamespace(create_module=lambda spec: _Waiting(spec.name), exec_module=lambda _module: None)


class _Finder:
    """Python's import asks this first, while PySide is imported."""

    @staticmethod
    def find_spec(name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, _LOADER) if name in WAITING else None  # type: ignore[arg-type]


sys.meta_path.insert(0, _Finder)
try:
    import PySide6.QtCore  # noqa: F401
finally:
    sys.meta_path.remove(_Finder)
    if isinstance(module := sys.modules.get(UNPACKING), _Waiting):
        module.leave()
vars(builtins)["__import__"] = vars(builtins).get("__orig_import__", builtins.__import__)
