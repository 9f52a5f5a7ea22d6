"""What is answered where no rule understands: one honest line, and the two things that are nearest to what was said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from osone.companion.skills.foreign import ONLY_ENGLISH as ONLY_IN
from osone.companion.skills.foreign import language_of
from osone.text.catalogue import N_, _

LINE = N_("I didn't understand that. Try “{first}” or “{second}”.")
ONLY_ENGLISH = N_("I only understand English so far. Try “{first}” or “{second}”.")
MEANT = N_("Do you mean “{first}” or “{second}”?")
BRIEF = {
    LINE: N_("I didn't understand that. Maybe one of these?"),
    ONLY_ENGLISH: N_("I only understand English so far. Maybe one of these?"),
    MEANT: N_("Do you mean one of these?"),
}
"""The same where what is offered stands beneath it, to be pressed."""


@dataclass(frozen=True, slots=True)
class LostLine:
    """What is said where nothing was understood."""

    text: str
    """Whole: what is kept, and heard."""
    brief: str
    """Without what is offered, for where that is shown beneath it."""
    offers: tuple[str, ...]
    """What is offered, as sentences that rules understand."""


OFFERS: Mapping[str, str] = {
    N_("what's on today"): """
        today day now next agenda calendar plan busy free time happening morning afternoon evening""",
    N_("what's on tomorrow"): """
        tomorrow tonight later week weekend month monday tuesday wednesday thursday friday saturday sunday when
        appointment meeting event dinner lunch dentist call visit birthday see seeing schedule move push accept
        invitation""",
    N_("what needs me"): """
        urgent important needs need waiting wait answer answered reply replied respond first priority promise promised
        summarise summary about want wants asked""",
    N_("find mail from {name}"): """
        mail mails email emails message messages letter letters from wrote write written sent send said find search
        show who whom where attachment attachments file files contact hear heard forward newsletter unsubscribe
        invoice address""",
    N_("who is {name}"): "who person people contact contacts address email know",
    N_("what's on this week"): "week events everything planned delete cancel remove",
    N_("read the newest"): "read newest latest last inbox new unread open loud out",
    N_("what are my tasks"): """
        add task tasks todo remind reminder remember note list buy get need must have should book finish milk shopping
        due done left overdue finished complete""",
    N_("archive this"): "archive delete remove trash move clean clear done away star unstar flag snooze",
    N_("undo"): "undo back revert cancel mistake wrong restore",
}
"""What is offered, and words that it is near to."""
PLAIN_OFFERS = ("what's on today", "what needs me")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def lost(said: str, people: Sequence[str] = (), likely: Sequence[str] = ()) -> LostLine:
    """The honest line for what was said, with the two nearest things that can be done.

    Nothing is claimed and nothing is done.

    ``people`` are first names of those who wrote lately: nobody is named who is not there. ``likely`` ones come first.
    """
    words = _WORD.findall(said)
    heard = {word.casefold().removesuffix("'s").removesuffix("’s") for word in words}
    near = {offer: len(heard & set(by.split())) for offer, by in OFFERS.items()}
    named = {word.casefold() for word in people} & heard
    near |= {offer: near[offer] + 1 for offer in near if named and "{name}" in offer}
    # Where nothing is near: the day, and what needs somebody. Of equals, the earlier.
    ordered = sorted(near, key=lambda offer: (-near[offer], offer not in PLAIN_OFFERS))
    name = _name(words, people)
    # Nobody is offered who was not named, where nothing of it is about people or their mail.
    fits = [offer for offer in likely if "{name}" not in offer or near[offer]]
    offers = [offer for offer in dict.fromkeys((*fits, *ordered)) if name or "{name}" not in offer]
    two = [_told(offer, name) for offer in offers[:2]]
    language = language_of(said)
    return line_of(ONLY_ENGLISH if language else LINE, two, ONLY_IN.get(language, ""))


def _told(offer: str, name: str) -> tuple[str, str]:
    """What is offered as it is told, and as rules understand it; the person's own words stand as they said them."""
    return (_(offer, name=name), offer.replace("{name}", name)) if offer in OFFERS else (offer, offer)


def line_of(line: str, two: Sequence[tuple[str, str]], before: str = "") -> LostLine:
    """A line that offers two things, each as it is told and as rules understand it."""
    (first, _said), (second, _other) = two
    lead = f"{before}\n\n" if before else ""
    text = lead + _(line, first=first, second=second)
    return LostLine(text, lead + _(BRIEF[line]), tuple(sentence for _told, sentence in two))


def _name(words: Sequence[str], people: Sequence[str]) -> str:
    """Somebody to be offered: who was named, where they are there, else who wrote last; empty where nobody did."""
    known = {one.casefold(): one for one in people}
    said = (known[word.casefold()] for word in words if word.casefold() in known)
    return next(said, people[0] if people else "")
