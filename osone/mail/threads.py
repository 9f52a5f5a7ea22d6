"""Which messages belong together: the links by which a conversation is joined, the same in any order of arrival."""

from functools import lru_cache
from hashlib import blake2b

from osone.model.mail import Header

LINKS_KEPT = 50
"""References that count, newest last."""
NAMELESS_LENGTH = 8
"""Letters of an id without a domain, below which it is too common to tie messages together."""
PLACEHOLDERS = frozenset({"none", "null", "nil", "undefined", "unknown", "empty"})
"""What programs write where they have no id."""


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
    """The hash of every id that ties this message to its thread: the last references, what it answers, and itself.

    What is an address of somebody in its head is no id, though it stands where one should.
    """
    ids = (*header.references[-LINKS_KEPT:], *header.in_reply_to[:LINKS_KEPT], header.message_id)
    if len(ids) == 1:
        # What a letter calls itself is hardly ever its sender, and then it is of nobody else.
        alone = None if header.message_id == header.sender.email else _hash_of(header.message_id)
        return (alone,) if alone is not None else ()
    ids = tuple(dict.fromkeys(ids))
    # Hardly any address is as long as an id, and a set of all takes longer than all the hashes.
    lengths = {len(one) for one in ids}
    people: set[str] = set()
    for some in ((header.sender,), header.reply_to, header.to, header.cc):
        for address in some:
            if len(address.email) in lengths:
                people.add(address.email.lower())
    if people:
        ids = tuple([one for one in ids if one.lower() not in people])
    return tuple([h for h in dict.fromkeys(map(_hash_of, ids)) if h is not None])


@lru_cache(maxsize=8192)
def _hash_of(message_id: str) -> int | None:
    # A conversation names the same few ids in every mail, so each is read once.
    plain = normalise(message_id)
    return link_hash(plain) if _names_one(plain) else None


def _names_one(plain: str) -> bool:
    """Whether an id can name one message among all: ``@`` cannot, nor can ``none@localhost``."""
    local, at, domain = plain.rpartition("@")
    if at and local[:1].isalnum() and domain[:1].isalnum() and len(local) > NAMELESS_LENGTH + 1:
        # As nearly all are. No word of PLACEHOLDERS is as long.
        return True
    if at and any(map(str.isalnum, domain)):
        return any(map(str.isalnum, local)) and local.lower() not in PLACEHOLDERS
    alone = local if at else plain
    return len(alone) >= NAMELESS_LENGTH and any(map(str.isdigit, alone))
