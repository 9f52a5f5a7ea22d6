"""The ids of everything that is kept, one type each so that they cannot be confused.

A message's id is ``seconds << 8 | n`` (seconds since 1970 UTC, n the place within that second), so that
newest-first is id order. All other ids are SQLite rowids. An id is never used twice.
"""

from typing import NewType

AccountId = NewType("AccountId", int)
FolderId = NewType("FolderId", int)
MessageId = NewType("MessageId", int)
ThreadId = NewType("ThreadId", int)
CalendarId = NewType("CalendarId", int)
EventId = NewType("EventId", int)
TaskId = NewType("TaskId", int)
TurnId = NewType("TurnId", int)

SECOND_SHIFT = 8
"""Bits below the seconds in a message id."""


def seconds_of(message: int) -> int:
    """The whole second (Unix time, UTC) that a message id stands for."""
    return message >> SECOND_SHIFT
