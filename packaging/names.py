"""The names of the program: which ones a file gives, and what each stands for, by Python's own rules."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

Kind = tuple[str, str]
"""A module and a class, or any other name, of it; a name of nothing means the module itself."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
Defined = Function | ast.ClassDef
Assigned = ast.Assign | ast.AnnAssign


@dataclass(frozen=True)
class Name:
    """A name that a module or one of its classes gives to something."""

    module: str
    of: str
    """The class; nothing for a name of the module."""
    name: str

    def __str__(self) -> str:
        return ".".join(part for part in (self.module, self.of, self.name) if part)


@dataclass
class Module:
    """A file of Python, read."""

    name: str
    tree: ast.Module
    names: dict[str, int] = field(default_factory=dict)
    """Each name that it gives, with the line."""
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    imports: dict[str, Kind] = field(default_factory=dict)


def last(node: ast.expr) -> str:
    """Give the last word of ``a.b.c``, ``a.b.c(…)`` or ``a.b.c[…]``; nothing for any other."""
    match node:
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return last(inner)
        case ast.Attribute(attr=word) | ast.Name(id=word):
            return word
    return ""


def statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Give the statements of a module or a class, those under ``if``, ``try`` and ``with`` too."""
    for node in body:
        yield node
        for part in ("body", "orelse", "finalbody") if isinstance(node, ast.If | ast.Try | ast.With) else ():
            yield from statements(getattr(node, part, ()))
        for handler in getattr(node, "handlers", ()):
            yield from statements(handler.body)


def assigned(node: ast.AST) -> list[str]:
    """Give the names that an assignment gives; none where it only puts off an import that stands beside it."""
    if not isinstance(node, Assigned):
        return []
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    if any(value is not None and last(value) == "later" for value in values):
        return []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]


def read(name: str, text: str, *, package: bool = False) -> Module:
    """Read a file, given its name as it is imported. SyntaxError where it is not Python."""
    found = Module(name, ast.parse(text))
    for node in statements(found.tree.body):
        for one in assigned(node):
            found.names.setdefault(one, node.lineno)
        if isinstance(node, Defined):
            found.names.setdefault(node.name, node.lineno)
        if isinstance(node, ast.ClassDef):
            found.classes[node.name] = node
        elif isinstance(node, Function):
            found.functions[node.name] = node
    for here in ast.walk(found.tree):
        match here:
            case ast.Import(names=aliases):
                for alias in aliases:
                    whole = alias.name if alias.asname else alias.name.partition(".")[0]
                    found.imports[alias.asname or whole] = whole, ""
            case ast.ImportFrom(names=aliases, level=level, module=module):
                above = name.split(".") if package else name.split(".")[:-1]
                base = above[: len(above) - level + 1] if level else []
                for alias in aliases:
                    found.imports[alias.asname or alias.name] = (
                        ".".join([*base, *([module] if module else [])]),
                        alias.name,
                    )
    return found


class House:
    """Modules that import each other, and what their names stand for."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self.modules = {module.name: module for module in modules}
        self.above = cache(self._above)
        self.family = cache(self._family)
        self.held = cache(self._held)
        self._below: dict[Kind, set[Kind]] = defaultdict(set)
        for module in self.modules.values():
            for name in module.classes:
                for one in self.above((module.name, name)):
                    self._below[one].add((module.name, name))

    def resolve(self, module: str, name: str, seen: frozenset[Kind] = frozenset()) -> Kind | None:
        """Give what a global name of a module stands for, through all imports; None for a name of Python's own."""
        here = self.modules.get(module)
        if here is None or (module, name) in seen:
            return None
        if name in here.names:
            return module, name
        if name in here.imports:
            origin, what = here.imports[name]
            if not what or f"{origin}.{what}" in self.modules:
                return f"{origin}.{what}".rstrip("."), ""
            return self.resolve(origin, what, seen | {(module, name)}) or (origin, what)
        return (f"{module}.{name}", "") if f"{module}.{name}" in self.modules else None

    def meaning(self, module: str, node: ast.expr) -> Kind | None:
        """Give what ``a`` or ``a.b`` stands for, where ``a`` is a global name, of a module in the second case."""
        if isinstance(node, ast.Name):
            return self.resolve(module, node.id)
        if isinstance(node, ast.Attribute) and (whose := self.meaning(module, node.value)) and not whose[1]:
            return self.resolve(whose[0], node.attr) if whose[0] in self.modules else (whose[0], node.attr)
        return None

    def kind(self, found: Kind | None) -> ast.ClassDef | None:
        """Give the class that this is, where it is one of ours."""
        return self.modules[found[0]].classes.get(found[1]) if found and found[0] in self.modules else None

    def typed(self, module: str, node: ast.expr | None) -> Kind | None:
        """Give the one class of ours that an annotation names; None where it is not sure: a protocol may be anyone."""
        match node:
            case ast.Constant(value=str(words)):
                return self.typed(module, ast.parse(words, mode="eval").body)
            case (
                ast.BinOp(left=one, right=ast.Constant(value=None))
                | ast.BinOp(left=ast.Constant(value=None), right=one)
            ):
                return self.typed(module, one)
            case ast.Name() | ast.Attribute():
                found = self.meaning(module, node)
                if self.kind(found) and found and all(name != "Protocol" for _, name in self.above(found)):
                    return found
        return None

    def _above(self, kind: Kind) -> frozenset[Kind]:
        found, todo = {kind}, [kind]
        while todo:
            module, _ = one = todo.pop()
            node = self.kind(one)
            bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases] if node else []
            new = {self.meaning(module, base) or ("builtins", last(base)) for base in bases} - found
            found |= new
            todo += new
        return frozenset(found)

    def _family(self, kind: Kind) -> frozenset[Kind]:
        """Who may be meant by an attribute of that class: it, those above, and those below."""
        return self.above(kind) | self._below[kind]

    def _held(self, kind: Kind) -> dict[str, Kind]:
        """What a class's attributes and methods surely are or give back."""
        found: dict[str, set[Kind | None]] = defaultdict(set)
        for module, name in self.above(kind):
            node = self.kind((module, name))
            for part in node.body if node else ():
                if isinstance(part, ast.FunctionDef):
                    found[part.name].add(self.typed(module, part.returns))
                types = {one.arg: one.annotation for one in part.args.args} if isinstance(part, Function) else {}
                for one in ast.walk(part):
                    match one:
                        case ast.AnnAssign(
                            target=ast.Name(id=word) | ast.Attribute(value=ast.Name(id="self"), attr=word)
                        ):
                            found[word].add(self.typed(module, one.annotation))
                        case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=word)], value=value):
                            told = types.get(value.id) if isinstance(value, ast.Name) else None
                            made = value.func if isinstance(value, ast.Call) else None
                            found[word].add(self.typed(module, told or made))
        return {word: sure for word, kinds in found.items() if len(kinds) == 1 and (sure := kinds.pop())}
