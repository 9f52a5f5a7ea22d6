"""Modules that wait to be imported until something of them is used: what the first frame need not wait for."""

from importlib import import_module
from types import ModuleType


class LaterModule(ModuleType):
    """Stands in a module's place. Python's own lock of that module keeps two threads from importing it at once."""

    _module: ModuleType | None = None

    def __getattr__(self, name: str) -> object:
        # To ask for it at each name would cost more than most of what is named.
        module = self._module = self._module or import_module(self.__name__)
        try:
            return getattr(module, name)
        except AttributeError:
            # A package's own module that nobody has imported yet, as ``dns.exception``.
            try:
                return import_module(f"{self.__name__}.{name}")
            except ModuleNotFoundError:
                raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


def later(name: str) -> ModuleType:
    """The module of that name, imported when something of it is first read; ImportError comes then, and not before.

    For the type checker name it beside this by a plain import under ``TYPE_CHECKING``.
    """
    return LaterModule(name)
