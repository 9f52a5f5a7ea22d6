"""Which mailing list a message came over where no List-Id says it, and whether others than its owner write to it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from osone.model.mail import Address

FIELDS = ("List-Post", "Mailing-List", "X-Mailing-List", "X-BeenThere")
"""Fields that name the address which is written to: RFC 2369; groups at Yahoo and Google, ezmlm; SmartList; Mailman."""

LIMIT = 2000
"""Letters of a field that are read."""
_NAMING = ("list-post", "mailing-list", "x-beenthere", "x-mailing-list")
_ADDRESS = re.compile(r"([\w.=&'/-]{1,100}(?:\+[\w.=+-]{0,100})?)@([\w-]{1,63}(?:\.[\w-]{1,63})*)")
_MAILTO = re.compile(rf"mailto:{_ADDRESS.pattern}", re.IGNORECASE)
_BEFORE = re.compile(r"(?:owner|leave|unsubscribe|signoff|request|errors?|bounces?)-(?=.)", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?<=.)(?:[-+](?:owners?|admin|bounces?|request|errors?|help|return|unsubscribe|unsub|leave|off|signoff)"
    r"(?:[-+=].*)?)$",
    re.IGNORECASE,
)
"""What lists put before or behind their name in the address of those who look after it."""


_TAG = re.compile(r"\[([\w.+-]{2,60})\]")
"""What lists put before subjects: their name."""
_HOSTS = re.compile(
    r"(?:^|\.)(?:lists?|listes?|listen|listas?|groups?|gruppen|mailman\d?|majordomo|listserv\w*|egroups?|[\w-]*groups|freelists)\."
)
"""Places where hardly anything but lists has an address."""
_LISTED = re.compile(r"(?:^|[-_.])(?:list|liste|lista|l|users?|devel|dev|discuss(?:ion)?|talk|hackers|help|sig|wg)$")
"""How lists are named, and people are not."""


def list_name(found: Mapping[str, str], to: Iterable[Address]) -> str:
    """The list that a message came over, as its List-Id would be; empty where it came over none.

    ``found`` are the first fields of each name in lower case, ``to`` all whom it is written to.
    """
    for name in _NAMING:
        if name in found and (named := _ADDRESS.search(found[name], 0, LIMIT)):
            return _id(_kept(named[1]), named[2])
    if "precedence" not in found and "list-unsubscribe" not in found:
        return ""
    # Who passes on what is written to an address looks after a list of that name, or is its voice.
    written = dict.fromkeys(address.email.lower() for address in to)
    for field, pattern in (("sender", _ADDRESS), ("list-unsubscribe", _MAILTO)):
        for keeper in pattern.finditer(found.get(field, ""), 0, LIMIT):
            name, place = _kept(keeper[1]).lower(), keeper[2].lower()
            own = field == "sender" and keeper[0].lower() in found.get("from", "").lower()
            if (name != keeper[1].lower() or not own) and any(_is_of(name, place, email) for email in written):
                return _id(name, place)
    if found.get("precedence", "").strip().lower() in ("bulk", "list"):
        subject, sender = found.get("subject", "")[:LIMIT], found.get("from", "").lower()
        tags = {tag.lower() for tag in _TAG.findall(subject)} if "[" in subject else ()
        for email in written:
            name, _at, place = email.rpartition("@")
            if (name in tags or _is_listed(name, place)) and email not in sender:
                return _id(name, place)
    return ""


@lru_cache(maxsize=4096)
def _is_listed(name: str, place: str) -> bool:
    """Whether an address is named as lists are, or lies where hardly anything else does."""
    return _LISTED.search(name) is not None or _HOSTS.search(place) is not None


def is_closed(found: Mapping[str, str]) -> bool:
    """Whether only its owner writes to a list: it says so, or is left with one click and names nothing to write to.

    RFC 2369, section 3.4; RFC 8058 is for who sends to many.
    """
    post = found.get("list-post", "")
    if post:
        return post.split("(")[0].strip().lower() == "no"
    return "list-unsubscribe-post" in found and not any(name in found for name in _NAMING)


def _kept(local: str) -> str:
    """The name of a list, out of the address of who looks after it."""
    return _BEHIND.sub("", _BEFORE.sub("", local, 1))


def _is_of(name: str, place: str, email: str) -> bool:
    local, _at, domain = email.partition("@")
    return local == name and (domain == place or place.endswith(f".{domain}") or domain.endswith(f".{place}"))


def _id(name: str, place: str) -> str:
    return f"{name}.{place}".lower()
