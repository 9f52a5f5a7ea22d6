"""What a ``mailto:`` address asks for (RFC 6068): whom a message is to, its subject and its text, and nothing else."""

from dataclasses import dataclass
from urllib.parse import unquote

from osone.mail import links
from osone.mail.addresses import addresses
from osone.model.drafts import Block, Recipients, Run
from osone.model.mail import Address

SCHEME = "mailto:"
LONGEST = 16_000
"""Letters of an address; a longer one is none."""
MOST = 100
"""Recipients that are taken."""
KNOWN = ("to", "cc", "bcc", "subject", "body")
"""Fields that are taken; others are passed over, as section 4 would have: nobody else says what a message carries."""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A message that an address asks for."""

    to: Recipients
    subject: str = ""
    blocks: tuple[Block, ...] = (Block(),)


def asked(uri: str) -> Prefilled | None:
    """What an address asks for; None for what is no ``mailto:``, or would break a line outside of the text."""
    uri = uri.strip()
    if uri[: len(SCHEME)].lower() != SCHEME or len(uri) > LONGEST or links.target(uri) is None:
        return None
    path, _sign, query = uri[len(SCHEME) :].partition("?")
    path, query = path.partition("#")[0], query.partition("#")[0]
    given: dict[str, list[str]] = {name: [] for name in KNOWN}
    given["to"].append(_read(path))
    for part in query.split("&"):
        name, _equal, value = part.partition("=")
        if (name := unquote(name).strip().lower()) in given:
            given[name].append(_read(value))
    to, cc, bcc = (_named(given[name]) for name in ("to", "cc", "bcc"))
    subject = " ".join(given["subject"][0].split()) if given["subject"] else ""
    lines = "\n".join(given["body"]).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Prefilled(Recipients(to, cc, bcc), subject, tuple(Block((Run(line),) if line else ()) for line in lines))


def _read(value: str) -> str:
    """Percent signs read as UTF-8 (section 5); a plus is a plus. No sign that nobody sees but ends of lines."""
    words = unquote(value, errors="replace").replace("\t", " ")
    return "".join(sign for sign in words if sign in "\r\n" or sign.isprintable() or sign.isspace())


def _named(some: list[str]) -> tuple[Address, ...]:
    return tuple(one for words in some for one in addresses(words) if "@" in one.email)[:MOST]
