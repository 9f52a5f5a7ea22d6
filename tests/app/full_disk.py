"""A disk without room for what a window writes."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from tests.app.house import Running


@contextmanager
def full(house: Running, table: str) -> Iterator[None]:
    """The disk takes nothing for this table of the store."""

    def fail(*_values: object) -> None:
        raise apsw.FullError("database or disk is full")

    def fill(connection: apsw.Connection) -> None:
        connection.create_scalar_function("fail", fail, 0)
        for when in ("INSERT", "UPDATE"):
            connection.execute(f"CREATE TEMP TRIGGER full_{when} BEFORE {when} ON {table} BEGIN SELECT fail(); END")

    def free(connection: apsw.Connection) -> None:
        for when in ("INSERT", "UPDATE"):
            connection.execute(f"DROP TRIGGER full_{when}")

    house.house.writer.write(fill)
    try:
        yield
    finally:
        house.house.writer.write(free)
