"""Where names are used, and whose: through imports, scopes, ``self``, bases, and types that stand beside a name."""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from names import Assigned, Function, House, Kind, Module, Name, assigned, last

BY_WORDS = {"attrgetter", "getattr", "hasattr", "methodcaller", "setattr"}
"""Functions that are told the name of an attribute in words."""


@dataclass(frozen=True)
class Use:
    """A name that is used, and all that is known of whose it is."""

    name: str
    module: str = ""
    """Nothing where it is an attribute of something whose type is not known."""
    of: str = ""
    """The class whose attribute it is, or one above or below that."""
    inside: tuple[Name, ...] = ()
    """In whose definitions it stands, from the outside in."""


def uses(house: House, module: Module) -> list[Use]:
    """Give every use of a name in a file."""
    reader = _Reader(house, module)
    reader.walk(module.tree)
    return reader.found


class _Reader:
    """Walks through one file."""

    def __init__(self, house: House, module: Module) -> None:
        self.house, self.module = house, module
        self.found: list[Use] = []
        self.inside: list[Name] = []
        self.scopes: list[dict[str, Kind | None]] = []
        """The names of the functions around, each with the class that it surely is of."""
        self.of = ""
        """The class around."""

    def note(self, name: str, whose: Kind | None = None) -> None:
        self.found.append(Use(name, *(whose or ("", "")), tuple(self.inside)))

    def walk(self, node: ast.AST) -> None:
        match node:
            case ast.Name(ctx=ast.Load()):
                self.name(node)
            case ast.Attribute():
                self.attribute(node)
            case ast.ClassDef():
                self.defined(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.function(node)
            case ast.Lambda(args=args, body=body):
                self.scope(node, args, [body])
            case ast.Assign() | ast.AnnAssign():
                self.assigned(node)
            case _:
                if isinstance(node, ast.Call):
                    self.words(node)
                if isinstance(node, ast.MatchClass):
                    for word in node.kwd_attrs:
                        self.note(word, self.house.typed(self.module.name, node.cls))
                if isinstance(node, ast.arg):
                    self.quoted(node.annotation)
                for one in ast.iter_child_nodes(node):
                    self.walk(one)

    def name(self, node: ast.Name) -> None:
        if self.local(node):
            return
        if self.of:
            self.note(node.id, (self.module.name, self.of))  # in a class's own body its names are in reach
        found = self.house.resolve(self.module.name, node.id)
        if found and found[1]:
            self.note(found[1], (found[0], ""))

    def attribute(self, node: ast.Attribute) -> None:
        if node.attr == "emit" and isinstance(node.value, ast.Attribute):
            node = node.value  # a signal that is sent is not yet heard by anybody
            self.walk(node.value)
            return
        found = None if self.local(node) else self.house.meaning(self.module.name, node)
        if found and found[1]:
            self.note(found[1], (found[0], ""))
        elif not found and isinstance(node.ctx, ast.Load):
            self.note(node.attr, self.kind_of(node.value))
        self.walk(node.value)

    def local(self, node: ast.expr) -> bool:
        """Whether what ``a.b.c`` begins with is a function's own."""
        while isinstance(node, ast.Attribute):
            node = node.value
        return isinstance(node, ast.Name) and any(node.id in scope for scope in self.scopes)

    def kind_of(self, node: ast.expr) -> Kind | None:
        """Give the class of ours that something surely is an instance of, or is itself."""
        match node:
            case ast.Name(id=word) if self.local(node):
                return next(scope[word] for scope in reversed(self.scopes) if word in scope)
            case ast.Call(func=ast.Name(id="super")):
                return next((scope["self"] for scope in reversed(self.scopes) if "self" in scope), None)
            case ast.Call(func=made):
                found = None if self.local(made) else self.house.meaning(self.module.name, made)
                called = (
                    self.house.modules[found[0]].functions.get(found[1])
                    if found and found[0] in self.house.modules
                    else None
                )
                if found and called:
                    return self.house.typed(found[0], called.returns) if isinstance(called, ast.FunctionDef) else None
                if isinstance(made, ast.Attribute) and not found:
                    return self.kind_of(made)
                return None if self.local(made) else self.house.typed(self.module.name, made)
            case ast.Attribute(value=whose, attr=word) if kind := self.kind_of(whose):
                return self.house.held(kind).get(word)
            case ast.Name() | ast.Attribute():
                found = self.house.meaning(self.module.name, node)
                return found if self.house.kind(found) else None
        return None

    def words(self, node: ast.Call) -> None:
        """What is named in words: an attribute that is asked for, or a type that is told."""
        if last(node.func) == "cast":
            self.quoted(node.args[0])
        for one in node.args if last(node.func) in BY_WORDS else ():
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                for part in one.value.split("."):
                    self.note(part)
            elif isinstance(one, ast.JoinedStr):
                shape = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in one.values)
                kind = next((scope["self"] for scope in reversed(self.scopes) if scope.get("self")), None)
                for part_ in getattr(self.house.kind(kind), "body", ()):
                    if isinstance(part_, Function) and re.fullmatch(shape, part_.name):
                        self.note(part_.name, kind)

    def quoted(self, node: ast.expr | None) -> None:
        """Read the types in an annotation that stand in quotation marks."""
        for one in ast.walk(node) if node is not None else ():
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                try:
                    self.walk(ast.parse(one.value, mode="eval").body)
                except SyntaxError:
                    continue  # a word of a Literal

    def assigned(self, node: Assigned) -> None:
        """What is assigned to one name of a module or class is used by that name, not by the module."""
        given = [] if self.scopes else assigned(node)
        if len(given) == 1:
            self.inside.append(Name(self.module.name, self.of, given[0]))
        if isinstance(node, ast.AnnAssign):
            self.quoted(node.annotation)
        for one in ast.iter_child_nodes(node):
            self.walk(one)
        if len(given) == 1:
            self.inside.pop()

    def defined(self, node: ast.ClassDef) -> None:
        for one in node.decorator_list:
            self.walk(one)
        outer, scopes = self.of, self.scopes
        if not outer and not scopes:
            self.inside.append(Name(self.module.name, "", node.name))
        for base in (*node.bases, *(word.value for word in node.keywords)):
            self.walk(base)
        self.of, self.scopes = node.name, []
        for part in node.body:
            self.walk(part)
        self.of, self.scopes = outer, scopes
        if not outer and not scopes:
            self.inside.pop()

    def function(self, node: Function) -> None:
        for one in node.decorator_list:
            self.walk(one)
        if not self.scopes:
            self.inside.append(Name(self.module.name, self.of, node.name))
        self.quoted(node.returns)
        if node.returns is not None:
            self.walk(node.returns)
        self.scope(node, node.args, node.body)
        if not self.scopes:
            self.inside.pop()

    def scope(self, node: Function | ast.Lambda, args: ast.arguments, body: Iterable[ast.AST]) -> None:
        """Read a function: types and defaults among the names around it, its body among its own."""
        self.walk(args)
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs]
        own = {one.arg: self.house.typed(self.module.name, one.annotation) for one in every}
        own |= {one.arg: None for one in (args.vararg, args.kwarg) if one}
        plain = isinstance(node, ast.Lambda) or any(last(one) == "staticmethod" for one in node.decorator_list)
        if self.of and every and not plain:
            mine = self.module.name, self.of
            own[every[0].arg] = (
                mine if self.house.kind(mine) else None
            )  # a class in a function is nobody's that is known
        for name in bound(body):
            own[name] = None
        outer, self.of = self.of, ""
        self.scopes.append(own)
        for part in body:
            self.walk(part)
        self.scopes.pop()
        self.of = outer


def bound(body: Iterable[ast.AST]) -> set[str]:
    """Give the names that a function's body makes its own, without those of functions and classes inside it."""
    found: set[str] = set()
    others: set[str] = set()
    todo = list(body)
    while todo:
        node = todo.pop()
        match node:
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                others |= set(names)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
                continue
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                found.add(name)
            case ast.Lambda():
                continue
        todo += ast.iter_child_nodes(node)
    return found - others
