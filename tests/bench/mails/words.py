"""Whether what is shown of an HTML part, and what is searched of it, are the words that a browser shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from osone.mail.header import message_head
from osone.mail.html import reduce_html
from osone.mail.html_text import text_of_html
from osone.mail.mime import structure
from tests.bench.mails import kept
from tests.bench.mails.kept import Browsed, Numbers
from tests.parts import mailset

ENOUGH = 0.97
"""Of the words of a part: with as many it counts as readable."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One part."""

    name: str
    shown: float
    """The share of the browser's words that the reading view has."""
    searched: float
    """The same of the index."""
    with_unseen: float
    """The share of the reading view in what ``innerText`` gives, seen or not."""
    own: float
    """The share of the reading view's words that a browser shows too."""


def compared() -> Iterator[Compared]:
    """Every HTML part of the real messages."""
    browsed: dict[bytes, list[Browsed]] = {}
    for part in kept.read():
        browsed.setdefault(part.mail, []).append(part)
    for number, raw in enumerate(mailset.real()):
        parts = browsed.get(kept.digest(raw), [])
        leaves = (
            [leaf for leaf in structure(message_head(raw)).leaves if leaf.media_type == "text/html"] if parts else []
        )
        for part in parts:
            html = leaves[part.place].text() if part.place < len(leaves) else ""
            yield _compare(f"{number}.{part.place}", part, html)


def _compare(name: str, part: Browsed, html: str) -> Compared:
    seen = part.words - part.unseen
    shown = kept.numbers_of("\n".join(block.text for block in reduce_html(html)))
    more = shown - seen - part.beside
    return Compared(
        name,
        shown=_share(seen, shown),
        searched=_share(seen, kept.numbers_of(text_of_html(html))),
        with_unseen=_share(part.words, shown),
        own=1 - more.total() / shown.total() if shown else 1.0,
    )


def _share(wanted: Numbers, had: Numbers) -> float:
    return (wanted & had).total() / wanted.total() if wanted else 1.0


def measured() -> Mapping[str, float]:
    """Shares of all parts, and by name those that fall short."""
    every = list(compared())
    for one in every:
        if min(one.shown, one.searched, one.own) < ENOUGH:
            print(
                f"  {one.name}: {one.shown:.3f} of what a browser shows, {one.own:.3f} of what is shown is shown there"
            )
    return {
        "parts": float(len(every)),
        "shown": _readable(one.shown for one in every),
        "searched": _readable(one.searched for one in every),
        "every_word": sum(one.shown == 1 for one in every) / len(every),
        "with_unseen": _readable(one.with_unseen for one in every),
        "own": _readable(one.own for one in every),
    }


def _readable(shares: Iterator[float]) -> float:
    held = [share >= ENOUGH for share in shares]
    return sum(held) / len(held)
