"""What every screen can do, and what it may ask of the window around it: the one shape of them all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtQml import QQmlEngine

from osone.bridge.ports import Parts
from osone.model.change import Change

T = TypeVar("T", bound=QObject)
Noun = tuple[str, int]
"""A noun and its id, such as ``("thread", 12)``: what verbs act on, and what leaves and comes back."""
Gestures = Mapping[str, Callable[[object], None]]
PAGE = 8
"""Rows that a page goes by."""


def one(engine: QQmlEngine, module: str, kind: type[T]) -> T:
    """The view-model that QML knows by this name. Raises TypeError where the module has none."""
    found = engine.singletonInstance(module, kind.__name__)
    if not isinstance(found, kind):
        raise TypeError(f"{module} has no {kind.__name__}")
    return found


def ids(nouns: Iterable[Noun], noun: str) -> list[int]:
    """The ids of one noun among these, each once, in their order."""
    return list(dict.fromkeys(number for name, number in nouns if name == noun))


class Around(Protocol):
    """The window, as a screen sees it."""

    @property
    def at(self) -> "Screen":
        """The screen before the person."""

    def go(self, name: str) -> None:
        """Go to a screen."""

    def go_back(self, name: str = "") -> None:
        """Go back to the screen that one came from, or to this one before it."""

    def show(self, noun: Noun) -> None:
        """Go to where this noun is shown, and open it there."""

    def known(self, noun: Noun) -> object:
        """What a screen knows of this noun, to show it in the frame in which it is opened; None where none does."""

    def gesture(self, what: str, value: object = None) -> bool:
        """Carry out a verb of the screen, whichever can."""

    def press(self, command: str) -> None:
        """Do as the key of this verb would."""

    def keep(self, key: str, value: object) -> None:
        """Keep a way of looking, which is no deed that undo takes back."""

    def mark(self, name: str, unread: int, told: str = "") -> None:
        """How much on a screen has not been read: the rail marks it. ``told`` says it where that is something else."""

    def toast(self, text: str, *, fault: bool = False, action: str = "", command: str = "", instead: str = "") -> None:
        """Say something in passing; ``action`` names the verb that can be taken from there, by its id ``command``.

        ``instead`` is what was said before, and holds no more.
        """


class Screen:
    """One screen. Who inherits it says what it can do; what it does not say, it leaves alone."""

    dated = False
    """Whether one looks at days here, so that a line is rather an event than a task."""
    walked = False
    """Whether the keyboard itself goes from line to line here; elsewhere it rests, and a cursor moves."""

    passing = False
    """Whether one is here for a moment only, so that Esc goes back to where one came from."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        """Take its view-models from ``engine``, before the QML is read."""
        del engine
        self.name, self.around = name, around

    @property
    def seen(self) -> bool:
        """Whether it is before the person."""
        return self.around.at is self

    def begin(self, parts: Parts) -> None:
        """Take what the house gives, and ask the store for what is shown first."""

    def enter(self) -> None:
        """It comes before the person."""

    def settle(self, value: Callable[[str], object]) -> None:
        """Settings may be others: ``value`` tells each by its key."""

    def changed(self, changes: Sequence[Change]) -> None:
        """The store is different: look again at what these are about."""

    def wrote(self, day: str) -> None:
        """A line that was written here was put on a day (ISO 8601)."""

    # What keys and verbs need to know.

    def facts(self) -> frozenset[str]:
        """What holds here, for the conditions of verbs: ``list`` where a cursor moves, ``creates`` where ``c`` acts."""
        return frozenset()

    def targets(self) -> Sequence[Noun]:
        """What a verb would act on."""
        return ()

    def given(self) -> Mapping[str, object]:
        """What a verb is told of this screen, by the names of the arguments that take it."""
        return {}

    def account(self) -> int:
        """The account that one is at here; 0 where there is no telling."""
        return 0

    def known(self, noun: Noun) -> object:
        """What it knows of a noun, or None."""
        del noun
        return None

    def called(self, noun: Noun) -> str:
        """What a person reads for a noun that is shown here, such as its subject; empty where it is not."""
        del noun
        return ""

    # What a verb does to it, in the frame of its key.

    def mean(self, command: str, arguments: Mapping[str, object]) -> None:
        """A verb is about to be carried out with these arguments: show what they mean, where nouns alone don't say."""

    def leave(self, nouns: Sequence[Noun]) -> None:
        """Let these go before the store has heard of it, and keep them by noun and id; ``settled`` must follow."""

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """Put back what left, before the store has heard of it; ``settled`` must follow."""

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """A verb is written, or has failed: show what left or came back as the store has it, and what it touched."""

    def stayed(self, nouns: Sequence[Noun]) -> None:
        """The verb that moved these was refused: they, the cursor and what is open are as before. ``settled`` follows.

        Who went on by hand meanwhile stays where they are.
        """

    # What the person does here.

    def move(self, by: int) -> None:
        """Move the cursor by rows; the ends are where it stops."""

    def page(self, by: int) -> None:
        """Move by pages."""
        self.move(by * PAGE)

    def open(self) -> None:
        """Open what the cursor is on."""

    def show(self, noun: Noun) -> bool:
        """Open this noun, which may be anywhere; False where it is no noun of this screen."""
        del noun
        return False

    def back(self) -> bool:
        """Go back by one step on this screen; False where there is none.

        The window goes on then: out of a screen that one is on in ``passing``, or was led to from another.
        """
        return False

    def leave_line(self) -> bool:
        """The person leaves a line that they were writing on: the keyboard comes to the list.

        False where something about the line was put away first, and they are on it still.
        """
        return True

    def rest(self) -> None:
        """The keyboard comes from beside the screen: keys are commands here, and no line takes them for words."""

    def select(self, on: bool | None = None) -> None:
        """Select what the cursor is on, or not; None turns it over."""

    def view(self, number: int) -> None:
        """Show the view of that number, from 1."""

    def create(self) -> None:
        """Begin something new."""

    def gestures(self) -> Gestures:
        """Verbs that this screen alone can carry out, wherever one is, by what they ask."""
        return {}
