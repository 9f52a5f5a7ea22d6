"""How a mailing list can be left, by what a message says: at once (RFC 8058), on a page, or by a message (RFC 2369)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from osone.mail import links
from osone.mail.evidence import registered
from osone.mail.header import fields

ONE_CLICK = "List-Unsubscribe=One-Click"
"""What is posted, and what its field says (RFC 8058, section 3.1)."""
FIELD, POST = "list-unsubscribe", "list-unsubscribe-post"
COVERED = frozenset({FIELD, POST})
"""What a signature has to cover (section 4)."""
LONGEST = 4_000
"""Letters of an address; longer ones are passed over."""
SIGNS_AS: Mapping[str, str] = {
    "gmail.com": "google.com", "googlemail.com": "google.com", "fastmail.com": "messagingengine.com",
    "me.com": "icloud.com", "aol.com": "yahoo.com",
}  # fmt: skip
"""The domain that providers write their findings under, where that is not the one of their mail servers."""
LOCAL = ("localhost", "local", "internal", "lan", "home", "arpa", "test", "invalid", "onion")
"""The last labels of names that are of no public host."""
_ADDRESS = re.compile(r"<([^<>]*)>")
_COMMENT = re.compile(r"\([^()]*\)")
_DKIM = re.compile(r"\s*dkim\s*(?:/\s*\d+\s*)?=\s*pass\b", re.IGNORECASE)
_PROPERTY = re.compile(r'\bheader\s*\.\s*(d|i|b)\s*=\s*"?([^\s;"]+)', re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ListWays:
    """The ways there are, each empty where there is none."""

    post: str = ""
    """The https address that takes the one request; only where the provider vouches for the fields that name it."""
    page: str = ""
    """The http or https address of a page."""
    mail: str = ""
    """A ``mailto:`` address."""

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.post or self.page or self.mail)


def ways(raw: bytes, own: Collection[str]) -> ListWays:
    """How the list of a message can be left. ``own`` are the hosts of the servers that the message was fetched from."""
    found = fields(raw)
    named = [value for name, value in found if name.lower() == FIELD]
    if not named:
        return ListWays()
    some = [one for one in (_BLANKS.sub("", uri) for uri in _ADDRESS.findall(named[0])) if len(one) <= LONGEST]
    pages = [one for one in some if (leads := links.target(one)) is not None and leads.scheme != "mailto"]
    letters = [one for one in some if (leads := links.target(one)) is not None and leads.scheme == "mailto"]
    secure = [one for one in pages if one[:6].lower() == "https:"]
    asked = [value.strip().lower() for name, value in found if name.lower() == POST]
    at_once = len(named) == len(secure) == 1 and asked == [ONE_CLICK.lower()] and is_public(secure[0])
    post = secure[0] if at_once and is_vouched(found, own) else ""
    return ListWays(post, next(iter([*secure, *pages]), ""), next(iter(letters), ""))


def is_public(url: str) -> bool:
    """Whether an https address names a host by a public name, and nobody who would sign in there."""
    leads = links.target(url)
    if leads is None or leads.scheme != "https" or not leads.url.isascii():
        return False
    try:
        parts = urlsplit(leads.url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    labels = host.split(".")
    # The last label of a number is one; no domain ends so.
    public = len(labels) > 1 and all(labels) and labels[-1].isascii() and not labels[-1].isdigit() and ":" not in host
    return public and labels[-1] not in LOCAL and not parts.username and not parts.password


def host_of(url: str) -> str:
    """The host of an address, as it is shown."""
    leads = links.target(url)
    return leads.place if leads is not None else ""


def is_vouched(found: Sequence[tuple[str, str]], own: Collection[str]) -> bool:
    """Whether the person's own provider says, in the topmost of its findings, that a signature holds over both fields.

    Findings of others (RFC 8601, section 5) and of a provider that gives no name are no word of its own.
    """
    results = next((value for name, value in found if name.lower() == "authentication-results"), "")
    server = _plain(results).partition(";")[0].split()
    if not server or registered(server[0].strip('"').lower().rstrip(".")) not in pinned(own):
        return False
    signatures = [_tags(value) for name, value in found if name.lower() == "dkim-signature"]
    return any(_covers(signatures, domain, begins) for domain, begins in _passed(results))


def pinned(own: Collection[str]) -> frozenset[str]:
    """The domains whose findings are those of the provider with these hosts."""
    known = {registered(host.lower().rstrip(".")) for host in own if host}
    return frozenset(SIGNS_AS.get(one, one) for one in known)


def _passed(results: str) -> Iterator[tuple[str, str]]:
    """The domain of each signature that holds, and how the signature itself begins where that is told (RFC 6008)."""
    for one in _plain(results).split(";")[1:]:
        if _DKIM.match(one):
            told = {name.lower(): value for name, value in _PROPERTY.findall(one)}
            domain = told.get("d") or told.get("i", "").rpartition("@")[2]
            if domain:
                yield domain.lower().rstrip("."), told.get("b", "")


def _covers(signatures: Sequence[Mapping[str, str]], domain: str, begins: str) -> bool:
    """Whether the signature of a domain covers both fields; each of them where it is not told which it is."""
    meant = [one for one in signatures if one.get("d", "").lower().rstrip(".") == domain]
    meant = [one for one in meant if one.get("b", "").startswith(begins)]
    return bool(meant) and all(set(one.get("h", "").lower().split(":")) >= COVERED for one in meant)


def _tags(value: str) -> dict[str, str]:
    """The tags of a signature (RFC 6376, section 3.2), without blanks."""
    pairs = (_BLANKS.sub("", one).partition("=") for one in value.split(";"))
    return {name: rest for name, _sign, rest in pairs if name}


def _plain(value: str) -> str:
    """A field without its comments, which may stand in each other."""
    for _deep in range(4):
        value, found = _COMMENT.subn(" ", value)
        if not found:
            break
    return value
