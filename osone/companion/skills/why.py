"""Why something was said: which rule it was, what of the person's words it took for what, and what it looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from osone.companion.skills.house import House
from osone.companion.skills.intents import (
    Agenda,
    Between,
    CancelEvent,
    FindMail,
    Free,
    HowMany,
    Intent,
    NextUp,
    Plain,
    Slot,
    WhenIs,
    WhoWrote,
)
from osone.companion.skills.kind import written
from osone.companion.skills.telling import Answer, counted, listed, occurrence, sought, task_line, thread_line
from osone.companion.skills.when import AskedSpan
from osone.model.ids import TurnId
from osone.model.talk import Turn
from osone.text.catalogue import N_, _
from osone.text.dates import day_long
from osone.text.markdown import plain
from osone.text.numbers import joined

SHOWN = 5
"""Entries that are named one by one."""
MOST = 200
"""Answers whose reasons are kept."""
OPENS = ("open the first one", "open the second one")
"""What is said to open one of the first; rules understand it."""

RULES: Mapping[str, str] = {
    "agenda": N_("You asked what is on, so I read your calendar and the tasks due then."),
    "find": N_("You asked for mail, so I searched it with your words."),
    "read": N_("You asked me to read a message, so I read out its text as it came."),
    "act": N_("You told me what to do, so I ran that command."),
    "task": N_("You told me what to remember, so I added it to your tasks in your own words."),
    "next": N_("You asked what comes next, so I read your calendar from now on."),
    "free": N_("You asked whether you are free, so I looked for entries of your calendar at that time."),
    "when": N_("You asked about something by its name, so I looked for that name in your calendar and tasks."),
    "person": N_("You asked who somebody is, so I looked at your mail with them."),
    "wrote": N_("You asked who wrote, so I looked at the mail that came then."),
    "last": N_("You asked about mail from somebody, so I looked for the newest message from them."),
    "wanted": N_("You asked what a message is about, so I quoted sentences from it."),
    "count": N_("You asked how many, so I counted them on this computer."),
    "sweep": N_("You asked for something to be done to a set of mail, so I counted it and showed you a card first."),
    "reply": N_("You asked me to write an answer, so I began a draft with your words."),
    "capture": N_("You told me something with a day or time, so I read it as the line does that opens with q."),
    "about": N_("You asked when something in a message takes place, so I read the dates in its text."),
    "open": N_("You pointed at something I had named, so I opened it."),
    "tasks": N_("You asked for your tasks, so I read your list."),
    "tick": N_("You told me that a task is done, so I looked for an open task with these words."),
    "move": N_("You asked me to move something, so I looked for a task or an event with these words."),
    "drop": N_("You asked me to delete a task, so I looked for one with these words."),
    "done": N_("You told me what you did, so I looked for an open task about it."),
    "cancel": N_("You asked me to cancel something, so I went by what you named, or by what I did or showed last."),
    "revise": N_("You asked me to change something, so I looked for a task or an event with these words."),
    "draft": N_("You told me what to do with the open draft, so I ran that command or asked first."),
    "forward": N_("You asked me to pass mail on, so I began a draft for you."),
    "block": N_("You asked about blocking somebody, so I looked for whom you mean."),
    "promised": N_("You asked what you promised, so I looked for promises in the mail you sent."),
    "invitation": N_("You spoke of an invitation, so I looked for it in your mail."),
    "time": N_("You asked for the time, so I read this computer's clock."),
    "date": N_("You asked for the date, so I read this computer's clock."),
    "manner": N_("You told me how much to say, so I changed the reply length in Settings."),
    "needs": N_(
        "You asked what needs you: mail in which rules found that it asks something of you, and tasks due by now."
    ),
    "crisis": N_("Your words sounded as though you might come to harm. Then I name people who can help, always."),
    "danger": N_("Your words sounded as though you might be in danger. Then I name people who can help, always."),
    "yes": N_("You agreed to what stood before, so I went by that."),
    "okay": N_("You agreed to what stood before, so I went by that."),
    "no": N_("You declined what stood before, so I went by that."),
    "none": N_("No rule of mine was sure of your words, so I said that, and offered what comes closest."),
}
"""What stands behind an answer, by the short name of its kind. Of all else the words were written beforehand."""
WRITTEN = N_("Those words were written beforehand for what you said. They say nothing about your data.")
THOUGHT = N_("{model} wrote that itself. It may be wrong: check what matters.")
GUESSED = N_("I wasn't certain. Your words are most like that kind of sentence.")
WORDED = N_("{model} put it into words, and no fact in them is its own.")
NO_MODEL = N_("No model was asked.")
SPOKEN_FOR = ("crisis", "danger", "none", "yes", "okay", "no")
"""Of these it goes without saying."""
NOT_KEPT = N_("What I looked at then isn't kept.")


@dataclass(frozen=True, slots=True)
class AnswerReason:
    """What stands behind one answer."""

    origin: str
    """``skill:NAME`` or ``mind:NAME``, as the transcript has it."""
    said: str = ""
    """What the person said."""
    intent: Intent | None = None
    told: Answer | None = None
    """What was answered; None where that is not kept."""
    guessed: bool = False
    called: tuple[str, ...] = ()
    """What a model asked for meanwhile: the titles of commands."""
    worded: str = ""
    """Which model put what a rule found into words; empty where the words are the rule's."""

    @property
    def model(self) -> str:
        """Which model wrote it; empty where a rule answered."""
        kind, _colon, name = self.origin.partition(":")
        return name.removeprefix("ollama/") if kind == "mind" else ""


@dataclass(slots=True)
class Reasons:
    """What stands behind the answers of one talk, by their turns."""

    newest: AnswerReason | None = None
    """Of the newest answer that is no answer about another."""
    _by_turn: dict[TurnId, AnswerReason] = field(default_factory=dict)

    def keep(self, turn: TurnId, reason: AnswerReason) -> None:
        """Keep why a turn was said."""
        self.newest = reason
        self.again(turn, reason)

    def again(self, turn: TurnId, reason: AnswerReason | None) -> None:
        """A turn was said about another, whose reason is its own."""
        if reason is not None:
            self._by_turn[turn] = reason
            if len(self._by_turn) > MOST:
                del self._by_turn[next(iter(self._by_turn))]

    def of(self, turn: Turn) -> AnswerReason:
        """Why a turn was said; of one from before, only what the transcript keeps."""
        return self._by_turn.get(turn.id) or AnswerReason(turn.origin)


async def explained(reason: AnswerReason | None, house: House) -> tuple[Answer, tuple[str, ...]]:
    """Why it was said, with the entries behind it, and what can be said to open the first of them."""
    if reason is None:
        return Answer(written(Plain.WHY, 0), "(They asked why; I had said nothing yet.)"), ()
    if reason.model:
        parts = [_(THOUGHT, model=plain(reason.model))]
        if reason.called:
            parts.append(_("It ran: {commands}.", commands=joined([_(title) for title in reason.called])))
        return Answer(" ".join(parts), "(They asked why. I said that I had written it.)"), ()
    name = reason.origin.partition(":")[2]
    parts = [_(RULES.get(name, WRITTEN))]
    if reason.guessed:
        parts.append(_(GUESSED))
    if understood := _taken(reason, house.now().date()):
        parts.append(understood)
    if reason.told is None and name in RULES:
        parts.append(_(NOT_KEPT))
    if reason.worded:
        parts.append(_(WORDED, model=plain(reason.worded.removeprefix("ollama/"))))
    elif name in RULES and name not in SPOKEN_FOR:
        parts.append(_(NO_MODEL))
    told = reason.told or Answer("", "")
    lines = await _entries(told, house)
    note = f"(They asked why. I told which rule it was and named {counted(len(lines), 'entry')}.)"
    text = " ".join(parts)
    if lines:
        text += "\n\n" + listed(_("It rests on this:"), [f"- {line}" for line in lines])
    named = len(told.threads) or len(told.events) + len(told.tasks)
    # What is gone since would be in another place than the line that is shown.
    opens = OPENS[: len(lines)] if len(lines) == min(SHOWN, named) else ()
    return Answer(text, note, told.threads, tasks=told.tasks, events=told.events), opens


async def _entries(told: Answer, house: House) -> list[str]:
    """The entries that an answer rests on, in the order in which they can be pointed at."""
    now = house.now()
    if told.threads:
        return [thread_line(row, now) for row in await house.rows(told.threads[:SHOWN])]
    lines = [occurrence(one, many=True) for one in told.events[:SHOWN]]
    if told.tasks:
        known = {one.id: one for one in await house.tasks("")}
        lines += [task_line(known[one], now) for one in told.tasks if one in known]
    return lines[:SHOWN]


def _taken(reason: AnswerReason, today: date) -> str:
    """What of the person's words was taken for which days, or for what to look for; empty where nothing was."""
    asked = reason.intent
    if isinstance(asked, FindMail):
        return _("I looked for {mail}.", mail=sought(asked)) if asked != FindMail() else ""
    found: AskedSpan | Slot | None = None
    if isinstance(asked, Agenda):
        found = asked.span
    elif isinstance(asked, NextUp | Free | Between | WhenIs | WhoWrote | HowMany | CancelEvent):
        found = asked.slot
    words = found.says.casefold() if found is not None else ""
    if found is None or words not in reason.said.casefold():
        return ""
    since, until = _days(found)
    if since == until:
        return _("I took “{words}” for {day}.", words=plain(words), day=day_long(since, today))
    return _(
        "I took “{words}” for {first} to {last}.",
        words=plain(words), first=day_long(since, today), last=day_long(until, today),
    )  # fmt: skip


def _days(found: AskedSpan | Slot) -> tuple[date, date]:
    """The first day and the last."""
    if isinstance(found, AskedSpan):
        return found.since, found.until - timedelta(days=1)
    return found.since.date(), max(found.since, found.until - timedelta(microseconds=1)).date()


def asks_again(intent: Intent) -> bool:
    """Whether these words are about the answer before, so that they are no answer to ask about."""
    return intent in (Plain.WHY, Plain.REPEAT)
