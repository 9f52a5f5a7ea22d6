"""The keys of the first run: gestures that hold while it asks its questions, each on the pages that take it."""

from enum import StrEnum

from osone.commands.context import MEETING, Condition, fact
from osone.commands.registry import Gesture, gesture

GESTURE = "onboarding"


class Act(StrEnum):
    """What a person can do on a page of the first run."""

    TAKE = "take"
    BACK = "back"
    SKIP = "skip"
    DOWN = "down"
    UP = "up"
    PAGE_DOWN = "page"
    PAGE_UP = "page_back"
    FIRST = "top"
    LAST = "end"
    LEFT = "left"
    RIGHT = "right"
    OTHER = "other"
    AGAIN = "again"
    LOOK = "look"
    REVEAL = "reveal"
    SERVERS = "servers"
    OPEN = "open"


def taken(act: Act) -> str:
    """The fact that the page at hand takes an act."""
    return f"takes {act}"


def id_of(act: Act) -> str:
    """The gesture's id."""
    return f"onboarding.{act}"


def _on(act: Act) -> Condition:
    return MEETING & fact(taken(act))


KEYS: tuple[tuple[Act, str, str | tuple[str, ...], bool], ...] = (
    (Act.TAKE, "Choose it, and go on.", "Enter", True),
    (Act.BACK, "Go back, or stop what is under way.", "Esc", True),
    (Act.SKIP, "Skip the question.", "Mod+Right", True),
    (Act.DOWN, "Go to the next one.", ("Down", "j"), False),
    (Act.UP, "Go to the one before.", ("Up", "k"), False),
    (Act.PAGE_DOWN, "Go a few down.", "PageDown", False),
    (Act.PAGE_UP, "Go a few up.", "PageUp", False),
    (Act.FIRST, "Go to the first one.", "Home", False),
    (Act.LAST, "Go to the last one.", "End", False),
    (Act.LEFT, "Bring the voice nearer to the left one.", "Left", False),
    (Act.RIGHT, "Bring the voice nearer to the right one.", "Right", False),
    (Act.OTHER, "Another name, the other voice, or the rest of a path.", ("Tab", "Shift+Tab"), True),
    (Act.AGAIN, "Hear it again.", "Space", False),
    (Act.LOOK, "Look again which models are here.", "r", False),
    (Act.REVEAL, "Show the password, or hide it.", "Mod+R", True),
    (Act.SERVERS, "Change the servers.", "Mod+E", True),
    (Act.OPEN, "Open the page that gives out passwords.", "Mod+O", True),
)
for _act, _sentence, _keys, _in_lines in KEYS:
    gesture(
        id_of(_act),
        _sentence,
        Gesture(GESTURE, _act.value),
        keys=_keys,
        when=_on(_act),
        offered=False,
        met=False,
        in_lines=_in_lines,
    )
