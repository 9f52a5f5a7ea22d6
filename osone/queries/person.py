"""A person: who somebody is, by what their mail says of them."""

import re

import apsw

from osone.model.mail import Address
from osone.store import messages, search

HITS = 50
"""So many letters are asked who a first name is."""


def known(connection: apsw.Connection, name: str) -> Address | None:
    """Who a name is among those who write: the one who wrote most often of late. Needs a reader connection."""
    called = re.findall(r"\w+", name)
    if not called:
        return None
    # In messages that are not read again yet, a name is found as it was written before.
    terms = [f"({now} OR {search.former_phrase(word)})" for word in called if (now := search.phrase(word))]
    if not terms:
        return None
    match = f"sender : ({' AND '.join(terms)})"
    counted: dict[Address, int] = {}
    for row in messages.some(connection, search.newest(connection, match, HITS)):
        said = row.sender.name.casefold().split()
        if said[: len(called)] == [word.casefold() for word in called]:
            counted[row.sender] = counted.get(row.sender, 0) + 1
    return max(counted, key=lambda one: counted[one], default=None)
