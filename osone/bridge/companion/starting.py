"""What is offered to be said where nobody has said anything yet: three things that fit the screen."""

from collections.abc import Mapping

from osone.text.catalogue import N_, _

ANYWHERE = (N_("What's on today?"), N_("What needs me?"), N_("What can you do?"))
STARTERS: Mapping[str, tuple[str, str, str]] = {
    "home": (N_("What's on today?"), N_("What needs me?"), N_("What's next?")),
    "mail": (N_("What needs me?"), N_("Any new mail?"), N_("Who wrote today?")),
    "calendar": (N_("What's on this week?"), N_("What's next?"), N_("Am I free tomorrow?")),
    "tasks": (N_("What are my tasks?"), N_("What's overdue?"), N_("What do I still have to do today?")),
}
"""By the name of the screen; rules understand each."""


def starters(screen: str) -> list[tuple[str, str]]:
    """The three for a screen, each as it is shown and as it is said."""
    return [(_(said), said) for said in STARTERS.get(screen, ANYWHERE)]
