"""What the QML is given of a list: the rows of a screen's list, and the threads of a list of mail."""

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from osone.bridge.lists.keyed import KeyedModel, Row


def rows(of: QObject, name: str) -> list[Row]:
    """The rows of a screen's list, by the name that the QML knows it by."""
    model = of.property(name)
    assert isinstance(model, KeyedModel)
    return model.rows


def threads(model: QAbstractListModel) -> list[int]:
    """The threads of a list, in their order."""
    role = next(role for role, name in model.roleNames().items() if name == b"thread")
    return [int(model.data(model.index(n), Qt.ItemDataRole(role))) for n in range(model.rowCount())]
