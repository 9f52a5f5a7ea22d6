"""A screen that only this test knows: a class, a row and a QML file, and the house serves it as it does its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtQml import QQmlEngine

from osone.bridge.lists.moves import MovedShortly
from osone.bridge.ports import Parts
from osone.bridge.screen import Around, Noun, Screen, ids
from osone.bridge.screens import CLASSES
from osone.commands.everything import REGISTRY
from osone.commands.registry import Registry
from osone.commands.screen import ways
from osone.commands.screens import SCREENS, ScreenRow
from osone.model.change import Change
from osone.model.tasks import Task
from osone.store import tasks
from tests.app.house import Running, living, sample
from tests.ui.test_window import names

QML = "import QtQuick\nText { text: 'Everything to do'; Accessible.role: Accessible.Heading; Accessible.name: text }\n"


class Toy(Screen):
    """Everything that is to do."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.every: list[Task] = []
        self.rows: list[int] = []
        self.cursor, self.chosen = 0, set[int]()
        self.moved: MovedShortly[Task] = MovedShortly(lambda task: task.id)

    def lay(self, found: list[Task]) -> None:
        self.every = found
        self.rows = [task.id for task in self.moved.over(found, lambda task: (task.position, task.id))]

    def begin(self, parts: Parts) -> None:
        self.reads = parts.reads
        self.changed(())

    def changed(self, changes: Sequence[Change]) -> None:
        self.reads.ask(tasks.every_open, self.moved.after(self.lay))

    def facts(self) -> frozenset[str]:
        return frozenset({"list"})

    def targets(self) -> Sequence[Noun]:
        return [("task", task) for task in sorted(self.chosen) or self.rows[self.cursor : self.cursor + 1]]

    def leave(self, nouns: Sequence[Noun]) -> None:
        self.moved.leave(ids(nouns, "task"), self.every)
        self.lay(self.every)

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        self.moved.bring_back(ids(nouns, "task"))
        self.lay(self.every)

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        self.moved.settled(ids(moved, "task"))
        self.changed(())

    def move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, len(self.rows) - 1))

    def select(self, on: bool | None = None) -> None:
        self.chosen ^= {self.rows[self.cursor]}

    def back(self) -> bool:
        held, self.chosen = self.chosen, set()
        return bool(held)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    file: Path = tmp_path_factory.mktemp("toy") / "Toy.qml"
    file.write_text(QML, encoding="utf-8")
    row = ScreenRow("toy", "Toy", "Go to Toy", ("g y",), "blocks", str(file), (("task.done", "done"),))
    verbs = Registry(dict(REGISTRY.commands))
    ways([row], verbs)
    table, classes = (*SCREENS, row), {**CLASSES, "toy": Toy}
    with sample() as opened, living(opened, table=table, classes=classes, verbs=verbs) as running:
        running.press("g", "y")
        toy = running.screens.at
        assert isinstance(toy, Toy)
        running.until(lambda: len(toy.rows) > 5, "its rows")
        yield running


@pytest.fixture
def toy(house: Running) -> Toy:
    toy = house.screens.at
    assert isinstance(toy, Toy)
    return toy


def test_keys_move_and_select_and_esc_lets_go(house: Running, toy: Toy) -> None:
    house.press("j", "j", "k", "x")
    assert (toy.cursor, toy.targets()) == (1, [("task", toy.rows[1])])
    house.press("Esc")
    assert toy.chosen == set()
    assert house.screens.at is toy, "and stays"


def test_what_is_done_goes_and_z_brings_it_back_in_the_frame_of_the_key(house: Running, toy: Toy) -> None:
    before, task = toy.rows, toy.rows[toy.cursor]
    house.press("e")
    assert toy.rows == [row for row in before if row != task]
    house.until(lambda: house.number("SELECT count(*) FROM task WHERE id = ? AND done_at > 0", task), "it is written")
    house.press("z")
    assert toy.rows == before
    house.until(lambda: not house.number("SELECT count(*) FROM task WHERE id = ? AND done_at > 0", task), "it is back")
    house.turn(0.2)
    assert toy.rows == before


def test_the_palette_goes_there_and_the_foot_teaches_its_keys(house: Running, toy: Toy) -> None:
    house.press("g", "h", "Mod+K")
    house.turn(0.02)
    house.write("toy")
    house.press("Enter")
    assert house.screens.at is toy
    assert [hint["label"] for hint in house.screens.shell.property("hints")] == ["done"]


def test_the_rail_shows_it_and_takes_one_there(house: Running, toy: Toy) -> None:
    house.press("g", "h")
    assert house.house.window is not None
    face = QAccessible.queryAccessibleInterface(house.house.window)
    assert (QAccessible.Role.PageTab, "Toy") in names(face)
    assert (QAccessible.Role.Heading, "Everything to do") not in names(face)
    house.screens.shell.go("toy")
    house.turn(0.02)
    assert (QAccessible.Role.Heading, "Everything to do") in names(face)
