"""What typing in the search line finds, as the places of a list and the rows of its first page."""

from datetime import datetime
from typing import TYPE_CHECKING

import apsw

from osone.bridge.lists.rows import PAGE
from osone.host.later import later
from osone.model.mail import ThreadRow
from osone.store import listing

if TYPE_CHECKING:
    from osone.queries import search
else:
    search = later("osone.queries.search")  # after the first frame, with the language of queries

Found = tuple[list[tuple[int, int]], list[ThreadRow]]
"""Places and rows of a list."""


def threads_of(connection: apsw.Connection, words: str, now: datetime) -> Found:
    """The threads of what these words find, as places of a list, and the rows of the first page."""
    found = search.typed(connection, words, now)
    rows = listing.rows(connection, [thread for _, thread in found[:PAGE]])
    return [(-newest, -thread) for newest, thread in found], rows
