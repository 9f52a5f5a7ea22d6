"""Where words of a message lead: the address that is meant by what is typed, and what is offered while one types."""

from typing import TYPE_CHECKING

from osone.host.later import later
from osone.text.catalogue import _

if TYPE_CHECKING:
    import html

    from osone.mail import blocks
else:
    html, blocks = later("html"), later("osone.mail.blocks")  # once somebody links

NOWHERE = "-"
"""What takes a link away."""


def address(words: str) -> str | None:
    """The address that is meant: ``x.org`` is one on the web, ``bo@x.org`` a person's; None where it can be none."""
    words = words.strip()
    if " " in words or not words:
        return None
    scheme = words.partition(":")[0].lower()
    if scheme not in blocks.SCHEMES:
        words = f"mailto:{words}" if "@" in words and "/" not in words else f"https://{words}"
    if not words.startswith("mailto:") and "." not in words and "localhost" not in words:
        return None
    found = blocks.safe_href(words)
    return html.unescape(found) if found is not None else None


def offered(words: str, leads_to: str) -> list[tuple[str, str]]:
    """What can be chosen for what is typed, each with its sentence; ``leads_to`` is where the words lead now."""
    if words.strip():
        found = address(words)
        return [(found, _("Link to {address}", address=found))] if found is not None else []
    return [(NOWHERE, _("Remove the link to {address}", address=leads_to))] if leads_to else []
