"""Which messages belong together: the links by which a conversation is joined, the same in any order of arrival."""

from hashlib import blake2b

from osone.model.mail import Header

LINKS_KEPT = 50
"""References that count, newest last."""


def normalise(message_id: str) -> str:
    """A message id as it is compared: no brackets and blanks, the part after the ``@`` in lower case."""
    plain = "".join(message_id.split()).strip("<>")
    local, at, domain = plain.rpartition("@")
    return f"{local}@{domain.lower()}" if at else plain


def links(header: Header) -> tuple[str, ...]:
    """Every id that ties this message to its thread: the last references, what it answers, and itself."""
    ids = (*header.references[-LINKS_KEPT:], *header.in_reply_to[:LINKS_KEPT], header.message_id)
    return tuple(dict.fromkeys(plain for plain in map(normalise, ids) if plain))


def link_hash(link: str) -> int:
    """A signed 64-bit number for an id, the same on every machine and for ever (BLAKE2b)."""
    digest = blake2b(link.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
