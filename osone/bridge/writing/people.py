"""Whom a line of addresses is to: as it is written, and who may be meant by what is typed last."""

from collections.abc import Iterable, Sequence
from itertools import islice

from osone.model.mail import Address

SUGGESTED = 6


def written(person: Address) -> str:
    """An address as one writes it on a line."""
    if not person.name:
        return person.email
    name = f'"{person.name}"' if any(mark in person.name for mark in ',;:"<>@()') else person.name
    return f"{name} <{person.email}>"


def line(people: Iterable[Address]) -> str:
    """Several of them."""
    return ", ".join(map(written, people))


def meant(people: Iterable[Address], words: str) -> list[Address]:
    """Who may be meant by the last name of a line, the likeliest first, as ``people`` are; nobody who stands there."""
    begun = words.rpartition(",")[2].strip().casefold()
    found = (one for one in people if begun not in ("", one.email) and _begins(one, begun))
    return list(islice(found, SUGGESTED))


def completed(words: str, person: Address) -> str:
    """A line with somebody in the place of the last name, ready for the next."""
    before, comma, _last = words.rpartition(",")
    return f"{before}{comma}{' ' if comma else ''}{written(person)}, "


def shown(people: Sequence[Address]) -> list[dict[str, object]]:
    """People as QML lists them."""
    return [{"name": one.shown, "email": one.email if one.name else ""} for one in people]


def _begins(person: Address, begun: str) -> bool:
    """Whether a name or address has a word that begins so."""
    name = person.name.casefold()
    return name.startswith(begun) or any(word.startswith(begun) for word in (*name.split(), person.email))
