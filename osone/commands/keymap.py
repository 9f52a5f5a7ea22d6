"""From keys to verbs: the defaults, the person's own file that shadows them, and sequences such as ``g i``."""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from osone.commands import chords
from osone.commands.registry import REGISTRY, Command, Registry
from osone.model.errors import CommandError
from osone.text.catalogue import _, plural

Chords = tuple[str, ...]
NAMED, LONGEST = 3, 40
"""So many lines that were left out are named, and so many signs of each."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A key that means a verb, with the arguments that it brings along."""

    keys: Chords
    command: Command
    preset: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Keymap:
    """All bindings in force."""

    bindings: tuple[Binding, ...]
    single: bool = True
    """Whether single keys act at all (WCAG 2.1.4)."""

    def find(self, pressed: Chords, facts: Set[str]) -> "Binding | bool":
        """What these keys mean in this situation: a binding, True where more keys may follow, or False for nothing."""
        writing = "text" in facts
        beside = writing and all(chords.beside_text(k) for k in pressed)
        if writing and not beside and any(chords.single(k) for k in pressed):
            return False
        if not self.single and len(pressed) == 1 and chords.single(pressed[0]):
            return False
        more = False
        for binding in self.bindings:
            if writing and not beside and not binding.command.in_lines:
                continue
            if binding.keys[: len(pressed)] == pressed and binding.command.when.holds(facts):
                if len(binding.keys) == len(pressed):
                    return binding
                more = True
        return more

    def with_single(self, single: bool) -> "Keymap":
        """The same keys, with single ones acting or not."""
        return Keymap(self.bindings, single)

    def keys_of(self, command: str) -> tuple[str, ...]:
        """How a verb's keys are written, for teaching them."""
        return tuple(" ".join(b.keys) for b in self.bindings if b.command.id == command)


def default(registry: Registry = REGISTRY) -> Keymap:
    """The keymap as it comes."""
    return Keymap(tuple(Binding(k, c, c.presets.get(k, {})) for c in registry.commands.values() for k in c.keys))


def shadowed(base: Keymap, own: Mapping[str, str | None], registry: Registry = REGISTRY) -> Keymap:
    """The person's keys over the defaults: ``{"keys": "verb"}`` binds, ``{"keys": null}`` unbinds.

    Raises CommandError with a sentence for a key or a verb that does not exist. A bound key takes the place of every
    default that it would clash with where both could act.
    """
    bindings = list(base.bindings)
    for text, command in own.items():
        keys = chords.parse(text)
        if command is None:
            bindings = [b for b in bindings if b.keys != keys]
            continue
        verb = registry[command]
        bindings = [
            b for b in bindings
            if not (b.keys[: len(keys)] == keys[: len(b.keys)] and b.command.when.overlaps(verb.when))
        ]  # fmt: skip
        bindings.append(Binding(keys, verb, {}))
    return Keymap(tuple(bindings), base.single)


def read(path: Path, registry: Registry = REGISTRY) -> tuple[Keymap, str]:
    """The keymap with the person's file (JSON), and a sentence about what is wrong with the file, if anything.

    A line that names no key or no verb is left out, and named; all others hold.
    """
    keymap = default(registry)
    try:
        own = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return keymap, ""
    except (OSError, ValueError, RecursionError) as error:
        return keymap, _("Could not read {file} ({error}). The default keys are used.", file=path.name, error=error)
    if not isinstance(own, dict):
        return keymap, _("{file} must hold one object of keys and commands. The default keys are used.", file=path.name)
    faults = []
    for keys, verb in own.items():
        try:
            if verb is not None and not isinstance(verb, str):
                raise CommandError(_("“{keys}” must name a command, or null.", keys=keys))
            keymap = shadowed(keymap, {keys: verb}, registry)
        except CommandError as error:
            faults.append(_("“{keys}”: {error}", keys=keys[:LONGEST], error=error))
    if not faults:
        return keymap, ""
    left_out = plural(
        "{count} line of {file} was left out.", "{count} lines of {file} were left out.", len(faults), file=path.name
    )
    return keymap, " ".join([left_out, *faults[:NAMED]])
