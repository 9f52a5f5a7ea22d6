"""What a link says of itself: where it leads, and whether its words name another address than that."""

import html
import re
from collections.abc import Iterable

from osone.mail.evidence import domain, registered
from osone.mail.file_warnings import READ
from osone.mail.links import Target, target

_ANCHOR = re.compile(r"<a\s[^<>]*?href=([\"'])(.*?)\1[^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_BARE = re.compile(r"[^\s@/:?#]+\.([^\W\d_]{2,}|xn--[a-z0-9-]+)(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]{2,}")
_ROUND = "()[]<>{}.,;:!?\"'“”‘’«»"
MOST_WORDS = 40
"""Words of a link in which an address is looked for."""


def shown(link: str) -> str:
    """Where a link leads, as it is shown; empty for one that is not opened."""
    leads = target(link)
    return leads.shown if leads is not None else ""


def claimed(pages: Iterable[str], link: str) -> str:
    """The address that the words of this link name, where it leads elsewhere; else empty. ``pages`` is safe HTML."""
    leads = target(link)
    if leads is None:
        return ""
    for page in pages:
        for _quote, to, words in _ANCHOR.findall(page):
            if html.unescape(to) == link and (other := _other(html.unescape(_TAG.sub("", words)), leads)):
                return other
    return ""


def _other(words: str, leads: Target) -> str:
    every = words.split()[:MOST_WORDS]
    for word in every:
        named = _named(word.strip(_ROUND), alone=len(every) == 1)
        if named is not None and not _same(named, leads):
            return named.place
    return ""


def _named(word: str, *, alone: bool) -> Target | None:
    """The address that a word is; a host without more is one only where it stands alone, for "e.g." is none."""
    if _MAIL.fullmatch(word):
        return target(f"mailto:{word}")
    if word.lower().startswith(("http:", "https:", "mailto:")):
        return target(word)
    bare = _BARE.fullmatch(word)
    if bare is None or not (alone or word.lower().startswith("www.")) or bare[1].lower() in READ:
        return None
    return target(f"https://{word}")


def _same(named: Target, leads: Target) -> bool:
    if named.scheme == "mailto" and leads.scheme == "mailto":
        return named.place.lower() == leads.place.lower()
    return _owner(named) == _owner(leads)


def _owner(one: Target) -> str:
    """Whose a place is; a part of somebody's domain is theirs."""
    return registered(domain(one.place) if one.scheme == "mailto" else one.place.lower().rstrip("."))
