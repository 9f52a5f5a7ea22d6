"""What is left in the outbox, counted."""

from collections import Counter

import apsw


def counts(connection: apsw.Connection) -> dict[str, int]:
    """How many wishes are in each state."""
    return dict(Counter(str(state) for (state,) in connection.execute("SELECT state FROM outbox")))
