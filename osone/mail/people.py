"""People as rows show them: whether one is oneself, and short names."""

import re
from collections.abc import Sequence

from osone.mail import spoken
from osone.model.mail import Address, untagged
from osone.text.catalogue import _, plural
from osone.text.names import TITLE, given
from osone.text.numbers import joined

_NOTE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\bvia\b.*|/.*)\s*", re.IGNORECASE)
_FIRM = re.compile(
    r"\b(?:team|inc|ltd|llc|gmbh|ag|support|office|service|services|news|newsletter|press|shop|store|bank|group|the"
    r"|club|society|university|department|committee|association|foundation|library|clinic|studio|books)\b|[\d&@.!|:]",
    re.IGNORECASE,
)


def is_me(address: Address, me: frozenset[str]) -> bool:
    """Whether it is one of the person's own addresses (given in lower case); ``+tags`` do not count."""
    email = address.email.lower()
    return email in me or untagged(email) in me


def short_name(address: Address, me: frozenset[str] = frozenset()) -> str:
    """The given name of a person, the whole name of anything else."""
    if is_me(address, me):
        return _(spoken.ME)
    name = _NOTE.sub(" ", _turned(address.name)).strip() or _turned(address.name)
    if not name:
        return _local(address.email)
    words = name.split()
    if len(words) == 1 or len(words) > 4 or _FIRM.search(name):
        while len(words) > 1 and TITLE.fullmatch(words[0]):
            words.pop(0)
        return " ".join(words) if len(words) > 1 else name
    return given(words)


def recipients(to: Sequence[Address], me: frozenset[str] = frozenset()) -> str:
    """Whom a mail is to, for the head of the reading view: ``me``, ``me and Paul``, ``Paul and 3 others``."""
    names = list(dict.fromkeys(short_name(address, me) for address in to))
    if not names:
        return ""
    own = _(spoken.ME)
    if own in names:
        names.remove(own)
        names.insert(0, own)
    if len(names) > 3:
        more = len(names) - 2
        names[2:] = [plural("{count} other", "{count} others", more)]
    return joined(names)


def _turned(name: str) -> str:
    """``Doe, Jane`` as ``Jane Doe``."""
    name = name.strip().strip("'\"").strip()
    last, comma, first = name.partition(",")
    if comma and first.strip() and "," not in first and len(first.split()) <= 2 and len(last.split()) <= 2:
        if first.strip().rstrip(".").lower() in ("inc", "ltd", "llc", "jr", "sr", "phd", "md", "esq"):
            return name
        return f"{first.strip()} {last.strip()}"
    return name


def _local(email: str) -> str:
    local, at, _ = email.partition("@")
    return local if at else email
