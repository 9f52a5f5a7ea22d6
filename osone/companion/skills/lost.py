"""What is answered where no rule understands: one honest line, and the two things that are nearest to what was said."""

import re
from collections.abc import Mapping, Sequence

from osone.text.catalogue import N_, _

LINE = N_("I didn't understand that. Try “{first}” or “{second}”.")
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
        look show who whom where attachment attachments file files contact hear heard forward newsletter unsubscribe
        invoice address number""",
    N_("who is {name}"): "who person people contact contacts address phone number email know",
    N_("what's on this week"): "week events everything planned delete cancel remove",
    N_("read the newest"): "read newest latest last inbox new unread open loud out",
    N_("add task call the bank tomorrow"): """
        add task tasks todo remind reminder remember note list buy get need must have should book finish milk shopping
        forget put create make""",
    N_("what are my tasks"): "tasks todo list due done left overdue finish finished complete task",
    N_("archive this"): "archive delete remove trash move clean clear done away star unstar flag snooze",
    N_("undo"): "undo back revert cancel mistake wrong restore",
}
"""What is offered, and words that it is near to."""
PLAIN_OFFERS = ("what's on today", "what needs me")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def lost(said: str, people: Sequence[str] = (), likely: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The honest line for what was said, and the sentences that it offers, as rules understand them.

    Nothing is claimed and nothing is done.

    ``people`` are first names of those who wrote lately: nobody is named who is not there. ``likely`` ones come first.
    """
    words = _WORD.findall(said)
    heard = {word.casefold().removesuffix("'s").removesuffix("’s") for word in words}
    near = {offer: len(heard & set(by.split())) for offer, by in OFFERS.items()}
    # Where nothing is near: the day, and what needs somebody. Of equals, the earlier.
    ordered = sorted(near, key=lambda offer: (offer not in likely, -near[offer], offer not in PLAIN_OFFERS))
    name = _name(words, people)
    if not name:
        ordered = [offer for offer in ordered if "{name}" not in offer]
    first, second = (_(offer, name=name) for offer in ordered[:2])
    return _(LINE, first=first, second=second), tuple(offer.replace("{name}", name) for offer in ordered[:2])


def _name(words: Sequence[str], people: Sequence[str]) -> str:
    """Somebody to be offered: who was named, where they are there, else who wrote last; empty where nobody did."""
    known = {one.casefold(): one for one in people}
    said = (known[word.casefold()] for word in words if word.casefold() in known)
    return next(said, people[0] if people else "")
