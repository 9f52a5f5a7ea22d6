"""The keys of the first run: gestures that hold while it asks its questions, each on the pages that take it."""

from enum import StrEnum

from osone.commands.context import ONBOARDING, Condition, fact
from osone.commands.registry import Gesture, gesture
from osone.text.catalogue import N_

GESTURE = "onboarding"


class OnboardingAct(StrEnum):
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
    BROWSER = "browser"


def taken(act: OnboardingAct) -> str:
    """The fact that the page at hand takes an act."""
    return f"takes {act}"


def id_of(act: OnboardingAct) -> str:
    """The gesture's id."""
    return f"onboarding.{act}"


def _on(act: OnboardingAct) -> Condition:
    return ONBOARDING & fact(taken(act))


KEYS: tuple[tuple[OnboardingAct, str, str | tuple[str, ...], bool], ...] = (
    (OnboardingAct.TAKE, N_("Choose and continue"), "Enter", True),
    (OnboardingAct.BACK, N_("Back, or stop"), "Esc", True),
    (OnboardingAct.SKIP, N_("Skip this question"), "Mod+Right", True),
    (OnboardingAct.DOWN, N_("Next choice"), ("Down", "j"), False),
    (OnboardingAct.UP, N_("Previous choice"), ("Up", "k"), False),
    (OnboardingAct.PAGE_DOWN, N_("Page of choices down"), "PageDown", False),
    (OnboardingAct.PAGE_UP, N_("Page of choices up"), "PageUp", False),
    (OnboardingAct.FIRST, N_("First choice"), "Home", False),
    (OnboardingAct.LAST, N_("Last choice"), "End", False),
    (OnboardingAct.LEFT, N_("Mix towards the left voice"), "Left", False),
    (OnboardingAct.RIGHT, N_("Mix towards the right voice"), "Right", False),
    (OnboardingAct.OTHER, N_("Next suggestion"), ("Tab", "Shift+Tab"), True),
    (OnboardingAct.AGAIN, N_("Play again"), "Space", False),
    (OnboardingAct.LOOK, N_("Check for models again"), "r", False),
    (OnboardingAct.REVEAL, N_("Show or hide the password"), "Mod+R", True),
    (OnboardingAct.SERVERS, N_("Edit the servers"), "Mod+E", True),
    (OnboardingAct.OPEN, N_("Open the provider's page"), "Mod+O", True),
    (OnboardingAct.BROWSER, N_("Sign in with your browser"), "Mod+B", True),
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
