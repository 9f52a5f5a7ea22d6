"""The keys of the first run: gestures that hold while it asks its questions, each on the pages that take it."""

from enum import StrEnum

from osone.commands.context import MEETING, Condition, fact
from osone.commands.registry import Gesture, gesture
from osone.text.catalogue import N_

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
    (Act.TAKE, N_("Choose and continue"), "Enter", True),
    (Act.BACK, N_("Back, or stop"), "Esc", True),
    (Act.SKIP, N_("Skip this question"), "Mod+Right", True),
    (Act.DOWN, N_("Next choice"), ("Down", "j"), False),
    (Act.UP, N_("Previous choice"), ("Up", "k"), False),
    (Act.PAGE_DOWN, N_("Page of choices down"), "PageDown", False),
    (Act.PAGE_UP, N_("Page of choices up"), "PageUp", False),
    (Act.FIRST, N_("First choice"), "Home", False),
    (Act.LAST, N_("Last choice"), "End", False),
    (Act.LEFT, N_("Mix towards the left voice"), "Left", False),
    (Act.RIGHT, N_("Mix towards the right voice"), "Right", False),
    (Act.OTHER, N_("Next suggestion"), ("Tab", "Shift+Tab"), True),
    (Act.AGAIN, N_("Play again"), "Space", False),
    (Act.LOOK, N_("Check for models again"), "r", False),
    (Act.REVEAL, N_("Show or hide the password"), "Mod+R", True),
    (Act.SERVERS, N_("Edit the servers"), "Mod+E", True),
    (Act.OPEN, N_("Open the app password page"), "Mod+O", True),
)
for _act, _title, _keys, _in_lines in KEYS:
    gesture(
        id_of(_act),
        _title,
        Gesture(GESTURE, _act.value),
        keys=_keys,
        when=_on(_act),
        offered=False,
        met=False,
        in_lines=_in_lines,
    )
