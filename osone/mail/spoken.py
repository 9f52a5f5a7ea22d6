"""What the store keeps of a conversation in English, as a person reads it: who is in it, and why it needs them."""

from collections.abc import Sequence

from osone.model.mail import BETWEEN as BETWEEN
from osone.model.mail import WOKEN
from osone.text.catalogue import N_, _
from osone.text.numbers import capitalled

ME = N_("me")
INVITATION = N_("invitation")
FIRST_MAIL = N_("first mail from them")
ANSWERS = N_("answers yours")
ANSWERS_OF = N_("answers yours of {day}")
ASKS = N_("asks you a question")
PRESSES = N_("presses for time")
DUE = "due "
"""What a day follows, in the words of the mail."""


def people(kept: str) -> str:
    """Who is in a conversation; the names of others stay as they are."""
    return BETWEEN.join(_(ME) if name == ME else name for name in kept.split(BETWEEN))


def reason(kept: str) -> str:
    """Why a conversation needs the person."""
    return BETWEEN.join(map(_reason, kept.split(BETWEEN)))


def woke(kept: str) -> str:
    """Of a reason what says why a conversation is at the top again; empty where it did not wake."""
    return BETWEEN.join(_(one) for one in kept.split(BETWEEN) if one in WOKEN)


def without_first(kept: str) -> str:
    """A reason that does not say that somebody writes for the first time: what they wrote before may yet come."""
    return BETWEEN.join(one for one in kept.split(BETWEEN) if one != FIRST_MAIL)


def unsaid(kept: str, evidence: Sequence[str]) -> str:
    """What a reason says beyond the chips of evidence beside it, which say the same with more: nothing stands twice."""
    return BETWEEN.join(_reason(one) for one in kept.split(BETWEEN) if not stands(one, evidence))


def stands(one: str, evidence: Sequence[str]) -> bool:
    """Whether one reason, as it is kept, is said by the evidence, which is in the person's language."""
    begins = _(ANSWERS_OF, day="\0").partition("\0")[0] if one == ANSWERS else ""
    return _reason(one) in evidence or bool(begins and any(words.startswith(begins) for words in evidence))


def _reason(one: str) -> str:
    if one.startswith(DUE):
        return _("due {day}", day=capitalled(one.removeprefix(DUE)))
    return _(one)
