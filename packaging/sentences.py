"""Find the sentences for people in the code: those that are marked for the catalogue, and those that were forgotten."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TRANSLATE, MARK, CONTEXT, PLURAL = "_", "N_", "in_context", "plural"
GIVEN = {"count", "number"}
"""Fields that ``plural`` fills by itself; a translation may use either, or none."""
FIELD = re.compile(r"\{([^}]*)\}|%(\d)")
LETTERS = re.compile(r"[^\W\d_]{2}")
NAMES = {"OS One", "Ctrl", "Enter", "Esc", "Tab"}
"""What has the same name in every language."""

SINKS: dict[str, tuple[Sequence[int], Sequence[str]]] = {
    "Done": ((0,), ("said", "text")),
    "Setting": ((2,), ("title",)),
    "gesture": ((1,), ("title",)),
    "command": ((1,), ("title",)),
    "ArgumentParser": ((), ("description", "epilog")),
    "add_parser": ((), ("help", "description")),
    "add_argument": ((), ("help",)),
    "Finding": ((0, 2, 3), ()),
    "Said": ((0, 1), ()),
    "Fault": ((0, 1), ()),
    "Hint": ((0,), ()),
    "tell": ((), ("sentence", "title")),
    "toast": ((0,), ()),
    "set_notice": ((0, 1), ()),
    "fault": ((0, 1), ()),
    "note": ((0,), ()),
    "Row": ((1, 2, 3, 4), ()),
    "Allowance": ((0, 1), ()),
    "Manner": ((1, 2), ()),
    "Name": ((1,), ()),
    "Proposal": ((1,), ()),
    "MindOffer": ((1,), ()),
    "MindsHere": ((1, 4, 6), ()),
    "Recommended": ((2,), ()),
    "Pulling": ((3,), ()),
    "Voice": ((2, 3, 4), ()),
    "OnDisk": ((1,), ()),
    "expect": ((1,), ()),
    "_set_silence": ((0,), ()),
    "_work": ((0,), ()),
    "_give_up": ((1, 2), ()),
    "Step": ((2,), ()),
    "Answer": ((0,), ()),
    "Chip": ((1,), ()),
}
"""Calls that show a person what they are given: which arguments, by place and by name."""
EVERYWHERE = ("title", "remedy")
"""Arguments that are shown whatever is called."""
ROOT_ERROR = "OsOneError"
QML_SINKS = re.compile(
    r"(?<![\w.])(text|title|label|note|sentence|hint|placeholder|placeholderText|Accessible\.name|Accessible\.description)"
    r"\s*:(?!:)"
)


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """One sentence of the template."""

    text: str
    many: str = ""
    context: str = ""


@dataclass(slots=True)
class Found:
    """What a file says to people."""

    sentences: set[Sentence] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def fields(text: str) -> set[str]:
    """The named fields of a sentence, and QML's numbered ones."""
    return {found[1] or f"%{found[2]}" for found in FIELD.finditer(text)}


def errors_in(trees: Sequence[ast.Module]) -> set[str]:
    """The names of every class that is an ``OsOneError``."""
    bases = {
        node.name: {base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {ROOT_ERROR}
    while more := {name for name, over in bases.items() if over & found} - found:
        found |= more
    return found


def in_python(name: str, tree: ast.Module, errors: set[str]) -> Found:
    """The sentences of a Python file, and what is wrong with them."""
    look = _Python(name, errors)
    look.walk(tree)
    return look.found


class _Python:
    """A walk through one file."""

    def __init__(self, name: str, errors: set[str]) -> None:
        self.name, self.errors, self.found = name, errors, Found()
        self._inside = 0
        self._kept: list[dict[str, list[ast.expr]]] = [{}]

    def _fault(self, node: ast.AST, what: str) -> None:
        self.found.faults.append(f"{self.name}:{getattr(node, 'lineno', 0)}: {what}")

    def walk(self, node: ast.AST) -> None:
        """Look at a piece of code and at all within it."""
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function(node)
                return
            case ast.Lambda():
                self._inside += 1
                self.walk(node.body)
                self._inside -= 1
                return
            case ast.ClassDef() if node.name in self.errors:
                self._titled(node)
            case ast.Call():
                self._called(node)
        for within in ast.iter_child_nodes(node):
            self.walk(within)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for outside in (*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)):
            self.walk(outside)
        kept: dict[str, list[ast.expr]] = {}
        for inner in ast.walk(node):
            if isinstance(inner, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and inner.value:
                for target in inner.targets if isinstance(inner, ast.Assign) else [inner.target]:
                    if isinstance(target, ast.Name):
                        kept.setdefault(target.id, []).append(inner.value)
        self._kept.append(kept)
        self._inside += 1
        for statement in node.body:
            self.walk(statement)
        self._inside -= 1
        self._kept.pop()

    def _titled(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "title":
                self._shown(statement.value, "title")

    def _called(self, node: ast.Call) -> None:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if isinstance(node.func, ast.Name) and called in (TRANSLATE, MARK, CONTEXT, PLURAL):
            self._sentence(called, node)
        places, names = SINKS.get(called, ((), ()))
        if called in self.errors:
            places = (0,)
        for at in places:
            if at < len(node.args):
                self._shown(node.args[at], called)
        for given in node.keywords:
            if given.arg and (given.arg in names or given.arg in EVERYWHERE):
                self._shown(given.value, f"{called}({given.arg}=)")

    def _sentence(self, called: str, node: ast.Call) -> None:
        if called != MARK and not self._inside:
            self._fault(node, f"{called}() runs when the module is imported; mark it by N_() and translate it later")
        words = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in node.args]
        filled = {k.arg for k in node.keywords}
        if called in (TRANSLATE, MARK):
            if called == TRANSLATE and words[:1] == [None] and _names_a_mark(node.args[0]):
                return  # what N_ marked elsewhere
            found = Sentence(words[0] or "") if len(words) == 1 else None
        elif called == CONTEXT:
            found = Sentence(words[1] or "", context=words[0] or "") if len(words) == 2 and words[0] else None
        else:
            found = Sentence(words[0] or "", words[1] or "") if len(words) == 3 and words[1] else None
        if found is None or not found.text:
            self._fault(node, f"{called}() needs its sentences as plain strings")
            return
        wanted = fields(found.text) | fields(found.many)
        if bad := {one for one in wanted if not one.isidentifier()}:
            self._fault(node, f"the fields of a sentence are names, not {', '.join(sorted(bad))}")
        if called == PLURAL:
            wanted -= GIVEN
        if called != MARK and None not in filled and wanted != filled:
            self._fault(node, f"the sentence has the fields {sorted(wanted)} and is given {sorted(map(str, filled))}")
        self.found.sentences.add(found)

    def _shown(self, node: ast.expr, where: str) -> None:
        if words := self._bare(node, set()):
            self._fault(node, f"{where} shows “{words}”, which is in no catalogue: _(), N_() or plural()")

    def _bare(self, node: ast.expr | None, seen: set[str]) -> str:
        """Words that would be shown as they stand here, through what is chosen, glued or kept in a name."""
        match node:
            case ast.Constant(value=str(words)):
                return words if LETTERS.search(words) and words not in NAMES and words[0] != "-" else ""
            case ast.JoinedStr(values=parts):
                return next((found for part in parts if (found := self._bare(part, seen))), "")
            case ast.FormattedValue(value=value):
                return self._bare(value, seen)
            case ast.BinOp(left=left, right=right):
                return self._bare(left, seen) or self._bare(right, seen)
            case ast.IfExp(body=body, orelse=other):
                return self._bare(body, seen) or self._bare(other, seen)
            case ast.BoolOp(values=values):
                return next((found for value in values if (found := self._bare(value, seen))), "")
            case ast.Call(func=ast.Attribute(value=value, attr=attr), args=args) if attr in (
                "strip", "rstrip", "format", "join", "capitalize",
            ):  # fmt: skip
                inner = [self._bare(value, seen)] + [self._bare(a, seen) for a in args if attr == "join"]
                return next(filter(None, inner), "")
            case ast.Name(id=name) if name not in seen:
                kept = self._kept[-1].get(name, [])
                return next((found for value in kept if (found := self._bare(value, seen | {name}))), "")
        return ""


def _names_a_mark(node: ast.expr) -> bool:
    """Whether an argument is a value kept elsewhere, and not words put together here."""
    match node:
        case ast.IfExp(body=body, orelse=other):
            return _names_a_mark(body) and _names_a_mark(other)
        case ast.Call(func=func):
            # What a table gives, ``WORDS.get(key, "")``, and not ``"…".format()`` or a name's own title.
            return (isinstance(func, ast.Attribute) and func.attr == "get") or _is_mark(node)
        case ast.Constant():
            return node.value == ""
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def _is_mark(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == MARK


def in_qml(name: str, text: str) -> Found:
    """The sentences of a QML file, and literals that its properties would show as they are."""
    found = Found()
    for asked in re.finditer(r"\bqsTr\s*\(", _without_comments(text)):
        _asked(name, text, asked.end(), found)
    for sink in QML_SINKS.finditer(_without_comments(text)):
        for words in _literals(text[sink.end() : _end(text, sink.end())]):
            if LETTERS.search(words) and words not in NAMES:
                line = text.count("\n", 0, sink.start()) + 1
                found.faults.append(f"{name}:{line}: {sink[1]} shows “{words}”, which is in no catalogue: qsTr()")
    return found


STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
COMMENT = re.compile(STRING.pattern + r"|(?P<comment>//[^\n]*|/\*.*?\*/)", re.DOTALL)


def _without_comments(text: str) -> str:
    """The same with blanks in the place of comments, so that every letter stays where it is."""
    return COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]) if m["comment"] else m[0], text)


def _unquoted(literal: str) -> str:
    return str(ast.literal_eval(literal))


def _asked(name: str, text: str, at: int, found: Found) -> None:
    """One call of qsTr: the sentence, and its context where there is one."""
    words = re.match(rf"\s*({STRING.pattern})\s*(?:,\s*({STRING.pattern})\s*)?\)", text[at:])
    line = text.count("\n", 0, at) + 1
    if words is None:
        found.faults.append(f"{name}:{line}: qsTr() needs one plain string; what counts comes from Python")
        return
    sentence = Sentence(_unquoted(words[1]), context=_unquoted(words[2]) if words[2] else "")
    if "%n" in sentence.text:
        found.faults.append(f"{name}:{line}: a sentence that counts comes from Python")
    found.sentences.add(sentence)


GOES_ON, GOES_ON_AFTER = re.compile(r"\s*([?:+]|&&|\|\|)"), re.compile(r"([?:+(]|&&|\|\|)[ \t]*\Z")


def _goes_on(text: str, at: int) -> bool:
    """Whether an expression goes on beyond the end of its line."""
    return bool(GOES_ON.match(text, at + 1) or GOES_ON_AFTER.search(text, 0, at))


def _end(text: str, at: int) -> int:
    """Where the expression ends that begins here: at the end of a line outside of all brackets, or at what closes."""
    depth = 0
    while at < len(text):
        if literal := COMMENT.match(text, at):
            at = literal.end()
            continue
        letter = text[at]
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth < 0:
                return at
        elif depth == 0 and (letter == ";" or (letter == "\n" and not _goes_on(text, at))):
            return at
        at += 1
    return at


def _literals(expression: str) -> Iterator[str]:
    """The strings that an expression may come to: not what qsTr is asked for, compared with or looked up."""
    bare = _without_comments(expression)
    bare = re.sub(rf"\bqsTr\s*\((?:[^\"'()]|{STRING.pattern})*\)", "_", bare)
    bare = re.sub(rf"(===?|!==?)\s*({STRING.pattern})|({STRING.pattern})\s*(===?|!==?)", "_", bare)
    bare = re.sub(rf"\[\s*({STRING.pattern})\s*\]|\bcase\s+({STRING.pattern})", "_", bare)
    bare = re.sub(rf"\.\w+\(\s*{STRING.pattern}[^()]*\)|\bQt\.locale\([^()]*\)", "_", bare)
    for literal in STRING.finditer(bare):
        words = _unquoted(literal[0])
        if "<" not in words:
            yield words


def read(root: Path, folder: str, suffix: str) -> dict[str, str]:
    """The text of every file of a kind, by its name from the root."""
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in sorted((root / folder).rglob(f"*{suffix}"))}
