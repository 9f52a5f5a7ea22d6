"""Yes, no and their kin: read here alone, with what they come to where they answer a question, a deed or nothing."""

import re
from dataclasses import replace

from osone.companion.skills.house import House
from osone.companion.skills.intents import Act, CancelEvent, Intent, Plain, Verb, Which
from osone.companion.skills.kind import Weight
from osone.companion.skills.spoken import NamedLast
from osone.companion.skills.telling import Answer
from osone.companion.skills.words import hear
from osone.model.errors import OsOneError
from osone.text.catalogue import _
from osone.text.markdown import plain

_FIRST = r"(?:(?:oh|ah|well|and|so|but|wait|hm+|actually|just|then|yeah|yes|yep|ok|okay|no) )*"
_SAID: tuple[tuple[Plain, str], ...] = (
    (
        Plain.YES,
        rf"{_FIRST}(?:yes|yeah|yep|yup|sure|certainly|of course|absolutely|definitely|exactly|correct|right|indeed|"
        r"confirm(?:ed)?|agreed|go on|go ahead|do it|do that|do so|please do|that is (?:right|correct|the one)|i do|"
        r"yes i do|i am sure|by all means|make it so)"
        r"(?: (?:please|do|that|then|it is|do it|do that|go ahead|of course|thanks|thank you|sure))*",
    ),
    (Plain.OKAY, rf"{_FIRST}(?:ok|okay|fine|alright|all right|sounds good|perfect|very well)(?: (?:then|do|by me))*"),
    (
        Plain.NO,
        rf"{_FIRST}(?:no|nope|nah|no way|not(?: now| yet)?|do not|do not do (?:it|that|so)|please do not|rather not|"
        r"better not|no thanks|no thank you|cancel|decline|i (?:do not|would rather not))"
        r"(?: (?:no|thanks|thank you|please|do not|do (?:it|that)|leave it|not now))*",
    ),
    (
        Plain.CANCEL,
        rf"{_FIRST}(?:cancel|scratch|revoke)(?: it| that| this)(?: (?:again|now|please))*|"
        rf"{_FIRST}call (?:it|that|this) off|{_FIRST}i did not want (?:that|it|this)",
    ),
    (
        Plain.STOP,
        rf"{_FIRST}(?:stop|never ?mind|forget it|forget (?:that|about it)|leave it|drop it|no matter|"
        r"it does not matter|do not bother|nothing)(?: (?:it|that|this|now|please))*|"
        r"stop (?:it|that|this)(?: .{0,12})?",
    ),
    (
        Plain.HUSH,
        rf"{_FIRST}(?:quiet|be quiet|shut up|silence|hush|enough|stop (?:talking|reading|speaking))"
        r"(?: (?:it|that|this|now|please))*|stop (?:talking|reading|speaking)(?: .{0,12})?",
    ),
)
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _SAID)
AGREES = frozenset({Plain.YES, Plain.OKAY})
DECLINES = frozenset({Plain.NO, Plain.CANCEL, Plain.STOP})
SHORT = frozenset({*AGREES, Plain.NO, Plain.CANCEL})
"""What says nothing without the question before it."""


def answering(text: str) -> Plain | None:
    """Which of these plain words (see ``words.hear``) are, where they say nothing else."""
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(text)), None)


def consent(words: str) -> bool | None:
    """Whether these words are a yes, or a no, and nothing else; None where they say anything more."""
    said = answering(hear(words).text)
    return said in AGREES if said in AGREES or said in DECLINES else None


async def settled(said: Intent, house: House, asks: str, weight: Weight) -> Answer | None:
    """What a yes or a no comes to that answers no card; None where they answer nothing, or where it is heavy.

    ``asks`` is what was asked before, whole, where that was which one is meant; a question mark where it was anything
    else; and empty where nothing was asked.
    """
    if said not in AGREES and said not in DECLINES:
        return None
    if house.spoken.waits and said in DECLINES:
        return Answer(_("All right. Nothing was done."), "(They said no. It was not done.)")
    if said in DECLINES and (house.spoken.did or (said is Plain.CANCEL and house.spoken.deed)):
        return await _taken_back(house)
    if said is Plain.CANCEL and house.spoken.begun:
        return Answer(_("I can't take a draft away. It isn't sent; you can discard it where it stands."), "(They can.)")
    if said is Plain.CANCEL and not asks and (house.spoken.events or house.spoken.tasks):
        return None  # it is about what was told of last
    if asks.strip("?"):
        if said in AGREES:
            return Answer(asks, "(I asked again which one they mean.)", which=True)
        return Answer(_("All right. Nothing was done."), "(They meant none of them. Nothing was done.)")
    if said in AGREES and house.spoken.did:
        return Answer(_("It's done. Say “no” to take it back."), "(It was done already.)", done=True)
    if asks and weight is Weight.LIGHT:
        text = _("Good. Tell me when there's something to do.") if said in AGREES else _("All right.")
        return Answer(text, text)
    return None


async def _taken_back(house: House) -> Answer:
    """The newest deed of the talk, taken back; or that it cannot be."""
    made = set(house.made())
    try:
        said = await house.take_back()
    except OsOneError as error:
        said = error.whole
    spoken = house.spoken
    house.spoken = replace(
        spoken,
        last=(),
        deed=False,
        events=tuple(one for one in spoken.events if ("event", one.event) not in made),
        tasks=tuple(one for one in spoken.tasks if ("task", one) not in made),
    )
    if not said:
        return Answer(_("I can't take that back from here."), "(What I did can't be taken back.)")
    return Answer(plain(said), "(They said no. I took back what I had done.)")


def about_it(said: Intent, spoken: NamedLast) -> Intent:
    """What is wished with "cancel that" of what was told of last: an event called off, a task struck."""
    if said is not Plain.CANCEL:
        return said
    if spoken.events:
        return CancelEvent("", which=Which())
    return Act(Verb.TRASH, Which()) if spoken.tasks else said
