"""Arguments from outside, held against a verb's schema: from a key's selection, a prompt, a command line or a model."""

import math
import re
from collections.abc import Mapping

from osone.commands.registry import Command
from osone.model.errors import CommandError
from osone.text.catalogue import N_, _

WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
YES_OR_NO: Mapping[str, bool] = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
MOST = 1 << 63
NAMES = {
    "string": N_("text"), "integer": N_("a whole number"), "boolean": N_("yes or no"), "number": N_("a number"),
}  # fmt: skip


def checked(command: Command, arguments: Mapping[str, object]) -> dict[str, object]:
    """The arguments as the verb takes them. Raises CommandError with a sentence that says which one is wrong."""
    known = {a.name: a for a in command.arguments}
    for name in arguments:
        if name not in known:
            raise CommandError(_("{verb} doesn't take “{name}”.", verb=command.id, name=name))
    given: dict[str, object] = {}
    for argument in command.arguments:
        if argument.name in arguments:
            given[argument.name] = _fit(command.id, argument.name, argument.schema, arguments[argument.name])
        elif argument.required:
            raise CommandError(_("{verb} needs {name}.", verb=command.id, name=argument.name))
    return given


def _fit(where: str, name: str, schema: Mapping[str, object], value: object) -> object:
    kind = schema.get("type")
    if not _keepable(value):
        raise CommandError(_("{verb}: {name} can't be stored.", verb=where, name=name))
    if kind is None:
        return value
    if kind == "array":
        items = schema.get("items")
        if not isinstance(value, list | tuple) or not isinstance(items, Mapping):
            raise CommandError(_("{verb}: {name} must be a list.", verb=where, name=name))
        return [_fit(where, name, items, one) for one in value]
    if "enum" in schema:
        choices = schema["enum"]
        if isinstance(choices, list) and value not in choices:
            listed = ", ".join(map(str, choices))
            raise CommandError(_("{verb}: {name} must be one of {choices}.", verb=where, name=name, choices=listed))
        return value
    types: dict[str, tuple[type, ...]] = {
        "string": (str,), "integer": (int,), "boolean": (bool,), "number": (int, float),
    }  # fmt: skip
    right = types[str(kind)]
    if not isinstance(value, right) or (isinstance(value, bool) and kind != "boolean"):
        wanted = _(NAMES[str(kind)])
        raise CommandError(
            _(
                "{verb}: {name} must be {kind}, not {value}.",
                verb=where,
                name=name,
                kind=wanted,
                value=repr(value),
            )
        )
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
            raise CommandError(_("{verb} doesn't take “{name}”.", verb=command.id, name=word))
        given[argument.name] = _read(argument.schema, text)
    return checked(command, given)


def _read(schema: Mapping[str, object], text: str) -> object:
    kind, items = schema.get("type"), schema.get("items")
    if kind == "array" and isinstance(items, Mapping):
        return [_read(items, part) for part in text.split(",") if part]
    if kind == "integer" and WHOLE.fullmatch(text):
        return int(text)
    return YES_OR_NO.get(text.lower(), text) if kind == "boolean" else text
