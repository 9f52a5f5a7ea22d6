"""Takes out of a streamed reply what is for no person: calls that were written as text, raw JSON, leaked thoughts."""

import ast
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from osone.companion.minds.protocol import Call

MOST_HELD = 8000
"""Characters that a call may take up; what is longer is none."""
FENCE = "```"
TAGS = ("think", "thinking", "tool_call", "function_call", "tools", "tool_response")
PAIRS = {**{f"<{tag}>": f"</{tag}>" for tag in TAGS}, FENCE: FENCE}
"""How what is held back begins and ends."""
THOUGHTS = ("<think>", "<thinking>", "<tool_response>")
"""Of these nothing is looked at: it is no call, and said to nobody."""
DATA = ("json", "tool_call", "tool_calls", "tool_code", "xml")
"""Of code in these languages nothing is for a person."""
_OPENS = re.compile(
    rf"</?(?:{'|'.join(TAGS)})>|```|<\|[a-z_]{{1,30}}\|>|\[TOOL_CALLS\]"
    r"""|\{(?=\s*["'}])|\[(?=\s*\{)"""
)
_MAY_OPEN = re.compile(r"(?:<[/|]?[a-z_]{0,30}\|?|`{1,2}|\{\s*|\[[A-Z_]*\s*)$")
_LANGUAGE = re.compile(r"[\w+-]*\n")
_NAME = ("name", "function", "tool", "verb", "action")
_ARGUMENTS = ("arguments", "parameters", "args", "input")


@dataclass(frozen=True, slots=True)
class HeardPiece:
    """What is in a piece of a reply."""

    words: str = ""
    calls: tuple[Call, ...] = ()


class SaidCalls:
    """Feed it a reply in pieces; it gives back the words that are for a person, and the calls that stood among them.

    What may yet turn out to be a call is held back until that is clear. JSON is never given back as words.
    """

    def __init__(self, verbs: Collection[str]) -> None:
        self._verbs = {_plain(verb): verb for verb in verbs}
        self._held = ""
        self._begins = True
        """Whether the next letter begins a line."""

    def feed(self, text: str) -> HeardPiece:
        """What of this piece, and of what was held back, is clear now."""
        self._held += text
        return self._read(ended=False)

    def end(self) -> HeardPiece:
        """What was still held back when the reply ended."""
        return self._read(ended=True)

    def _read(self, *, ended: bool) -> HeardPiece:
        words: list[str] = []
        calls: list[Call] = []
        while self._held:
            line = self._line_call(ended=ended)
            if line == "":
                break
            if line is not None:
                calls += self._line(line) or ()
                continue
            found = _OPENS.search(self._held)
            cut = found.start() if found else len(self._held) if ended else self._clear()
            # A line that may be a call is looked at from its beginning.
            cut = self._next_line(cut)
            if cut:
                words.append(self._held[:cut])
                self._begins = words[-1].endswith("\n")
                self._held = self._held[cut:]
                continue
            if found is None:
                break
            block = self._block(found[0])
            if block is None and not ended and len(self._held) <= MOST_HELD:
                break
            block = self._held if block is None else block
            taken = self._take(block)
            calls += taken.calls
            if taken.words:
                words.append(taken.words)
                self._begins = taken.words.endswith("\n")
            self._held = self._held[len(block) :]
        return HeardPiece("".join(words), tuple(calls))

    # What is held back.

    def _clear(self) -> int:
        """How much of what is held can be no beginning of anything."""
        may = _MAY_OPEN.search(self._held)
        return may.start() if may else len(self._held)

    def _next_line(self, most: int) -> int:
        """Where the next line begins that may be a call, at most so far on."""
        start = 0
        while (at := self._held.find("\n", start, most)) >= 0:
            if self._may_call(self._held[at + 1 :].partition("\n")[0]):
                return at + 1
            start = at + 1
        return most

    def _may_call(self, line: str) -> bool:
        told = _plain(line.lstrip(" \t`*-"))
        return bool(told) and any(f"{verb}(".startswith(told) or told.startswith(f"{verb}(") for verb in self._verbs)

    def _line_call(self, *, ended: bool) -> str | None:
        """A line that is a call as programs write it; empty where it goes on, None where it is none."""
        if not self._begins:
            return None
        line, ends, _rest = self._held.partition("\n")
        if not self._may_call(line):
            return None
        if not ends and not ended:
            return ""
        if self._line(line) is None:
            return None
        self._held = self._held[len(line) + len(ends) :]
        return line

    def _block(self, opener: str) -> str | None:
        """All of what begins here; None where its end has not come yet."""
        if opener in PAIRS:
            at = self._held.find(PAIRS[opener], len(opener))
            return None if at < 0 else self._held[: at + len(PAIRS[opener])]
        if opener.startswith(("<|", "</")):
            return opener
        if opener == "[TOOL_CALLS]":
            at = self._held.find("\n")
            return None if at < 0 else self._held[: at + 1]
        return _balanced(self._held)

    def _take(self, block: str) -> HeardPiece:
        """What a block comes to: calls, and of code what is neither a call nor JSON."""
        if block.startswith(THOUGHTS):
            return HeardPiece()
        if not block.startswith(FENCE):
            return HeardPiece("", tuple(self._calls_in(_inside(block))))
        closed = block.endswith(FENCE) and len(block) > len(FENCE)
        inside = block.removeprefix(FENCE).removesuffix(FENCE if closed else "")
        head = _LANGUAGE.match(inside)
        code = inside[head.end() :] if head else inside
        within = SaidCalls(self._verbs.values())
        first, last = within.feed(code), within.end()
        words, calls = first.words + last.words, (*first.calls, *last.calls)
        language = head[0] if head else ""
        if not words.strip(" \n;,") or language.strip().casefold() in DATA:
            return HeardPiece("", calls)
        return HeardPiece(f"{FENCE}{language}{words}{FENCE if closed else ''}", calls)

    # Calls.

    def _calls_in(self, text: str) -> list[Call]:
        """The calls that a text is made of; none where it is anything else."""
        found: list[Call] = []
        for value in _values(text):
            found += self._calls_of(value)
        if found:
            return found
        lines = [line for line in text.splitlines() if line.strip()]
        calls = [self._line(line) for line in lines]
        return [one for several in calls for one in several or ()] if lines and all(calls) else []

    def _calls_of(self, value: object) -> list[Call]:
        if isinstance(value, list):
            return [call for one in value for call in self._calls_of(one)]
        if not isinstance(value, Mapping):
            return []
        for wrapped in ("tool_calls", "function_call", "tool_call"):
            if isinstance(value.get(wrapped), list | Mapping):
                return self._calls_of(value[wrapped])
        if isinstance(value.get("function"), Mapping):
            return self._calls_of(value["function"])
        name = next((value[key] for key in _NAME if isinstance(value.get(key), str)), "")
        given: object = next((value[key] for key in _ARGUMENTS if key in value), {})
        if not name and len(value) == 1:
            ((name, given),) = value.items()
            if _plain(str(name)) not in self._verbs:
                return []
        if isinstance(given, str):
            given = next(iter(_values(given)), {})
        if not name or not isinstance(given, Mapping):
            return []
        return [Call(self._verbs.get(_plain(str(name)), str(name)), {str(key): one for key, one in given.items()})]

    def _line(self, line: str) -> list[Call] | None:
        """A call as programs write it, ``task.add(line="milk")``; None where a line is none."""
        told = line.strip().strip("`").strip()
        try:
            tree = ast.parse(told, mode="eval").body
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            return None
        if not isinstance(tree, ast.Call):
            return None
        verb = self._verbs.get(_plain(ast.unparse(tree.func)))
        if verb is None or tree.args:
            return None
        try:
            given = {word.arg: ast.literal_eval(word.value) for word in tree.keywords if word.arg}
        except ValueError:
            return None
        return [Call(verb, given)]


def _plain(verb: str) -> str:
    """A verb's name, however its parts are joined."""
    return verb.strip().casefold().replace("_", ".").replace("-", ".")


def _inside(block: str) -> str:
    """What stands between the marks of a block."""
    for opener, closer in PAIRS.items():
        if block.startswith(opener):
            return block[len(opener) :].removesuffix(closer)
    return block.removeprefix("[TOOL_CALLS]")


def _balanced(text: str) -> str | None:
    """The beginning of a text up to where its first bracket closes; None where it does not."""
    depth, quoted, escaped = 0, "", False
    for at, sign in enumerate(text):
        if escaped or (sign == "\\" and quoted):
            escaped = not escaped
        elif quoted:
            quoted = "" if sign == quoted else quoted
        elif sign == '"':
            quoted = sign
        elif sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
            if depth == 0:
                return text[: at + 1]
    return None


def _values(text: str) -> list[object]:
    """The values of JSON that a text is made of, one after the other; those before the first that is none."""
    found: list[object] = []
    rest = text.strip()
    while rest:
        try:
            value, ends = json.JSONDecoder().raw_decode(rest)
        except (ValueError, RecursionError):
            whole = _balanced(rest)
            if whole is None:
                break
            try:
                value, ends = ast.literal_eval(whole), len(whole)
            except (ValueError, SyntaxError, MemoryError, RecursionError):
                break
        found.append(value)
        rest = rest[ends:].lstrip(" \t\r\n,;")
    return found
