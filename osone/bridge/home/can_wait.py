"""What is unread and can wait, as Home names it."""

from collections.abc import Callable

from osone.model.mail import Box
from osone.queries.counts import MailCounts
from osone.text.catalogue import plural

WAITING: tuple[tuple[int, Callable[[int], str], Callable[[int], str], str, str], ...] = (
    (
        Box.NEWSLETTERS,
        lambda n: plural("{count} newsletter", "{count} newsletters", n),
        lambda n: plural("{count} unread newsletter", "{count} unread newsletters", n),
        "newspaper",
        "mauve",
    ),
    (
        Box.REST,
        lambda n: plural("{count} notification", "{count} notifications", n),
        lambda n: plural("{count} unread notification", "{count} unread notifications", n),
        "bell",
        "amber",
    ),
    (
        Box.PEOPLE,
        lambda n: plural("{count} from people", "{count} from people", n),
        lambda n: plural("{count} unread from people", "{count} unread from people", n),
        "user",
        "moss",
    ),
)
"""What is unread and can wait: its list, its words beneath the heading that says so, its words alone, and its look."""


def rows(counts: MailCounts) -> list[dict[str, object]]:
    """Each list that holds something unread, as a row for QML."""
    return [
        {"box": int(box), "text": words(unread), "told": alone(unread), "icon": icon, "hue": hue}
        for box, words, alone, icon, hue in WAITING
        if (unread := counts.unread_of(box))
    ]
