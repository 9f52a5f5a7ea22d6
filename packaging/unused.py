"""Finds what nobody uses: names of modules and classes that the program, its QML and its tools never come back to.

What only a test uses is unused. So is what only unused code uses. ``python packaging/unused.py`` tells of each, and of
each exception below that nobody needs any more.
"""

import ast
import importlib
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeGuard

from names import Defined, Function, House, Kind, Name, assigned, last, read, statements
from uses import Use, uses

ROOT = Path(__file__).resolve().parent.parent

REGISTERED = "named so that importing this registers what QML or the palette asks for by name"
ALLOWED: Mapping[str, str] = {
    "osone.app.notices.trouble.DRAWN": REGISTERED,
    "osone.bridge.companion.talk.Talk.earAsked": "for when the companion listens",
    "osone.bridge.companion.talk.Talk.set_hears": "for when the companion listens",
    "osone.bridge.screens.DRAWN": REGISTERED,
    "osone.commands.everything.VERBS": REGISTERED,
    "osone.voice.hearing.Hearing": "for when the companion listens",
    "osone.voice.speaking.Speaking.speak_stream": "for when an answer is spoken while it is written",
}
"""What nobody uses and stays all the same, each with why."""

QUIET = {
    "abstractmethod", "asynccontextmanager", "cache", "cached_property", "classmethod", "contextmanager", "dataclass",
    "final", "getter", "lru_cache", "overload", "override", "property", "runtime_checkable", "setter", "staticmethod",
    "wraps", "Property", "QmlElement", "QmlPage", "QmlSingleton", "QmlUncreatable", "Slot",
}  # fmt: skip
"""Decorators that hand nothing to anybody. Any other, such as ``@command``, puts what it decorates to use."""
FILLED = {"Enum", "Flag", "IntEnum", "IntFlag", "NamedTuple", "Protocol", "StrEnum", "Structure", "TypedDict"}
"""Bases of classes whose assignments are fields."""
READ_BY_QT = {"QML_IMPORT_NAME", "QML_IMPORT_MAJOR_VERSION"}


@cache
def _has(module: str, name: str, attribute: str) -> bool:
    """Whether a class from elsewhere has such an attribute; what cannot be asked has it."""
    try:
        return hasattr(getattr(importlib.import_module(module), name), attribute)
    except (ImportError, AttributeError, ValueError):
        return True


def _used_by_decorator(node: ast.stmt) -> bool:
    return isinstance(node, Defined) and any(last(one) not in QUIET for one in node.decorator_list)


def _written(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Whether it is the left side of ``self.x = …``."""
    match node:
        case ast.Attribute(value=ast.Name(id="self"), ctx=ast.Store()):
            return True
    return False


def _members(house: House, kind: Kind) -> Iterator[tuple[Name, int]]:
    """Give methods, constants and attributes of a class, but fields and what overrides a name from elsewhere."""
    above = house.above(kind)
    foreign = [one for one in above if one[0] not in house.modules and one[1] not in {"Protocol", "Generic"}]
    fields = any(name in FILLED for _, name in above) or any(
        last(one) == "dataclass" for base in above if (made := house.kind(base)) for one in made.decorator_list
    )
    whole = house.kind(kind)
    for node in statements(whole.body) if whole else ():
        given = [(name, node.lineno) for name in ([] if fields else assigned(node))]
        if isinstance(node, Function):
            given = [] if _used_by_decorator(node) else [(node.name, node.lineno)]
            if all(module.startswith("PySide6.") for module, _ in foreign):  # others may read what is written to them
                given += [(one.attr, one.lineno) for one in ast.walk(node) if _written(one)]
        for name, line in given:
            if not any(_has(*one, name) for one in foreign):
                yield Name(*kind, name), line


def asked(house: House) -> dict[Name, int]:
    """Give every name that somebody must use, with its line."""
    found: dict[Name, int] = {}
    for module in house.modules.values():
        used = {getattr(node, "name", "") for node in statements(module.tree.body) if _used_by_decorator(node)}
        for name, line in module.names.items():
            if name not in used | READ_BY_QT:
                found[Name(module.name, "", name)] = line
        for name in module.classes:
            for member, line in _members(house, (module.name, name)):
                found.setdefault(member, line)
    return {name: line for name, line in found.items() if not re.fullmatch("__.*__|_", name.name)}


@dataclass(frozen=True)
class Qml:
    """The words of all QML."""

    words: frozenset[str]
    dotted: frozenset[tuple[str, str]]
    """What is asked of a type by its name, as ``Day.greeting``."""
    handed: frozenset[str]
    """Types that are handed on, so that their properties are asked for by other names."""

    def uses(self, house: House, name: Name) -> bool:
        """Whether a type, or what it has, is used there."""
        kind = house.kind((name.module, name.of or name.name))
        marks = {last(one) for one in kind.decorator_list} if kind else set()
        if not name.of:
            return name.name in self.words and any(mark.startswith("Qml") for mark in marks)
        if f"on{name.name[:1].upper()}{name.name[1:]}" in self.words:
            return True
        if marks & {"QmlSingleton", "QmlPage"} and name.of not in self.handed:
            return (name.of, name.name) in self.dotted
        return name.name in self.words


def qml(texts: Iterable[str]) -> Qml:
    """Read QML, without its comments."""
    whole = re.sub(r"(?s)/\*.*?\*/|//[^\n]*", "", "\n".join(texts))
    handed = re.findall(r"(?<!target: )\b([A-Z]\w*)\b(?!\.)", whole)
    return Qml(
        frozenset(re.findall(r"\w+", whole)),
        frozenset(re.findall(r"\b([A-Z]\w*)\.(\w+)", whole)),
        frozenset(handed),
    )


def _means(house: House, use: Use, name: Name) -> bool:
    """Whether that use may mean this name."""
    if not use.module:
        return bool(name.of)
    if not use.of:
        return not name.of and use.module == name.module
    return bool(name.of) and (name.module, name.of) in house.family((use.module, use.of))


def unused(house: House, screens: Qml, kept: Iterable[str] = ()) -> dict[Name, int]:
    """Give what cannot be reached, with its line, from what runs by itself, from the screens, or from what is kept."""
    every: dict[str, list[Use]] = defaultdict(list)
    for module in house.modules.values():
        for use in uses(house, module):
            every[use.name].append(use)
    kept = set(kept)
    dead = {
        name: line
        for name, line in asked(house).items()
        if kept.isdisjoint({str(name), str(Name(name.module, "", name.of))}) and not screens.uses(house, name)
    }
    while living := {
        name
        for name in dead
        if any(dead.keys().isdisjoint(use.inside) and _means(house, use, name) for use in every[name.name])
    }:
        dead = {name: line for name, line in dead.items() if name not in living}
    whole = [(name, line) for name, line in dead.items() if Name(name.module, "", name.of) not in dead]
    return dict(sorted(whole, key=lambda one: (one[0].module, one[1])))


def program(root: Path = ROOT) -> House:
    """Read the program and its tools."""
    modules = []
    for path in sorted((root / "osone").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        package = parts[-1] == "__init__"
        modules.append(read(".".join(parts[:-1] if package else parts), path.read_text("utf-8"), package=package))
    for path in sorted((root / "packaging").iterdir()):
        if path.suffix in {".py", ".spec"}:
            modules.append(read(path.stem if path.suffix == ".py" else path.name, path.read_text("utf-8")))
    return House(modules)


def screens_of(root: Path = ROOT) -> Qml:
    """Read all QML of the program."""
    return qml(path.read_text("utf-8") for path in (root / "ui").rglob("*.qml"))


def entries(root: Path = ROOT) -> set[str]:
    """Give the functions that installed programs call."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return {name.replace(":", ".") for name in (project["scripts"] | project["gui-scripts"]).values()}


def main() -> int:
    """Tell what nobody uses; 1 where there is something, or an exception without need."""
    house, screens, entered = program(), screens_of(), entries()
    found = unused(house, screens, {*ALLOWED, *entered})
    for name, line in found.items():
        print(f"{name}, line {line}: nobody uses it")
    needless = set(ALLOWED) - {str(name) for name in unused(house, screens, entered)}
    for word in sorted(needless):
        print(f"packaging/unused.py: {word} is used or gone: take it off the list")
    print(f"{len(house.modules)} modules looked at, {len(found) + len(needless)} faults")
    return bool(found or needless)


if __name__ == "__main__":
    sys.exit(main())
