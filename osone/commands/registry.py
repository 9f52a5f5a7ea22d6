"""The one table of verbs, filled by ``@command`` and checked as it fills.

One definition is the key, the palette's line (its title), the command-line call, the tool that a model sees (the
annotations become its JSON schema) and, through the effects in ``Done``, the undo.
"""

import inspect
import types
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import apsw

from osone.commands import chords
from osone.commands.context import ALWAYS, MET, Condition
from osone.model.errors import CommandError
from osone.store.effects import Effect
from osone.store.writing import Tx
from osone.text.catalogue import _

Turns = Literal["", "back", "again"]
"""Whether a verb takes back what was done, or does again what was taken back."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What carrying out a verb means, beyond what it is about."""

    writes: bool = True
    """Whether it changes what a person keeps, wants or has asked for. A verb that only looks writes nothing at all."""
    undoable: bool = True
    """Whether what it writes is an entry of the journal, which undo takes back. Where it is not, it says so or leaves
    nothing that anybody would want to take back."""
    asks: bool = False
    """Whether it reaches others or is for good, so that a mind may only propose it: a card shows what will happen."""
    mind: bool = True
    """Whether a mind may call it."""

    def __post_init__(self) -> None:
        if self.asks and not self.writes:
            raise ValueError("what only looks has nothing to ask about")


SCREEN = Properties(writes=False, undoable=False, mind=False)
"""A verb of the screen alone."""
UNKNOWN = Properties(undoable=False, asks=True)
"""What must be thought of a verb that nobody knows."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a verb works with: the open transaction, the time, and who asks."""

    tx: Tx
    now: datetime
    """Aware, in the person's zone."""
    by: str
    """``person``, ``companion``, ``shell`` or ``rule``."""
    of: int = 0
    """How many items a large command has in all, where this is a piece of it; else 0."""

    @property
    def connection(self) -> apsw.Connection:
        """The connection of the open transaction, for reading."""
        return self.tx.connection

    def counted(self, items: Sized) -> int:
        """How many items what is said is about: all of a large command where these are a piece of it."""
        return self.of or len(items)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a verb."""

    said: str = ""
    """What to tell the person, one short sentence; empty where the screen tells enough."""
    effects: Sequence[Effect] = ()
    """What it changes. The registry makes the changes and keeps them, so that they can be taken back."""
    value: object = None
    """What was found, for verbs that look something up: values of JSON."""
    text: str = ""
    """The same for a person to read, in Markdown: the window shows it in the talk."""
    ended: str = ""
    """What to tell once it is done, where ``said`` tells only that it is under way."""
    idle: bool = False
    """Whether nothing came of it, so that what is said is no success. A verb that can be taken back and has no effects
    need not say so."""
    then: str = ""
    """What to tell with it of what follows, a sentence of its own: undo does not repeat it, for it is not so then."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """What a verb of the screen alone asks of the shell, such as moving the cursor."""

    what: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a verb would do, as a card says it before it is done."""

    title: str
    body: str
    yes: str


Verb = Callable[..., Done]
Shows = Callable[[apsw.Connection, Mapping[str, Any]], Preview | None]
Decide = Callable[[apsw.Connection, Mapping[str, Any]], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a verb."""

    name: str
    schema: Mapping[str, object]
    """JSON schema."""
    required: bool
    sentence: str
    noun: str
    """``thread``, ``task`` or ``event`` where it is filled from the selection, else empty."""


@dataclass(frozen=True, slots=True)
class Command:
    """One verb."""

    id: str
    title: str
    """What the palette, the keys and the journal call it, marked for the catalogue: ``_(title)`` where it is shown."""
    sentence: str
    """What it does, in English, for a model and for ``osone do``."""
    keys: tuple[tuple[str, ...], ...]
    when: Condition
    properties: Properties
    arguments: tuple[Argument, ...]
    run: Verb | None
    gesture: Gesture | None
    leaves: bool
    """True where what it acts on leaves the list at hand, so that the row can go in the next frame."""
    icon: str
    offered: bool
    """False for verbs that the palette is not shown."""
    presets: Mapping[tuple[str, ...], Mapping[str, object]] = field(default_factory=dict)
    """Arguments that a key brings along, such as the 1 of ``y 1``."""
    first: bool = False
    """True where it acts on the first of the items alone, so that there is nothing to take in pieces."""
    decide: Decide | None = None
    """For verbs that do one thing or its opposite: settles which from all items, before they are taken in pieces."""
    turns: Turns = ""
    unasked: bool = False
    """True for what the window does by itself when something is opened: nobody is told, and nobody takes it back."""
    shows: Shows | None = None
    """What the person is shown first, None where it is done at once; it is done once its argument ``sure`` is true.
    Raises CommandError where there is nothing to do."""
    in_lines: bool = False
    """True where its keys act in a line that is being written too, unless they type a character."""

    @property
    def piecewise(self) -> str:
        """The argument whose items can be taken a few at a time, or empty."""
        return next((a.name for a in self.arguments if a.noun), "")


@dataclass(slots=True)
class Registry:
    """All verbs by id."""

    commands: dict[str, Command] = field(default_factory=dict)
    _by_first: dict[str, list[tuple[tuple[str, ...], Command]]] = field(init=False, repr=False, default_factory=dict)
    """The keys of all of them, each with its verb, by the first one to press: no others can clash."""

    def __post_init__(self) -> None:
        for command in self.commands.values():
            self._hold(command)

    def add(self, command: Command) -> None:
        """Take in a verb. Raises ValueError for a taken id, a missing title or sentence, or a clash of keys."""
        if command.id in self.commands:
            raise ValueError(f"two verbs are called {command.id}")
        if not command.title or command.title.endswith("."):
            raise ValueError(f"{command.id} needs a title of a few words")
        if not command.sentence.endswith((".", "?")):
            raise ValueError(f"{command.id} needs a docstring that begins with one whole sentence")
        for mine in command.keys:
            for theirs, other in self._by_first.get(mine[0], ()):
                if mine[: len(theirs)] == theirs[: len(mine)] and other.when.overlaps(command.when):
                    raise ValueError(f"{command.id} and {other.id} both want {' '.join(mine)}")
        self.commands[command.id] = command
        self._hold(command)

    def _hold(self, command: Command) -> None:
        for keys in command.keys:
            self._by_first.setdefault(keys[0], []).append((keys, command))

    def __getitem__(self, command: str) -> Command:
        try:
            return self.commands[command]
        except KeyError:
            raise CommandError(_("There is no command “{name}”.", name=command), command="palette.open") from None


REGISTRY = Registry()


def command(
    id: str,
    title: str,
    *,
    keys: str | Sequence[str] | Mapping[str, Mapping[str, object]] = (),
    when: Condition = ALWAYS,
    writes: bool = True,
    undoable: bool = True,
    asks: bool = False,
    mind: bool | None = None,
    leaves: bool = False,
    icon: str = "circle",
    offered: bool = True,
    first: bool = False,
    decide: Decide | None = None,
    turns: Turns = "",
    unasked: bool = False,
    shows: Shows | None = None,
    registry: Registry = REGISTRY,
) -> Callable[[Verb], Verb]:
    """Make a function a verb, called ``title``. Fails at import where something about it is not whole.

    ``writes``, ``undoable``, ``asks`` and ``mind`` are its ``Properties``. A mind may call what the palette offers,
    unless ``mind`` says otherwise.
    """
    properties = Properties(writes, writes and undoable, asks, offered if mind is None else mind)

    def enter(function: Verb) -> Verb:
        registry.add(
            Command(
                id=id,
                title=title,
                sentence=_sentence(id, function),
                keys=_keys(keys),
                when=when & MET,
                properties=properties,
                arguments=_arguments(id, function),
                run=function,
                gesture=None,
                leaves=leaves,
                icon=icon,
                offered=offered,
                presets={chords.parse(k): v for k, v in keys.items()} if isinstance(keys, Mapping) else {},
                first=first,
                decide=decide,
                turns=turns,
                unasked=unasked,
                shows=shows,
            )
        )
        return function

    return enter


def gesture(
    id: str,
    title: str,
    asks: Gesture,
    *,
    keys: str | Sequence[str] = (),
    when: Condition = ALWAYS,
    icon: str = "circle",
    offered: bool = True,
    words: tuple[str, str] | None = None,
    also: str = "",
    met: bool = True,
    in_lines: bool = False,
    registry: Registry = REGISTRY,
) -> None:
    """Enter a verb of the screen alone, called ``title``: it writes nothing. ``words`` names what it must be told.

    ``also`` are other words that it is looked for by.
    ``met`` is False for what can be done during the first run too.
    """
    told = (Argument(words[0], {"type": "string"}, True, words[1], ""),) if words else ()
    where = when & MET if met else when
    does = f"{title} ({also})." if also else f"{title}."
    registry.add(
        Command(id, title, does, _keys(keys), where, SCREEN, told, None, asks, False, icon, offered, in_lines=in_lines)
    )


def _keys(keys: str | Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(chords.parse(k) for k in ([keys] if isinstance(keys, str) else keys))


def _sentence(id: str, function: Verb) -> str:
    text = inspect.getdoc(function)
    if not text:
        raise ValueError(f"{id} needs a docstring")
    return " ".join(text.split("\n\n")[0].split())


NOUN_OF: Mapping[str, str] = {"threads": "thread", "tasks": "task", "events": "event", "drafts": "draft"}
"""The arguments that are filled from the selection, and the nouns that each is about."""


def _arguments(id: str, function: Verb) -> tuple[Argument, ...]:
    hints = get_type_hints(function, include_extras=True)
    found = []
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        if name not in hints:
            raise ValueError(f"{id}: the argument {name} needs an annotation")
        hint, sentence = hints[name], ""
        if get_origin(hint) is Annotated:
            hint, sentence = get_args(hint)[0], str(get_args(hint)[1])
        noun = NOUN_OF.get(name, "") if get_origin(hint) is list else ""
        required = parameter.default is inspect.Parameter.empty
        found.append(Argument(name, schema_of(id, hint), required, sentence, noun))
    return tuple(found)


def schema_of(where: str, hint: Any) -> dict[str, object]:
    """The JSON schema of an annotation; ValueError where a model or a command line could not give such a value."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    plain = {str: "string", int: "integer", bool: "boolean", float: "number"}
    if hint in plain:
        return {"type": plain[hint]}
    if hint is object:
        return {}
    if get_origin(hint) is list:
        return {"type": "array", "items": schema_of(where, get_args(hint)[0])}
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if get_origin(hint) in (Union, types.UnionType):
        return schema_of(where, next(a for a in get_args(hint) if a is not types.NoneType))
    raise ValueError(f"{where}: {hint!r} cannot be an argument")


def parameters_of(command: Command) -> dict[str, object]:
    """The JSON schema of all arguments together, as a model's tool has it."""
    return {
        "type": "object",
        "properties": {
            a.name: {**a.schema, "description": a.sentence} if a.sentence else dict(a.schema) for a in command.arguments
        },
        "required": [a.name for a in command.arguments if a.required],
        "additionalProperties": False,
    }
