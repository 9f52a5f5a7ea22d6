"""A short list of rows with keys for QML: told by differences, never by a reset."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex

from osone.bridge.drawing.numbers import DISPLAY_ROLE, USER_ROLE
from osone.bridge.lists.runs import steps
from osone.model.values import whole

Row = Mapping[str, object]
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class KeyedModel(QAbstractListModel):
    """Rows are mappings; ``key`` names the field that tells one from another, ``roles`` the fields QML sees."""

    def __init__(self, roles: Sequence[str], key: str = "key", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(roles)
        self._key = key
        self._rows: list[Row] = []

    @property
    def rows(self) -> list[Row]:
        """The rows as they stand. Not to be changed in place."""
        return self._rows

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        """The fields as QML sees them."""
        return {USER_ROLE + n: QByteArray(name.encode()) for n, name in enumerate(self._names)}

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> object:
        """One field of one row."""
        place = role - USER_ROLE
        if 0 <= index.row() < len(self._rows) and 0 <= place < len(self._names):
            return self._rows[index.row()].get(self._names[place])
        return None

    def put(self, rows: Sequence[Row]) -> None:
        """Make the list this one, by removing and inserting whole runs and telling of rows that changed."""
        self._become([row[self._key] for row in self._rows], [row[self._key] for row in rows], rows)

    def overlay(self, rows: Sequence[Row], alike: str) -> None:
        """Be another list, drawn in what is drawn of this one.

        A row takes the place of one of its kind (the field ``alike``), which costs a part of drawing it anew.
        """
        self._become(_numbered(self._rows, alike), _numbered(rows, alike), rows)

    def _become(self, before: Sequence[Hashable], now: Sequence[Hashable], rows: Sequence[Row]) -> None:
        fresh = dict(zip(now, rows, strict=True))
        told = steps(before, now)
        for first, last in told.removals:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        for at, keys in told.inserts:
            self.beginInsertRows(QModelIndex(), at, at + len(keys) - 1)
            self._rows[at:at] = [fresh[key] for key in keys]
            self.endInsertRows()
        for place, row in enumerate(rows):
            self._set(place, row)

    def _set(self, place: int, row: Row) -> None:
        """Put a row in the place of another, and tell of the fields that differ: each told one is read again."""
        before = self._rows[place]
        if before != row:
            self._rows[place] = row
            roles = enumerate(self._names, start=USER_ROLE)
            if told := [role for role, name in roles if before.get(name) != row.get(name)]:
                self.dataChanged.emit(self.index(place), self.index(place), told)

    def splice(self, first: int, rows: Sequence[Row]) -> None:
        """From place ``first`` on, the list is now ``rows``; what stands before is not looked at."""
        same = min(len(self._rows) - first, len(rows))
        for offset in range(same):
            self._set(first + offset, rows[offset])
        if len(self._rows) - first > same:
            self.beginRemoveRows(QModelIndex(), first + same, len(self._rows) - 1)
            del self._rows[first + same :]
            self.endRemoveRows()
        if len(rows) > same:
            self.beginInsertRows(QModelIndex(), first + same, first + len(rows) - 1)
            self._rows.extend(rows[same:])
            self.endInsertRows()

    def alter(self, place: int, **fields: object) -> None:
        """Change fields of one row."""
        self._set(place, {**self._rows[place], **fields})

    def key_at(self, place: int) -> int:
        """The key of a row, where keys are numbers; 0 where there is no such row."""
        return whole(self._rows[place][self._key]) if 0 <= place < len(self._rows) else 0

    def place_of(self, key: object) -> int:
        """Where the row with this key stands, or -1."""
        return next((n for n, row in enumerate(self._rows) if row[self._key] == key), -1)


def _numbered(rows: Sequence[Row], field: str) -> list[tuple[object, int]]:
    """Each row by its kind and its number among those of its kind."""
    seen: Counter[object] = Counter()
    found = []
    for row in rows:
        found.append((row[field], seen[row[field]]))
        seen[row[field]] += 1
    return found
