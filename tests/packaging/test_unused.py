"""What nobody uses is found, and what somebody uses by any of Python's ways, or from the QML, is not."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from names import House, read
from unused import Qml, qml, unused

NOTHING = qml([])


def found(*, screens: Qml = NOTHING, kept: tuple[str, ...] = (), **files: str) -> list[str]:
    """Give what is unused in a house of these files; what stands at the left of a line in ``main`` runs by itself."""
    house = House(read(name, dedent(text)) for name, text in files.items())
    return [str(name) for name in unused(house, screens, kept)]


def test_a_name_that_is_only_imported_is_unused() -> None:
    assert found(a="def one(): ...\ndef two(): ...\n", main="from a import one, two\none()\n") == ["a.two"]


@pytest.mark.parametrize(
    "use",
    [
        "import a\na.one()\n",
        "import a as b\nb.one\n",
        "from a import one as other\nprint(other)\n",
        "from a import one\n@one\ndef two(): ...\ntwo()\n",
        "from typing import cast\nfrom a import one\nprint(cast('one', 3))\n",
        "from a import one\nclass Two(one): ...\nTwo()\n",
        "from a import one\ndef two(given: 'list[one]'): ...\ntwo()\n",
        "from middle import one\none()\n",
        "import middle\nmiddle.one()\n",
    ],
)
def test_a_name_is_used_wherever_an_import_leads_to_it(use: str) -> None:
    assert found(a="class one: ...\n", middle="from a import one\n", main=use) == []


def test_a_module_that_is_imported_later_is_followed_as_if_it_were_at_once() -> None:
    main = """
        from typing import TYPE_CHECKING
        from host import later
        if TYPE_CHECKING:
            import a
        else:
            a = later("a")
        a.one()
    """
    assert found(a="def one(): ...\n", host="def later(name): ...\n", main=main) == []


def test_a_name_of_a_function_s_own_is_not_the_module_s() -> None:
    main = """
        def count(): ...
        def all(): ...
        def sum_(count, *, key=lambda all: all):
            for all in count:
                print(all, count)
        sum_(3)
    """
    assert found(main=main) == ["main.count", "main.all"]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30), st.sets(st.integers(0, 7), max_size=2))
def test_unused_is_what_cannot_be_reached_from_what_runs(calls: list[tuple[int, int]], begun: set[int]) -> None:
    bodies = {n: "".join(f"    f{b}()\n" for a, b in calls if a == n) for n in range(8)}
    text = "".join(f"def f{n}():\n    ...\n{body}" for n, body in bodies.items()) + "".join(f"f{n}()\n" for n in begun)
    reached = set(begun)
    while more := {b for a, b in calls if a in reached} - reached:
        reached |= more
    assert set(found(main=text)) == {f"main.f{n}" for n in range(8) if n not in reached}


def test_methods_of_one_name_are_told_apart_by_what_is_written_beside_them() -> None:
    main = """
        class Box:
            def open(self): ...
            def close(self): ...
            def shake(self): self.open()
        class Door:
            box: Box
            def __init__(self, bell: "Bell"): self._bell, self.bell = 3, bell
            def open(self): self.box.close()
            def close(self): ...
            def knock(self): return self.bell.ring()
        class Bell:
            def ring(self): ...
            def shake(self): ...
        def visit(door: Door | None):
            door.open()
            door.knock()
        visit(None)
    """
    boxes, doors = ["main.Box.open", "main.Box.shake"], ["main.Door._bell", "main.Door.close"]
    assert found(main=main) == [*boxes, *doors, "main.Bell.shake"]


def test_a_method_may_be_meant_above_and_below_and_where_nothing_is_known() -> None:
    main = """
        from typing import Protocol
        class Asked(Protocol):
            def answer(self): ...
        class Base:
            def begin(self): self.step()
            def step(self): ...
        class Made(Base):
            def step(self): ...
            def answer(self): ...
        def ask(one: Asked): one.answer()
        Made().begin()
        ask(Made())
    """
    assert found(main=main) == []


def test_an_attribute_may_be_named_in_words() -> None:
    main = """
        class Child:
            def run(self, word): return getattr(self, f"_do_{word}")()
            def _do_speak(self): ...
            def _done(self): ...
            def stop(self): ...
        print(getattr(Child().run("speak"), "stop"))
    """
    assert found(main=main) == ["main.Child._done"]


def test_a_pattern_reads_the_attributes_that_it_names() -> None:
    main = """
        class Sum:
            def __init__(self): self.left = self.right = self.sign = 1
        match Sum():
            case Sum(left=1, right=r): print(r)
    """
    assert found(main=main) == ["main.Sum.sign"]


def test_what_overrides_a_name_from_elsewhere_is_called_from_there() -> None:
    main = """
        import threading
        class Work(threading.Thread):
            def run(self): ...
            def rest(self): ...
        Work().start()
    """
    assert found(main=main) == ["main.Work.rest"]


def test_fields_and_members_are_values_and_what_is_written_without_being_read_is_not() -> None:
    main = """
        from dataclasses import dataclass
        from enum import Enum
        class Colour(Enum):
            RED = 1
        @dataclass
        class Point:
            x: int
        class Line:
            LONG = 3
            def __init__(self):
                self.length = self.width = 1
                print(self.width)
        print(Colour, Point, Line)
    """
    assert found(main=main) == ["main.Line.LONG", "main.Line.length"]


def test_what_a_decorator_takes_is_used_and_what_it_only_marks_is_not() -> None:
    main = """
        from functools import cache
        def command(name): ...
        @command("mail.archive")
        def archive(): ...
        @cache
        def large(): ...
    """
    assert found(main=main) == ["main.large"]


SHOWN = """
    from PySide6.QtCore import Property, QObject, Signal, Slot
    from PySide6.QtQml import QmlElement, QmlSingleton
    QML_IMPORT_NAME = "Toy"
    @QmlElement
    @QmlSingleton
    class Day(QObject):
        changed = Signal()
        opened = Signal()
        unheard = Signal()
        name = Property(str, lambda self: "", notify=changed)
        hours = Property(int, lambda self: 3, notify=changed)
        @Slot()
        def open(self): self.opened.emit(); self.unheard.emit()
        @Slot()
        def shut(self): ...
    @QmlElement
    class Row(QObject):
        def begin(self): ...
    @QmlElement
    class Other(QObject): ...
"""


def test_a_type_is_used_from_the_qml_by_its_name_and_a_singleton_s_words_by_both() -> None:
    screens = qml(["Row { text: Day.name; onTapped: Day.open(); begin: 1 /* Other */ }", "// Day.shut()\n"])
    unheard = ["main.Day.opened", "main.Day.unheard"]
    assert found(screens=screens, main=SHOWN) == [*unheard, "main.Day.hours", "main.Day.shut", "main.Other"]
    listening = qml(["Row { begin: 1; Connections { target: Day; function onOpened(): void {} } }"])
    assert "main.Day.opened" not in found(screens=listening, main=SHOWN)
    assert "main.Day.name" in found(screens=qml(["Row { name: 1 }  Item { target: Day }"]), main=SHOWN)
    assert "main.Day.hours" not in found(screens=qml(["Row { page: Day }  Item { text: page.hours }"]), main=SHOWN)


def test_what_is_kept_keeps_what_it_uses() -> None:
    house = "def soon(): return then()\ndef then(): ...\nclass Ears:\n    def hear(self): ...\n"
    assert found(main=house) == ["main.soon", "main.then", "main.Ears"]
    assert found(main=house, kept=("main.soon", "main.Ears")) == []
