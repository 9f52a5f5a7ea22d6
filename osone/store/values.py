"""What a query gives, as values of Python: a number, many numbers, whether there is anything at all."""

from collections.abc import Sequence
from typing import Any

import apsw

Bound = Sequence[object]
"""The values for a query's question marks."""


def number(connection: apsw.Connection, query: str, bound: Bound = ()) -> int | None:
    """The one whole number that a query gives; None where it gives nothing."""
    found: int | None = connection.execute(query, tuple(bound)).get
    return found


def count(connection: apsw.Connection, query: str, bound: Bound = ()) -> int:
    """What a query counts: 0 where it gives nothing."""
    return number(connection, query, bound) or 0


def numbers(connection: apsw.Connection, query: str, bound: Bound = ()) -> list[int]:
    """The whole numbers in the one column that a query gives, read to the end before any of them is used."""
    return [found for (found,) in connection.execute(query, tuple(bound))]


def anything(connection: apsw.Connection, query: str, bound: Bound = ()) -> bool:
    """Whether a query gives a row."""
    return connection.execute(query, tuple(bound)).fetchone() is not None


def rows(connection: apsw.Connection, query: str, bound: Bound = ()) -> list[tuple[Any, ...]]:
    """Every row, read to the end before any of them is used: what is written meanwhile cannot move them.

    A column has the type that the schema gives it; the reader that asks says so where it takes the row apart.
    """
    return list(connection.execute(query, tuple(bound)))
