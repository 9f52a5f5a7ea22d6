"""Sizes, lists, names and places in a row, as one says them."""

import re
from collections.abc import Sequence

from osone.text.catalogue import N_, _, in_context

_UNITS = ((1_000_000_000, 1, N_("{size} GB")), (1_000_000, 1, N_("{size} MB")), (1000, 0, N_("{size} KB")))
_DAYS_AND_MONTHS = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august"
    r"|september|october|november|december)\b"
)
"""Without march and may, which are words as well."""


def size(count: int) -> str:
    """So many bytes for people, in decimal units as disks are sold: ``840 B``, ``12 KB``, ``3.4 MB``, ``1.1 GB``."""
    for unit, places, words in _UNITS:
        if count >= unit:
            number = f"{count / unit:.{places}f}" if count < 100 * unit else f"{count / unit:.0f}"
            return _(words, size=number.replace(".", in_context("decimal point", ".")))
    return _("{size} B", size=count)


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``13th``."""
    if number % 100 in (11, 12, 13):
        return _("{number}th", number=number)
    words = {1: N_("{number}st"), 2: N_("{number}nd"), 3: N_("{number}rd")}.get(number % 10, N_("{number}th"))
    return _(words, number=number)


def joined(parts: Sequence[str]) -> str:
    """``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    first = parts[0]
    for part in parts[1:-1]:
        first = _("{first}, {next}", first=first, next=part)
    return _("{first} and {last}", first=first, last=parts[-1])


def first_up(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def capitalled(words: str) -> str:
    """Days and months with their capitals, in English words that were kept in small letters."""
    return _DAYS_AND_MONTHS.sub(lambda found: found[0].capitalize(), words)
