"""Arguments from outside, held against a verb's schema: from a key's selection, a prompt, a command line or a model."""

from collections.abc import Mapping

from osone.commands.registry import Command
from osone.model.errors import CommandError

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
    if kind == "integer" and text.lstrip("-").isdigit():
        return int(text)
    if kind == "boolean" and text.lower() in ("yes", "no", "true", "false", "on", "off"):
        return text.lower() in ("yes", "true", "on")
    return text
