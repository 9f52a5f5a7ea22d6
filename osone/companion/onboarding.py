"""The first meeting as a pure state: which question is asked, what was answered, and what each answer sets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self, TypeVar

from osone.model.settings import met
from osone.text import dates
from osone.text.catalogue import N_, _

E = TypeVar("E", bound=StrEnum)

DEFAULT_NAME = "Iris"
"""What the companion is called until somebody names it."""

LONGEST_NAME = 40
"""Characters of a name, the person's or the companion's, that are kept."""

NO_VOICE = "none"
NO_MIND = "none"
STARTER_MIND = "starter"
OLLAMA = "ollama:"
"""A mind that Ollama holds is kept as this and the model's name."""


class Step(StrEnum):
    """The pages of the meeting, in their order."""

    BOOT = "boot"
    HELLO = "hello"
    INTERRUPT = "interrupt"
    TALK = "talk"
    VOICE = "voice"
    NAME = "name"
    MIND = "mind"
    MAILBOX = "mailbox"
    DONE = "done"


STEPS = tuple(Step)
QUESTIONS = STEPS[1:-1]
"""The steps that ask something: one dot each."""


class Interrupt(StrEnum):
    """How much the companion may speak up by itself."""

    NEVER = "never"
    MATTERS = "matters"
    FREELY = "freely"


class ReplyLength(StrEnum):
    """How many words the companion makes."""

    BRIEF = "brief"
    NATURAL = "natural"
    CHATTY = "chatty"


class MailboxWay(StrEnum):
    """How mail came in at the meeting."""

    NONE = "none"
    ACCOUNT = "account"
    IMPORTED = "imported"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Allowance:
    """An answer to "how much may I interrupt"."""

    title: str
    sets: str
    """The sentence that tells the person what this sets."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What an answer to "how much should I talk" sets."""

    style: str
    """The line of the prompt that asks for it."""
    title: str
    sets: str
    """The sentence that tells the person what this sets."""


ALLOWANCES: Mapping[Interrupt, Allowance] = {
    Interrupt.NEVER: Allowance(N_("Only when asked"), N_("I never speak first. What I notice waits on Home.")),
    Interrupt.MATTERS: Allowance(
        N_("When it matters"), N_("I may speak first when something can't wait. The rest waits on Home.")
    ),
    Interrupt.FREELY: Allowance(
        N_("Whenever you notice something"), N_("I may speak first about small things too, a few times a day at most.")
    ),
}
"""What each answer sets, in the order they are offered."""

MANNERS: Mapping[ReplyLength, Manner] = {
    ReplyLength.BRIEF: Manner(
        "Answer in one sentence, and stop.",
        N_("Brief"),
        N_("One sentence where one will do. I don't ask back."),
    ),
    ReplyLength.NATURAL: Manner(
        "Answer in at most three sentences unless more is asked for.",
        N_("Natural"),
        N_("Up to three sentences, or more when you ask."),
    ),
    ReplyLength.CHATTY: Manner(
        "Take your time: answer in up to six sentences, and ask back where it helps.",
        N_("Long"),
        N_("Up to six sentences. I think aloud and ask back."),
    ),
}
"""What each answer sets, in the order they are offered."""


@dataclass(frozen=True, slots=True)
class Onboarding:
    """Where the meeting stands and what was answered. A skipped question keeps its default."""

    step: Step = Step.BOOT
    person: str = ""
    """What the person is called; empty where they did not say."""
    interrupt: Interrupt = Interrupt.MATTERS
    talk: ReplyLength = ReplyLength.NATURAL
    voice: str = NO_VOICE
    """A voice's id, a mixture's, or ``none``."""
    name: str = DEFAULT_NAME
    """What the companion is called."""
    mind: str = STARTER_MIND
    """``ollama:MODEL``, ``starter`` or ``none``."""
    mailbox: MailboxWay = MailboxWay.NONE
    done: bool = False
    """True for good once the last step was reached."""

    @classmethod
    def kept(cls, settings: Mapping[str, object]) -> Self:
        """The meeting as it was left, from the settings. What is missing or not understood is the default."""
        meeting = cls()
        step = _one_of(Step, settings.get("meeting.step"), Step.BOOT)
        done = met(settings)
        return replace(
            meeting,
            step=Step.DONE if done else step,
            person=_said(settings.get("person.name"), ""),
            interrupt=_one_of(Interrupt, settings.get("companion.interrupt"), meeting.interrupt),
            talk=_one_of(ReplyLength, settings.get("companion.talk"), meeting.talk),
            voice=_voice(settings.get("voice.choice"), meeting.voice),
            name=_said(settings.get("companion.name"), meeting.name),
            mind=_mind(settings.get("mind.choice"), meeting.mind),
            mailbox=_one_of(MailboxWay, settings.get("meeting.mailbox"), meeting.mailbox),
            done=done,
        )

    def settings(self) -> dict[str, str | bool]:
        """All that is to be kept, plain JSON under the settings' keys."""
        return {
            "meeting.step": self.step.value,
            "meeting.done": self.done,
            "meeting.mailbox": self.mailbox.value,
            "person.name": self.person,
            "companion.interrupt": self.interrupt.value,
            "companion.talk": self.talk.value,
            "companion.name": self.name,
            "voice.choice": self.voice,
            "mind.choice": self.mind,
        }

    @property
    def place(self) -> int:
        """The place of the question among the questions, from 0; −1 before the first, their number at the end."""
        return STEPS.index(self.step) - 1

    @property
    def may_go_back(self) -> bool:
        """Whether there is a question before this one."""
        return 0 < self.place < len(QUESTIONS)


def changes(before: Onboarding, after: Onboarding) -> dict[str, str | bool]:
    """The settings that differ between two states: what has to be written now."""
    old = before.settings()
    return {key: value for key, value in after.settings().items() if old[key] != value}


def onward(meeting: Onboarding) -> Onboarding:
    """The next step with the answers as they stand: what skipping does. The end stays the end."""
    step = STEPS[min(STEPS.index(meeting.step) + 1, len(STEPS) - 1)]
    return replace(meeting, step=step, done=meeting.done or step is Step.DONE)


def back(meeting: Onboarding) -> Onboarding:
    """The step before, with every answer kept. The first question and the end have none."""
    return replace(meeting, step=STEPS[STEPS.index(meeting.step) - 1]) if meeting.may_go_back else meeting


def answered(meeting: Onboarding, answer: str) -> Onboarding:
    """Take the answer to the question that is asked, and go on.

    An empty answer to a question of names, and one that the question does not know, leave what was there: nothing a
    person can type stops the meeting.
    """
    match meeting.step:
        case Step.HELLO:
            meeting = replace(meeting, person=_said(answer, meeting.person))
        case Step.INTERRUPT:
            meeting = replace(meeting, interrupt=_one_of(Interrupt, answer, meeting.interrupt))
        case Step.TALK:
            meeting = replace(meeting, talk=_one_of(ReplyLength, answer, meeting.talk))
        case Step.VOICE:
            meeting = replace(meeting, voice=_voice(answer, meeting.voice))
        case Step.NAME:
            meeting = replace(meeting, name=_said(answer, meeting.name))
        case Step.MIND:
            meeting = replace(meeting, mind=_mind(answer, meeting.mind))
        case Step.MAILBOX:
            meeting = replace(meeting, mailbox=_one_of(MailboxWay, answer, meeting.mailbox))
        case Step.BOOT | Step.DONE:
            pass
    return onward(meeting)


def with_mind(meeting: Onboarding, mind: str) -> Onboarding:
    """The same place, with a mind that has come in the meantime."""
    return replace(meeting, mind=_mind(mind, meeting.mind))


def greeting(meeting: Onboarding, hour: int) -> str:
    """What Home says first, by the chosen names. ``hour`` is the person's local hour, 0 to 23."""
    return _("{greeting}. I'm {name}.", greeting=dates.greeting(hour, meeting.person), name=meeting.name)


def tidy(name: str) -> str:
    """A name as it is kept: one line, single spaces, printable, at most ``LONGEST_NAME`` characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return line[:LONGEST_NAME].rstrip()


def _said(value: object, otherwise: str) -> str:
    return (tidy(value) if isinstance(value, str) else "") or otherwise


def _voice(value: object, otherwise: str) -> str:
    return (value.strip() if isinstance(value, str) else "") or otherwise


def _mind(value: object, otherwise: str) -> str:
    if not isinstance(value, str):
        return otherwise
    value = value.strip()
    known = value in (NO_MIND, STARTER_MIND) or (value.startswith(OLLAMA) and len(value) > len(OLLAMA))
    return value if known else otherwise


def _one_of(kind: type[E], value: object, otherwise: E) -> E:
    return next((member for member in kind if member.value == value), otherwise)
