"""Rules that say what a sentence surely means, or nothing: a miss goes to the mind, a false hit goes wrong."""

import re
from datetime import date, datetime

from osone.companion.skills.asking.drafting import of_draft
from osone.companion.skills.asking.everyday import done, everyday
from osone.companion.skills.asking.questions import question
from osone.companion.skills.asking.wishes import points, put_off, wish
from osone.companion.skills.consent import answering
from osone.companion.skills.crisis import in_crisis, in_danger
from osone.companion.skills.feelings import feeling
from osone.companion.skills.intents import Act, AddTask, Agenda, Intent, OpenTasks, Plain, ReadMail, Verb
from osone.companion.skills.mailbox import MAIL, VAGUE, WordRule, find, rule
from osone.companion.skills.phrases import PHRASES
from osone.companion.skills.when import PHRASE, AskedSpan, span
from osone.companion.skills.which import which
from osone.companion.skills.words import HeardWords, hear

MOST_WORDS = 40
LONGEST = 600
"""Letters of the longest sentence that a rule is for."""

_CAL = r"(?:calendar|agenda|schedule|diary|plans?|itinerary)"
_EVENTS = r"(?:(?:next |upcoming )?(?:meetings?|appointments?|events?|engagements?))"
_TASKS = r"(?:tasks?|todos?|todo list|to do list|task list|things to do)"
_WHEN = rf"(?:(?:on|for|in|during|at|this|over|from) )?(?P<when>{PHRASE})"
_SHOW = r"(?:show|tell|give|read|list|list out|display|open|check|see|view|get|look at)(?: me)?(?: about)?"
_WHATIS = (
    r"(?:what is|what are|what do i have|what have i(?: got)?|what have we|is there|are there|do i have|have i got)"
)
_ANY = r"(?:anything|something|any|all|much|a lot|a|an|the|my|all my|all the|any of my)"


_AGENDA = [
    rule(
        rf"what is (?:on|up|happening|planned|going on|scheduled|coming up)(?: for me)?"
        rf"(?: (?:on|in) my {_CAL})? {_WHEN}"
    ),
    rule(rf"what (?:do i have|have i got|am i doing|am i up to|have i)(?: planned| on| scheduled| going on)? {_WHEN}"),
    rule(rf"(?:what|how) (?:does|is) (?:my|the) (?:day|{_CAL})(?: look(?:ing)?)?(?: like)?(?: {_WHEN})?"),
    rule(rf"(?:how|what) (?:does|do) (?:my )?(?P<whose>{PHRASE}) look(?: like)?"),
    rule(rf"(?:{_WHATIS}|{_SHOW}) (?:on )?(?:my |the )?{_CAL}(?: look like)?(?: like)?(?: {_WHEN})?"),
    rule(rf"(?:what is|{_SHOW} what is|(?:is there |do i have )?anything) (?:on|in) my {_CAL}(?: {_WHEN})?"),
    rule(rf"(?:do i have|have i got|is there|are there|anything) ?(?:anything|something)?"
          rf"(?: on| planned| scheduled| going on| happening| to do)?(?: (?:on|in) my {_CAL})? {_WHEN}"),
    rule(rf"(?:my )?(?:{_CAL}) {_WHEN}"),
    rule(rf"(?P<whose>{PHRASE}|today's|tomorrow's) {_CAL}"),
    rule(rf"is my {_CAL} (?:free|full|empty|open) {_WHEN}"),
    rule(r"(?:what is on|what is (?:my|the) (?:day|agenda|schedule)|my (?:day|agenda|schedule|calendar)|agenda)"),
    rule(rf"(?:am i|are we) (?:free|busy|available) {_WHEN}"),
    rule(rf"how busy am i {_WHEN}"),
]  # fmt: skip
_ONLY_EVENTS = [
    rule(rf"(?:{_WHATIS}|what|which|{_SHOW}|how many) ?{_ANY}? {_EVENTS}"
          rf"(?: (?:do i have|have i got|are there|are|are scheduled|are planned))?"
          rf"(?: (?:on|in) my {_CAL})?(?: {_WHEN})?"),
    rule(rf"{_EVENTS} {_WHEN}"),
    rule(rf"(?:my|any) {_EVENTS}(?: {_WHEN})?"),
    rule(r"(?:when|what|where) is (?:my|the) next (?:meeting|appointment|event)"),
]  # fmt: skip
_ONLY_TASKS = [
    rule(rf"(?:{_WHATIS}|what|which|{_SHOW}) ?(?:on )?{_ANY}? {_TASKS}"
          rf"(?: (?:do i have|have i got|are there|are due|are left|are open))?(?: (?:due )?{_WHEN})?"),
    rule(rf"what do i (?:have to do|need to do|need to get done|have to get done)(?: {_WHEN})?"),
    rule(rf"what (?:tasks )?(?:is|are) due(?: {_WHEN})?"),
    rule(rf"(?:my )?{_TASKS}(?: {_WHEN})?"),
]  # fmt: skip
_TODAY = [rule(r"what is today"), rule(r"today"), rule(r"my day"), rule(r"what about today")]

_READ_NEWEST = rule(
    r"(?:read|open|show|see|check|tell|give)(?: me)?(?: out)?(?: loud)?(?: aloud)? (?:the |my )?"
    r"(?:(?P<unread>(?:newest|latest|last|most recent|first) unread|unread)|newest|latest|last|most recent|new)"
    rf"(?: (?:one|{MAIL}))?(?: out loud| aloud| to me| out)*"
    rf"|what is (?:the|my) (?:newest|latest|last|most recent) {MAIL}"
    rf"|what does (?:the|my) (?:newest|latest|last|most recent) {MAIL} say"
)
_READ_THIS = rule(
    rf"read(?: me)? (?:it|this|that|this one|that one|(?:this|that|the) {MAIL})(?: out loud| aloud| to me| out)*"
    rf"|what does (?:it|this|that|this {MAIL}|that {MAIL}) say"
)
_READ_ONE = rule(r"read(?: me)? (?P<of>.+?)(?: out loud| aloud| to me| out)*")
_ACTS: list[tuple[WordRule, Verb]] = [
    (rule(r"(?:undo|take (?:it|that) back|undo (?:it|that|this|the last|my last|the last (?:one|thing|action))|"
           r"put (?:it|that) back|revert(?: (?:it|that))?)"), Verb.UNDO),
    (rule(r"(?:redo|redo (?:it|that|this)|do (?:it|that) again after all)"), Verb.REDO),
    (rule(r"archive"), Verb.ARCHIVE),
    (rule(r"unstar|un-star|remove the star|take the star off"), Verb.UNSTAR),
    (rule(r"star|flag|put a star"), Verb.STAR),
    (rule(r"trash|delete|bin"), Verb.TRASH),
    (rule(r"mark (?:as )?unread"), Verb.UNREAD),
]  # fmt: skip
NO_LIST = frozenset(["todo", "do", "task", "my", "the", "own", "whole", "mailing", "guest", "waiting", "price"])
"""Words before "list" that name none of the person's."""
_ADD_TASK = rule(
    r"(?:(?:add|create|make|new|capture|put down|note|write down)(?: me)?(?: an?| the| this| new| a new)? (?:task|todo)"
    r"(?: called| named| saying| that says| to)?|(?:task|todo)(?= )|remind me (?:to|that i (?:have|need) to)"
    r"|remember (?:to|that i (?:have|need) to)|i must not forget to|do not (?:let me )?forget to) (?P<words>.+)"
)
_ADD_TO_LIST = rule(
    r"(?:add|put|note|write|stick)(?: down)? (?P<words>.+?) (?:to|on|onto|in)(?: my| the| our| a)? "
    r"(?:todo list|to do list|task list|tasks|todos|list of tasks|list|(?P<list>[a-z]+) list)"
)


def recognise(said: str, now: datetime, name: str = "") -> Intent | None:
    """What the person surely wants, or None. ``name`` is the companion's, which may stand at either end."""
    if in_crisis(said):
        return Plain.CRISIS
    if in_danger(said):
        return Plain.DANGER
    if len(said) > LONGEST or len(said.split()) > MOST_WORDS:
        return None  # a page that was pasted is no wish of ours, and looking at each of its words would take seconds
    heard = hear(said, name)
    text = heard.text
    if not text:
        return None
    if text in ("hi", "hello", "hey", "thanks", "thank you"):
        return Plain.HELLO if text[0] == "h" else Plain.THANKS
    if name and text == " ".join(name.casefold().split()):
        return Plain.CALLED
    today = now.date()
    known = (
        put_off(text) or answering(text) or of_draft(text) or _plain(text) or _act(text) or _task(heard) or _read(text)
    )
    known = known or everyday(heard, now) or question(heard, now) or _days(text, today)
    return known or find(heard, today) or feeling(text) or wish(said, heard, now) or done(heard)


def _plain(text: str) -> Intent | None:
    return next((intent for rule, intent in PHRASES if rule.fullmatch(text)), None)


def _act(text: str) -> Intent | None:
    return next((Act(verb) for rule, verb in _ACTS if rule.fullmatch(text)), None) or points(text)


def _task(heard: HeardWords) -> Intent | None:
    for one in (_ADD_TO_LIST, _ADD_TASK):
        if found := one.fullmatch(heard.text):
            words = heard.original(*found.span("words")).strip()
            if words.casefold() not in VAGUE:
                named = found.groupdict().get("list") or ""
                kept = words[0].upper() + words[1:]
                return AddTask(f"{kept} #{named}" if named and named not in NO_LIST else kept)
    return None


def _read(text: str) -> Intent | None:
    if found := _READ_NEWEST.fullmatch(text):
        return ReadMail(newest=True, unread=found["unread"] is not None)
    if _READ_THIS.fullmatch(text):
        return ReadMail(newest=False)
    found = _READ_ONE.fullmatch(text)
    meant = which(found["of"]) if found else None
    return ReadMail(newest=False, which=meant) if meant is not None and meant.places else None


def _days(text: str, today: date) -> Intent | None:
    if any(rule.fullmatch(text) for rule in _TODAY):
        return Agenda(_span("today", today))
    for only, rules in (("tasks", _ONLY_TASKS), ("events", _ONLY_EVENTS), ("", _AGENDA)):
        for one in rules:
            if found := one.fullmatch(text):
                groups = found.groupdict()
                words = (groups.get("when") or groups.get("whose") or "").removesuffix("'s")
                if not words and only == "tasks" and not re.search(r"\b(?:due|do|done)\b", text):
                    return OpenTasks()
                if not words:
                    whole = "today" if only == "" else "the next 7 days" if only == "events" else "today"
                    return Agenda(_span(whole, today), only)
                named = span(words, today)
                return Agenda(named, only) if named else None
    return None


def _span(words: str, today: date) -> AskedSpan:
    found = span(words, today)
    assert found is not None, words
    return found
