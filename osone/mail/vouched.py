"""Whether the person's own server says that a mail in their name really came from them (RFC 8601)."""

import re
from collections.abc import Iterable

from osone.mail.evidence import registered
from osone.mail.header import fields

_PASSED = re.compile(r"\bdmarc\s*=\s*pass\b", re.IGNORECASE)


def vouched(raw: bytes, own: Iterable[str]) -> bool:
    """Whether a server of one of these domains found the sender's name to be true.

    Only what such a server wrote counts: it takes away what others wrote in its name (RFC 8601, section 5).
    """
    ours = {registered(name.lower().rstrip(".")) for name in own if name}
    for name, value in fields(raw):
        if name.lower() == "authentication-results":
            server = value.partition(";")[0].split()
            if server and registered(server[0].lower().rstrip(".")) in ours:
                return _PASSED.search(value) is not None
    return False
