"""A person: who somebody is, by what their mail says of them."""

import re

import apsw

from osone.model.mail import Address
from osone.store import accounts, messages, search

HITS = 100
"""So many letters are asked who a first name is."""
HALF_S = 14 * 86_400
"""What was so long ago counts half."""


def lately(message: int, newest: int) -> float:
    """How much a message counts, from 1 down, by how long before the newest it was written."""
    return float(0.5 ** (max(0, (newest >> 8) - (message >> 8)) / HALF_S))


def known(connection: apsw.Connection, name: str) -> Address | None:
    """Who a name is among those with whom one has mail: most often, and lately before all. Needs a reader connection.

    Whom one wrote to counts like who wrote.
    """
    called = re.findall(r"\w+", name)
    if not called:
        return None
    # In messages that are not read again yet, a name is found as it was written before.
    terms = [f"({now} OR {search.former_phrase(word)})" for word in called if (now := search.phrase(word))]
    if not terms:
        return None
    me = accounts.mine(connection)
    found = search.newest(connection, f"{{sender recipients}} : ({' AND '.join(terms)})", HITS)
    counted: dict[Address, float] = {}
    for message, (sender, others) in zip(found, messages.people_of(connection, found), strict=False):
        for one in others if sender.email.lower() in me else (sender,):
            said = one.name.casefold().split()
            if said[: len(called)] == [word.casefold() for word in called]:
                counted[one] = counted.get(one, 0.0) + lately(message, found[0])
    return max(counted, key=lambda one: counted[one], default=None)
