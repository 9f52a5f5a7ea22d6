"""What typing in the search line finds, as the places of a list and the rows of its first page, and its marks."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import apsw

from osone.bridge.lists.paged import PAGE
from osone.host.later import later
from osone.model.mail import ThreadRow
from osone.queries import gaps
from osone.store import listing

if TYPE_CHECKING:
    import html

    from osone.model.mail import Address
    from osone.queries import completing, marking, near, search
    from osone.queries.gaps import Gap
    from osone.queries.marking import Wanted
else:
    # After the first frame, with the language of queries.
    html, marking = later("html"), later("osone.queries.marking")
    completing = later("osone.queries.completing")
    near, search = later("osone.queries.near"), later("osone.queries.search")

TAG = re.compile(r"(<[^>]*>)")


class Found(NamedTuple):
    """What was found."""

    places: list[tuple[int, int]]
    """Of a list."""
    rows: list[ThreadRow]
    """Of its first page."""
    more: bool
    """Whether there is more, which was not looked for."""
    near: str
    """Where there is nothing, nearly the same words that find something."""
    words: str
    """By which it was found: what was typed, or each word of it as a beginning where nothing holds it whole."""
    people: "list[Address]"
    """Whom the last word may mean, where it asks for a person."""
    folders: dict[str, str]
    """The person's own, where a folder may be asked for."""
    gap: "Gap | None"
    """Why more may be found another time; not asked where there is more already."""


def threads_of(connection: apsw.Connection, words: str, now: datetime) -> Found:
    """The threads of what these words find, as places of a list, and the rows of the first page."""
    found, more = search.typed(connection, words, now)
    by = words
    if not found and (wider := near.beginnings(words)):
        found, more = search.typed(connection, wider, now)
        by = wider if found else words
    rows = listing.rows(connection, [thread for _, thread in found[:PAGE]])
    nearly = "" if found else near.near(connection, words, now)
    gap = None if more else gaps.of_search(connection)
    places = [(-newest, -thread) for newest, thread in found]
    people, folders = completing.people(connection, words), search.folders_for(connection, words)
    return Found(places, rows, more, nearly, by, people, folders, gap)


def marked(text: str, wanted: "Wanted", mark: tuple[str, str]) -> str:
    """A text as HTML with marks about what is wanted; empty where nothing of it is there."""
    return framed(text, marking.places(text, wanted), mark)


def framed(text: str, found: Sequence[tuple[int, int]], mark: tuple[str, str]) -> str:
    """A text as HTML with marks about these places, in their order; empty where there are none."""
    if not found:
        return ""
    pieces, at = [], 0
    for first, end in found:
        pieces += [
            html.escape(text[at:first], quote=False),
            mark[0],
            html.escape(text[first:end], quote=False),
            mark[1],
        ]
        at = end
    return "".join([*pieces, html.escape(text[at:], quote=False)])


def marked_html(source: str, wanted: "Wanted", mark: tuple[str, str]) -> str:
    """HTML with marks about what is wanted in its text; empty where nothing of it is there."""
    parts = [
        (part, "" if part.startswith("<") else marked(html.unescape(part), wanted, mark)) for part in TAG.split(source)
    ]
    return "".join(with_marks or part for part, with_marks in parts) if any(w for _, w in parts) else ""
