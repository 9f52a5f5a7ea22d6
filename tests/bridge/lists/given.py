"""Lists of threads over a store in memory, for tests of them."""

import apsw
from PySide6.QtCore import Qt

from osone.bridge.lists.moved import MovedRows
from tests.ui import world
from tests.ui.stage import NOW, Answers

ROLE = Qt.ItemDataRole.UserRole


def shown(rows: MovedRows) -> list[int]:
    return [int(rows.data(rows.index(n), ROLE)) for n in range(rows.rowCount())]  # type: ignore[call-overload]


def many(count: int) -> apsw.Connection:
    connection = world.empty()
    with connection:
        for n in range(1, count + 1):
            message = (1_700_000_000 + n) << 8
            connection.execute("INSERT INTO thread (id, people, subject, count) VALUES (?, 'A', ?, 1)", (n, f"s{n}"))
            connection.execute("INSERT INTO listing VALUES (1, ?, ?, 0)", (message, n))
    return connection


def of(connection: apsw.Connection, box: int) -> tuple[MovedRows, Answers]:
    rows, reads = MovedRows(), Answers(connection)
    rows.provide(reads, lambda: NOW)
    rows.show_box(box)
    return rows, reads
