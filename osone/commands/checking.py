"""Arguments from outside, held against a verb's schema: from a key's selection, a prompt, a command line or a model."""

import math
import re
from collections.abc import Mapping

from osone.commands.registry import Command
from osone.model.errors import CommandError

WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
YES_OR_NO: Mapping[str, bool] = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
MOST = 1 << 63
NAMES = {"string": "text", "integer": "a whole number", "boolean": "yes or no", "number": "a number"}


def checked(command: Command, arguments: Mapping[str, object]) -> dict[str, object]:
    """The arguments as the verb takes them. Raises CommandError with a sentence that says which one is wrong."""
    known = {a.name: a for a in command.arguments}
    for name in arguments:
        if name not in known:
            raise CommandError(f"{command.id} knows nothing of “{name}”.")
    given: dict[str, object] = {}
    for argument in command.arguments:
        if argument.name in arguments:
            given[argument.name] = _fit(command.id, argument.name, argument.schema, arguments[argument.name])
        elif argument.required:
            raise CommandError(f"{command.id} must be told which {argument.name}.")
    return given


def _fit(where: str, name: str, schema: Mapping[str, object], value: object) -> object:
    kind = schema.get("type")
    if not _keepable(value):
        raise CommandError(f"{where}: {name} holds something that cannot be kept.")
    if kind is None:
        return value
    if kind == "array":
        items = schema.get("items")
        if not isinstance(value, list | tuple) or not isinstance(items, Mapping):
            raise CommandError(f"{where}: {name} must be a list.")
        return [_fit(where, name, items, one) for one in value]
    if "enum" in schema:
        choices = schema["enum"]
        if isinstance(choices, list) and value not in choices:
            raise CommandError(f"{where}: {name} must be one of {', '.join(map(str, choices))}.")
        return value
    types: dict[str, tuple[type, ...]] = {
        "string": (str,), "integer": (int,), "boolean": (bool,), "number": (int, float),
    }  # fmt: skip
    right = types[str(kind)]
    if not isinstance(value, right) or (isinstance(value, bool) and kind != "boolean"):
        raise CommandError(f"{where}: {name} must be {NAMES[str(kind)]}, not {value!r}.")
    return value


def _keepable(value: object) -> bool:
    """Whether the store can hold it: whole text, numbers of 64 bits, and lists and objects of such."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return -MOST <= value < MOST
    if isinstance(value, list | tuple):
        return all(map(_keepable, value))
    if isinstance(value, Mapping):
        return all(isinstance(k, str) and _keepable(k) and _keepable(v) for k, v in value.items())
    return value is None


def from_text(command: Command, words: list[str]) -> dict[str, object]:
    """Arguments as a command line gives them: ``name=value``, or values alone in the verb's order; lists by commas."""
    given: dict[str, object] = {}
    for word in words:
        name, equals, text = word.partition("=")
        argument = next((a for a in command.arguments if equals and a.name == name), None)
        if argument is None:
            text = word
            argument = next((a for a in command.arguments if a.name not in given), None)
        if argument is None:
            raise CommandError(f"{command.id} has no use for “{word}”.")
        given[argument.name] = _read(argument.schema, text)
    return checked(command, given)


def _read(schema: Mapping[str, object], text: str) -> object:
    kind, items = schema.get("type"), schema.get("items")
    if kind == "array" and isinstance(items, Mapping):
        return [_read(items, part) for part in text.split(",") if part]
    if kind == "integer" and WHOLE.fullmatch(text):
        return int(text)
    return YES_OR_NO.get(text.lower(), text) if kind == "boolean" else text
