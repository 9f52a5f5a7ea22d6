"""The gate between what a mind asks for and what is done: schema first, then whose words it says, then what it does."""

import json
import re
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from osone.commands.registry import UNKNOWN, Properties
from osone.companion.minds.protocol import Call, ToolSpec
from osone.companion.others import TYPED
from osone.store.nouns import SELECTED
from osone.text.catalogue import _, plural

MANY = 10
"""Items above which what a mind wants to do with them is shown first."""
NOUNS = {f"{noun}s": noun for noun in SELECTED}
"""Which nouns an argument names by their ids."""


class Ruling(StrEnum):
    """What happens to a call."""

    RUN = "run"
    CARD = "card"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ruling and its reason."""

    ruling: Ruling
    why: str
    """One sentence: for the card, or for the mind where the call was refused."""


_REACHES_OUT = re.compile(
    r"[^\s@<>(),;\"']+@[^\s@<>(),;\"']+\.[^\s@<>(),;\"']+"
    r"|\b(?:https?|ftps?|mailto|file|data|javascript|tel|sms|callto|sips?|xmpp|skype|facetime|geo|smb|ssh|intent):\S*"
    r"|\b[a-z][a-z0-9+.-]{0,20}://\S*|\bwww\.\S+"
    # A host by itself, as it is typed.
    r"|(?<![\w@.-])(?:\w(?:[\w-]{0,61}\w)?\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{1,59})(?![\w-])(?:[/:?#]\S*)?"
    r"|(?<!\S)(?:~|/(?=\S)|[A-Za-z]:\\)\S*",
    re.I,
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def _reaching(text: str) -> dict[str, str]:
    """The addresses, hosts, links and paths in a text, each whole, by how they compare.

    Signs that only look otherwise are read as what they stand for: a fullwidth ＠ is an @ to whoever sends mail.
    """
    told = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).replace("\u3002", ".")
    found = (match[0].rstrip(".,;:!?)]}\"'”’") for match in _REACHES_OUT.finditer(told))
    return {one.casefold(): one for one in found if one}


def faults(spec: ToolSpec, arguments: Mapping[str, object]) -> str:
    """What is wrong with the arguments, as one sentence for the mind; empty where nothing is."""
    # Imported with the first call of a mind: the window's first frame does not wait for it.
    import jsonschema
    from jsonschema.exceptions import best_match

    validator = jsonschema.Draft202012Validator(dict(spec.schema))
    worst = best_match(validator.iter_errors(dict(arguments)))
    if worst is None:
        return ""
    where = ".".join(str(step) for step in worst.absolute_path)
    return f"The arguments of {spec.name} are not right{f' at {where}' if where else ''}: {worst.message[:200]}."


def strangers(arguments: Mapping[str, object], said: str) -> tuple[str, ...]:
    """Addresses, links and paths among the arguments that the person did not say themselves, letter for letter.

    A part of what they said is not what they said: ``bob@x.co`` is somebody else than ``bob@x.com``.
    """
    found: list[str] = []
    own = _reaching(said)

    def look(value: object) -> None:
        if isinstance(value, str):
            found.extend(shown for compared, shown in _reaching(value).items() if compared not in own)
        elif isinstance(value, Mapping):
            for inner in value.values():
                look(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                look(inner)

    look(arguments)
    return tuple(found)


def named(arguments: Mapping[str, object]) -> set[tuple[str, int]]:
    """The nouns that a call is about, each by its kind and id."""
    found: set[tuple[str, int]] = set()
    for name, noun in NOUNS.items():
        given = arguments.get(name)
        found.update((noun, one) for one in (given if isinstance(given, list | tuple) else ()) if isinstance(one, int))
    return found


def likeness(call: Call) -> str:
    """The same for two calls that ask for the same: letters, spaces and the order of ids make no difference."""

    def plain(value: object) -> object:
        if isinstance(value, str):
            return " ".join(value.casefold().split())
        if isinstance(value, Mapping):
            return {str(name): plain(inner) for name, inner in value.items() if inner not in (None, "", [])}
        if isinstance(value, list | tuple):
            return sorted({json.dumps(plain(inner), sort_keys=True, default=str) for inner in value})
        return value

    return json.dumps([call.name, plain(call.arguments)], sort_keys=True, default=str)


def judge(
    call: Call,
    specs: Mapping[str, ToolSpec],
    properties: Mapping[str, Properties],
    *,
    said: str,
    untrusted: bool,
    shown: Set[tuple[str, int]],
    wish: bool = True,
) -> Verdict:
    """Rule on a call.

    ``said`` is what the person has said in this talk, ``untrusted`` whether others' words stand before the mind: then
    whatever writes is shown first. So is a verb of which nothing is known, what is done to many at once, what the
    person's words of this turn do not ``wish``, and what holds a word that they did not say. ``shown`` are the nouns
    that this talk was about, by kind and id: a mind guesses no others.
    """
    spec = specs.get(call.name)
    if spec is None:
        return Verdict(Ruling.REFUSE, f"There is no verb called {call.name!r}, or it is out of reach now.")
    if wrong := faults(spec, call.arguments):
        return Verdict(Ruling.REFUSE, wrong)
    about = named(call.arguments)
    if guessed := sorted(about - shown):
        return Verdict(
            Ruling.REFUSE, f"In this talk you were shown no {guessed[0][0]} {guessed[0][1]}. Never guess ids."
        )
    if found := strangers(call.arguments, said):
        return Verdict(Ruling.CARD, _("You didn't write {what} yourself, so check it first.", what=f"“{found[0]}”"))
    verb = properties.get(call.name, UNKNOWN)
    if not verb.mind:
        return Verdict(Ruling.REFUSE, f"{call.name} is for the person alone.")
    if verb.asks:
        return Verdict(Ruling.CARD, _("This reaches other people or can't be undone, so I ask first."))
    if verb.writes and len(about) > MANY:
        why = plural(
            "This is about {count} item, so I ask first.", "This is about {count} items, so I ask first.", len(about)
        )
        return Verdict(Ruling.CARD, why)
    if verb.writes and untrusted:
        return Verdict(Ruling.CARD, _("Other people's words are part of this talk, so I ask first."))
    if verb.writes and not wish:
        return Verdict(Ruling.CARD, _("You didn't ask for this in so many words, so I show it first."))
    if verb.writes and (word := unsaid(call.arguments, spec, said)):
        return Verdict(Ruling.CARD, _("You didn't write {what} yourself, so check it first.", what=f"“{word}”"))
    return Verdict(Ruling.RUN, "")


WISHES: Mapping[str, str] = {
    "task.add": "put list todo remind remember note buy",
    "event.add": "put book schedule plan block calendar appointment arrange note",
    "undo": "revert cancel", "mail.archive": "away file clear clean tidy rid", "task.done": "finish complete tick",
    "mail.star": "flag mark important unstar", "task.due": "due move postpone push shift change",
    "mail.unread": "seen mark", "mail.trash": "bin remove throw rid", "mail.move": "put file",
    "task.rename": "name title", "task.priority": "urgent important",
    "event.change": "move shift push rename postpone reschedule", "event.delete": "cancel remove drop",
    "mail.snooze": "postpone defer", "mail.spam": "junk spam", "task.delete": "remove drop strike rid",
    "task.today": "put", "mail.inbox": "put",
}  # fmt: skip
"""Words that wish a verb, beside those of its id and its title."""
_ASKS = re.compile(
    r"^\W*(?:what|when|where|who|whom|whose|which|why|how|is|are|was|were|do|does|did|has|have|am|should|shall)\b"
)
_PLEASE = re.compile(r"^\W*(?:please|(?:can|could|will|would) you)\b")
_SAID_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = (
    "the and for with from that this then than them they you your our his her its was were are has have not but"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def wished(spec: ToolSpec | None, words: str) -> bool:
    """Whether a sentence wishes this verb: it has one of the verb's words, and is no question."""
    plain = words.casefold()
    if spec is None or ((_ASKS.match(plain) or plain.rstrip().endswith("?")) and not _PLEASE.match(plain)):
        return False
    own = _SAID_WORD.findall(f"{spec.name.rpartition('.')[2]} {spec.title} {WISHES.get(spec.name, '')}".casefold())
    told = {word.removesuffix("ing") for word in _SAID_WORD.findall(plain)}
    return not {word.removesuffix("ing") for word in own if word not in _SMALL and len(word) > 2}.isdisjoint(told)


def unsaid(arguments: Mapping[str, object], spec: ToolSpec, said: str) -> str:
    """A word among the arguments that the person did not say in this talk; empty where there is none.

    What they saw is not what they said: a subject on the screen may be an attacker's. Dates as they are typed, and what
    the verb itself names to be chosen from, are nobody's words.
    """
    own, schema = _stems(said), spec.schema.get("properties", {})
    told: list[object] = []
    for name, value in arguments.items():
        of = schema.get(name, {}) if isinstance(schema, Mapping) else {}
        chosen = isinstance(of, Mapping) and ("enum" in of or "enum" in str(of.get("items", "")))
        told += [] if chosen else list(value) if isinstance(value, list | tuple) else [value]
    for one in told:
        if isinstance(one, str) and not TYPED.fullmatch(one):
            for word in _SAID_WORD.findall(one.casefold()):
                if len(word) > 2 and word not in _SMALL and not _stems(word) & own:
                    return str(word)
    return ""


def _stems(words: str) -> set[str]:
    """Words without the endings that make no other word of them."""
    found = (word for word in _SAID_WORD.findall(words.casefold()) if len(word) > 2 and word not in _SMALL)
    return {re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 3 else word for word in found}
