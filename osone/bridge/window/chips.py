"""The chips under a line that say what its words mean, and what else is on then."""

from collections.abc import Sequence

from osone.bridge.lists.keyed import Row
from osone.calendar.spoken import title_words
from osone.model.calendar import Occurrence
from osone.text.catalogue import _, plural
from osone.text.dates import clocks

HUES = {"when": "accent", "repeats": "accent", "due": "accent", "place": "dusk", "person": "mauve", "project": "moss",
        "priority": "amber"}  # fmt: skip
"""The hue of each mark."""


def chip(key: str, icon: str, text: str, hue: str, mark: str = "") -> Row:
    """One chip; without a mark its words cannot be ignored."""
    return {"key": key, "icon": icon, "text": text, "hue": hue, "mark": mark, "off": False, "current": False}


def beside(clashes: Sequence[Occurrence]) -> str:
    """What else is on then, of what has hours."""
    if not clashes:
        return _("You're free then")
    first = clashes[0]
    title, hours = title_words(first), clocks(first.start, first.end)
    if len(clashes) == 1:
        return _("You have {title} then, {hours}", title=title, hours=hours)
    return plural(
        "You have {title} then, {hours}, and {count} more",
        "You have {title} then, {hours}, and {count} more",
        len(clashes) - 1,
        title=title,
        hours=hours,
    )
