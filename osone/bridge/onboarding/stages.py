"""What the page of an account teaches at each of its stages, and what it says where one goes wrong."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from osone.bridge.onboarding.choice import Hint
from osone.commands.onboarding import OnboardingAct
from osone.model.errors import OsOneError
from osone.text.catalogue import N_, _

LOG = logging.getLogger(__name__)
FIND = Hint(N_("find my servers"), (OnboardingAct.TAKE,))
MYSELF = Hint(N_("type them myself"), (OnboardingAct.TAKE,))
CHECK = Hint(N_("sign in"), (OnboardingAct.TAKE,))
REVEAL = Hint(N_("show"), (OnboardingAct.REVEAL,))
HIDE = Hint(N_("hide"), (OnboardingAct.REVEAL,))
CHANGE = Hint(N_("change servers"), (OnboardingAct.SERVERS,))
OPEN = Hint(N_("open that page"), (OnboardingAct.OPEN,))
BROWSER = Hint(N_("use my browser"), (OnboardingAct.BROWSER,))
GO_THERE = Hint(N_("open my browser"), (OnboardingAct.TAKE,))
FORM = Hint(N_("next field"), shown=N_("Tab"))
SPACE = Hint(N_("TLS or STARTTLS"), shown=N_("Space"))
DONE = Hint(N_("use these"), (OnboardingAct.TAKE,))
STOP = Hint(N_("stop"), (OnboardingAct.BACK,))
GO_ON = Hint(N_("continue"), (OnboardingAct.TAKE,))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and what to do."""

    sentence: str = ""
    remedy: str = ""


def fault_of(error: Exception) -> Fault:
    """What went wrong, whatever it was: a full disk, a keyring of its own kind. Nobody is left waiting before it."""
    if isinstance(error, OsOneError):
        return Fault(str(error), error.remedy)
    LOG.error("an account could not be kept", exc_info=error)
    return Fault(_("The account couldn't be saved."), _("Press Enter to try again. The log has details."))


def taught(stage: str, *, page: bool, browser: bool, revealed: bool) -> tuple[Hint, ...]:
    """The hints of a stage, where there is a ``page`` to open, and where a ``browser`` can be used."""
    opens, uses = (OPEN,) if page else (), (BROWSER,) if browser else ()
    hints: Mapping[str, tuple[Hint, ...]] = {
        "address": (FIND,),
        "looking": (MYSELF,),
        "servers": (FORM, SPACE, DONE),
        "password": (CHECK, *uses, HIDE if revealed else REVEAL, *opens, CHANGE),
        "checking": (STOP,),
        "browser": (GO_THERE, *opens, CHANGE),
        "waiting": (STOP,),
        "kept": (GO_ON,),
    }
    return hints[stage]
