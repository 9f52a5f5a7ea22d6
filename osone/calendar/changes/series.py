"""Events changed or taken away: one happening of a series, those from it on, or all of them (RFC 5545, 3.8.4.4)."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from osone.calendar.changes.book import EventBook, HeldEvents, unless_over
from osone.calendar.changes.piece import EventChange
from osone.model.calendar import Event, Occurrence
from osone.text.catalogue import _


class Reach(StrEnum):
    """How much of a series is meant."""

    ONE = "one"
    LATER = "later"
    """One and those after it."""
    ALL = "all"


def changed(event: Event, change: EventChange, at: Occurrence, reach: Reach, now: datetime, uid: str) -> HeldEvents:
    """The event as it is once it was changed; of a series the happening ``at``, those from it on, or all.

    ``uid`` is for the event that begins where a series is parted. Lines that the change is not about stay as they came.
    Raises ``ValueError`` with a sentence where it cannot be.
    """
    book = EventBook(event, at, now)
    if book.slot is None:
        return book.all(change), None
    if reach is Reach.LATER and book.is_first:
        reach = Reach.ALL
    if reach is Reach.ONE and change.rule is not None:
        raise ValueError(
            _("How often it repeats can be changed only for this one and those after, or for all of them.")
        )
    if reach is Reach.ALL:
        return book.all(change), None
    if reach is Reach.ONE and not book.rules_on:
        return book.one(change), None
    kept, new = book.parted(change if reach is Reach.LATER else EventChange(), uid)
    if reach is Reach.ONE and new is not None:
        # What rules those after it stays, so they begin a series of their own.
        new = EventBook(new, replace(at, slot=new.start), now).one(change)
    return kept, new


def taken_away(event: Event, at: Occurrence, reach: Reach, now: datetime, uid: str) -> HeldEvents:
    """The event without its happening ``at``, or without those from it on too; nothing is left where it was all."""
    book = EventBook(event, at, now)
    if reach is Reach.ALL or book.slot is None or (reach is Reach.LATER and book.is_first):
        return None, None
    if reach is Reach.LATER:
        return unless_over(book.before(), at, now), None
    if book.rules_on:
        kept, new = book.parted(EventChange(), uid)
        if new is None:
            return kept, None
        return kept, unless_over(EventBook(new, replace(at, slot=new.start), now).without(), at, now)
    return unless_over(book.without(), at, now), None
