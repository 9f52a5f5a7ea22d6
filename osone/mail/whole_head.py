"""All that stands in the head of a message, for whoever wants to see it: the fields that people know first."""

from collections.abc import Sequence

from osone.mail.header import fields
from osone.mail.words import decode_words
from osone.text.catalogue import N_, _
from osone.text.lines import short

MOST_FIELDS = 100
MOST_LETTERS = 600
"""Letters of one field that are shown."""
KNOWN = {
    "from": N_("From"),
    "sender": N_("Sent by"),
    "reply-to": N_("Answers to"),
    "to": N_("To"),
    "cc": N_("Cc"),
    "bcc": N_("Bcc"),
    "date": N_("Date"),
    "subject": N_("Subject"),
}
"""Fields that people know, in the order in which they are shown, by their names in lower case."""


def whole_head(raw: bytes) -> tuple[tuple[str, str], ...]:
    """Pairs of name and value, decoded, each value on one line; those that people know first, the others as they stand.

    At most ``MOST_FIELDS``: a head may have a million lines.
    """
    found = [(name, value) for name, value in fields(raw)[: 10 * MOST_FIELDS] if value.strip()]
    order = list(KNOWN)
    known = sorted((one for one in found if one[0].lower() in KNOWN), key=lambda one: order.index(one[0].lower()))
    others = [one for one in found if one[0].lower() not in KNOWN]
    return tuple(
        (_(KNOWN[name.lower()]) if name.lower() in KNOWN else short(name), short(_read(value), MOST_LETTERS))
        for name, value in _first(known, others)
    )


def _first(known: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return [*known, *others][:MOST_FIELDS]


def _read(value: str) -> str:
    return decode_words(value[: 4 * MOST_LETTERS])
