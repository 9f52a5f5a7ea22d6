"""Which messages belong together: the links by which a conversation is joined, the same in any order of arrival."""

from functools import lru_cache
from hashlib import blake2b

from osone.model.mail import Header

LINKS_KEPT = 50
"""References that count, newest last."""


def normalise(message_id: str) -> str:
    """A message id as it is compared: no brackets and blanks, the part after the ``@`` in lower case."""
    plain = "".join(message_id.split()).strip("<>")
    local, at, domain = plain.rpartition("@")
    return f"{local}@{domain.lower()}" if at else plain


def link_hash(link: str) -> int:
    """A signed 64-bit number for an id, the same on every machine and for ever (BLAKE2b)."""
    digest = blake2b(link.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def link_hashes(header: Header) -> tuple[int, ...]:
    """The hash of every id that ties this message to its thread: the last references, what it answers, and itself."""
    ids = (*header.references[-LINKS_KEPT:], *header.in_reply_to[:LINKS_KEPT], header.message_id)
    return tuple([h for h in dict.fromkeys(map(_hash_of, ids)) if h is not None])


@lru_cache(maxsize=8192)
def _hash_of(message_id: str) -> int | None:
    # A conversation names the same few ids in every mail, so each is read once.
    plain = normalise(message_id)
    return link_hash(plain) if plain else None
