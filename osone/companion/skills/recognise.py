"""Rules that say what a sentence surely means, or nothing: a miss goes to the mind, a false hit goes wrong."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from osone.companion.skills.crisis import in_crisis
from osone.companion.skills.feelings import feeling
from osone.companion.skills.intents import Act, AddTask, Agenda, FindMail, Intent, Plain, ReadMail, Verb
from osone.companion.skills.phrases import PHRASES
from osone.companion.skills.when import PHRASE, AskedSpan, span
from osone.companion.skills.words import HeardWords, hear

MOST_WORDS = 40
LONGEST = 600
"""Letters of the longest sentence that a rule is for."""

_MAIL = r"(?:e?mails?|messages?|letters?|mailbox|inbox)"
_CAL = r"(?:calendar|agenda|schedule|diary|plans?|itinerary)"
_EVENTS = r"(?:(?:next |upcoming )?(?:meetings?|appointments?|events?|engagements?))"
_TASKS = r"(?:tasks?|todos?|todo list|to do list|task list|things to do)"
_WHEN = rf"(?:(?:on|for|in|during|at|this|over|from) )?(?P<when>{PHRASE})"
_SHOW = r"(?:show|tell|give|read|list|list out|display|open|check|see|view|get|look at)(?: me)?(?: about)?"
_WHATIS = (
    r"(?:what is|what are|what do i have|what have i(?: got)?|what have we|is there|are there|do i have|have i got)"
)
_ANY = r"(?:anything|something|any|all|much|a lot|a|an|the|my|all my|all the|any of my)"


@dataclass(slots=True)
class _Rule:
    """A pattern that is compiled with the first words said: all of them take a tenth of a second."""

    source: str
    made: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        if self.made is None:
            self.made = re.compile(rf"(?:{self.source})")
        return self.made

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.compiled().fullmatch(text)

    def match(self, text: str) -> re.Match[str] | None:
        return self.compiled().match(text)


def _rule(pattern: str) -> _Rule:
    return _Rule(pattern)


_AGENDA = [
    _rule(
        rf"what is (?:on|up|happening|planned|going on|scheduled|coming up)(?: for me)?"
        rf"(?: (?:on|in) my {_CAL})? {_WHEN}"
    ),
    _rule(rf"what (?:do i have|have i got|am i doing|am i up to|have i)(?: planned| on| scheduled| going on)? {_WHEN}"),
    _rule(rf"(?:what|how) (?:does|is) (?:my|the) (?:day|{_CAL})(?: look(?:ing)?)?(?: like)?(?: {_WHEN})?"),
    _rule(rf"(?:how|what) (?:does|do) (?:my )?(?P<whose>{PHRASE}) look(?: like)?"),
    _rule(rf"(?:{_WHATIS}|{_SHOW}) (?:on )?(?:my |the )?{_CAL}(?: look like)?(?: like)?(?: {_WHEN})?"),
    _rule(rf"(?:what is|{_SHOW} what is|(?:is there |do i have )?anything) (?:on|in) my {_CAL}(?: {_WHEN})?"),
    _rule(rf"(?:do i have|have i got|is there|are there|anything) ?(?:anything|something)?"
          rf"(?: on| planned| scheduled| going on| happening| to do)?(?: (?:on|in) my {_CAL})? {_WHEN}"),
    _rule(rf"(?:my )?(?:{_CAL}) {_WHEN}"),
    _rule(rf"(?P<whose>{PHRASE}|today's|tomorrow's) {_CAL}"),
    _rule(rf"is my {_CAL} (?:free|full|empty|open) {_WHEN}"),
    _rule(r"(?:what is on|what is (?:my|the) (?:day|agenda|schedule)|my (?:day|agenda|schedule|calendar)|agenda)"),
    _rule(rf"(?:am i|are we) (?:free|busy|available) {_WHEN}"),
    _rule(rf"how busy am i {_WHEN}"),
]  # fmt: skip
_ONLY_EVENTS = [
    _rule(rf"(?:{_WHATIS}|what|which|{_SHOW}|how many) ?{_ANY}? {_EVENTS}"
          rf"(?: (?:do i have|have i got|are there|are|are scheduled|are planned))?"
          rf"(?: (?:on|in) my {_CAL})?(?: {_WHEN})?"),
    _rule(rf"{_EVENTS} {_WHEN}"),
    _rule(rf"(?:my|any) {_EVENTS}(?: {_WHEN})?"),
    _rule(r"(?:when|what|where) is (?:my|the) next (?:meeting|appointment|event)"),
]  # fmt: skip
_ONLY_TASKS = [
    _rule(rf"(?:{_WHATIS}|what|which|{_SHOW}) ?(?:on )?{_ANY}? {_TASKS}"
          rf"(?: (?:do i have|have i got|are there|are due|are left|are open))?(?: (?:due )?{_WHEN})?"),
    _rule(rf"what do i (?:have to do|need to do|need to get done|have to get done)(?: {_WHEN})?"),
    _rule(rf"what (?:tasks )?(?:is|are) due(?: {_WHEN})?"),
    _rule(rf"(?:my )?{_TASKS}(?: {_WHEN})?"),
]  # fmt: skip
_TODAY = [_rule(r"what is today"), _rule(r"today"), _rule(r"my day"), _rule(r"what about today")]

_FIND_HEAD = _rule(
    rf"(?:(?:find|search|search for|look for|look up|look at|show|list|get|open|check|check for|check if|"
    rf"check my inbox for|check inbox for|scan my inbox for|scan for|give me|bring up|pull up|tell me about|what|"
    rf"how many|are there|is there|there (?:is|are)|(?:do )?i have|have i got|did i get|i got|have i gotten|"
    rf"have i received|did i receive|where is|where are|see)(?: me)? )*"
    rf"(?:(?:any|all|the|my|all my|all the|any of my|some|that|a|an|every) )?"
    rf"(?P<kind>(?:(?:new|unread|starred|recent|old) )*){_MAIL}\b"
    rf"(?P<more> (?:do i have|have i got|have i gotten|are there|did i get|have i received|i have|i got))?"
)
_SENDER_FIRST = [
    _rule(rf"(?:did|has) (?P<sender>.+?) (?:write|written|send|sent|email|emailed|mail|mailed|answer|answered|reply|"
          rf"replied)(?: to)?(?: me)?(?: (?:an?|any|back|the|something|anything))?(?: {_MAIL})?(?P<tail>(?: .*)?)"),
    _rule(r"what did (?P<sender>.+?) (?:write|send|say|mail|email)(?: to)?(?: me)?(?P<tail>(?: .*)?)"),
]  # fmt: skip
_KEY = re.compile(
    r"(?<![^ ])(?:(?P<sender>sent by|from|by)|(?P<about>about|regarding|concerning|on the subject of|mentioning|"
    r"that mentions?)|(?P<since>since|after)|(?P<until>before|until)|(?P<attached>with (?:an )?attachments?)|"
    r"(?P<noise>that i got|that came|that arrived|that came in|in (?:my|the) (?:inbox|mail|mailbox)|to me|for me)|"
    rf"(?P<day>(?:(?:on|in|during|over|for|at) )?(?:{PHRASE})))(?= |$)"
)
_VAGUE_WORDS = """
me it this that them him her us you someone somebody anyone anybody everyone people my here there the a an folder box
account app list"""
_VAGUE = frozenset(_VAGUE_WORDS.split())
_READ_NEWEST = _rule(
    r"(?:read|open|show|see|check|tell|give)(?: me)?(?: out)?(?: loud)?(?: aloud)? (?:the |my )?"
    r"(?:(?P<unread>(?:newest|latest|last|most recent|first) unread|unread)|newest|latest|last|most recent|new)"
    rf"(?: (?:one|{_MAIL}))?(?: out loud| aloud| to me| out)*"
    rf"|what is (?:the|my) (?:newest|latest|last|most recent) {_MAIL}"
    rf"|what does (?:the|my) (?:newest|latest|last|most recent) {_MAIL} say"
)
_READ_THIS = _rule(
    rf"read(?: me)? (?:it|this|that|this one|that one|(?:this|that|the) {_MAIL})(?: out loud| aloud| to me| out)*"
    rf"|what does (?:it|this|that|this {_MAIL}|that {_MAIL}) say"
)
_THIS = rf"(?:(?: (?:it|this|that|these|them|this one|that one|these ones|those))?(?: {_MAIL}| conversation| thread)?)"
_ACTS: list[tuple[_Rule, Verb]] = [
    (_rule(r"(?:undo|take (?:it|that) back|undo (?:it|that|this|the last|my last|the last (?:one|thing|action))|"
           r"put (?:it|that) back|revert(?: (?:it|that))?)"), Verb.UNDO),
    (_rule(r"(?:redo|redo (?:it|that|this)|do (?:it|that) again after all)"), Verb.REDO),
    (_rule(rf"(?:archive|done with){_THIS}|move{_THIS} to (?:the |my )?archive"), Verb.ARCHIVE),
    (_rule(rf"(?:unstar|remove the star(?: from)?|take the star off|un-star){_THIS}"), Verb.UNSTAR),
    (_rule(rf"(?:star|flag){_THIS}|(?:put a|give{_THIS} a) star(?: on{_THIS})?|"
           rf"mark{_THIS} (?:as )?(?:starred|with a star|star)"),
     Verb.STAR),
    (_rule(rf"(?:trash|delete|bin){_THIS}|move{_THIS} to (?:the )?(?:trash|bin)"), Verb.TRASH),
    (_rule(rf"mark{_THIS} (?:as )?unread"), Verb.UNREAD),
]  # fmt: skip
_ADD_TASK = _rule(
    r"(?:(?:add|create|make|new|capture|put down|note|write down)(?: me)?(?: an?| the| this| new| a new)? (?:task|todo)"
    r"(?: called| named| saying| that says| to)?|(?:task|todo)(?= )|remind me (?:to|that i (?:have|need) to)"
    r"|i must not forget to|do not let me forget to) (?P<words>.+)"
)
_ADD_TO_LIST = _rule(
    r"(?:add|put) (?P<words>.+?) (?:to|on|onto|in) (?:my |the )?"
    r"(?:todo list|to do list|task list|tasks|todos|list of tasks)"
)


def recognise(said: str, today: date, name: str = "") -> Intent | None:
    """What the person surely wants, or None. ``name`` is the companion's, which may stand at either end."""
    if in_crisis(said):
        return Plain.CRISIS
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
    known = _plain(text) or _act(text) or _task(heard) or _read(text) or _days(text, today) or _find(heard, today)
    return known or feeling(text)


def _plain(text: str) -> Intent | None:
    return next((intent for rule, intent in PHRASES if rule.fullmatch(text)), None)


def _act(text: str) -> Intent | None:
    return next((Act(verb) for rule, verb in _ACTS if rule.fullmatch(text)), None)


def _task(heard: HeardWords) -> Intent | None:
    for rule in (_ADD_TO_LIST, _ADD_TASK):
        if found := rule.fullmatch(heard.text):
            words = heard.original(*found.span("words")).strip()
            if words.casefold() not in _VAGUE:
                return AddTask(words[0].upper() + words[1:])
    return None


def _read(text: str) -> Intent | None:
    if found := _READ_NEWEST.fullmatch(text):
        return ReadMail(newest=True, unread=found["unread"] is not None)
    return ReadMail(newest=False) if _READ_THIS.fullmatch(text) else None


def _days(text: str, today: date) -> Intent | None:
    if any(rule.fullmatch(text) for rule in _TODAY):
        return Agenda(_span("today", today))
    for only, rules in (("tasks", _ONLY_TASKS), ("events", _ONLY_EVENTS), ("", _AGENDA)):
        for rule in rules:
            if found := rule.fullmatch(text):
                groups = found.groupdict()
                words = (groups.get("when") or groups.get("whose") or "").removesuffix("'s")
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


def _find(heard: HeardWords, today: date) -> Intent | None:
    text = heard.text
    for rule in _SENDER_FIRST:
        if found := rule.fullmatch(text):
            sender = heard.original(*found.span("sender"))
            if found["sender"] in _VAGUE:
                return None
            return _tail(heard, found.start("tail") + 1, FindMail(sender=sender), today)
    found = _FIND_HEAD.match(text)
    if found is None:
        return None
    kinds = found["kind"].split()
    query = FindMail(unread="new" in kinds or "unread" in kinds, starred="starred" in kinds)
    return _tail(heard, found.end() + 1, query, today)


def _tail(heard: HeardWords, start: int, query: FindMail, today: date) -> FindMail | None:
    """Read what follows: every word of it must be understood, else nothing is."""
    text = heard.text
    keys = list(_KEY.finditer(text, start)) if start < len(text) else []
    first = next((place for place, key in enumerate(keys) if key.lastgroup == "about"), len(keys))
    keys = [key for place, key in enumerate(keys) if place <= first or key.lastgroup != "about"]
    if start < len(text) and (not keys or text[start : keys[0].start()].strip()):
        return None
    waiting = ""
    for key, after in zip_longest(keys, keys[1:]):
        end = after.start() if after else len(text)
        value = text[key.end() : end].strip()
        kind = str(key.lastgroup)
        if kind == "day":
            named = span(re.sub(r"^(?:on|in|during|for|at|over) ", "", key[0]), today, past=True)
            if value or named is None or named.since > today:
                return None
            query = _dated(query, waiting, named)
            waiting = ""
            continue
        if waiting:
            return None
        if kind in ("sender", "about"):
            if not value:
                if kind == "about":
                    return None
                waiting = "within"
                continue
            place = text.index(value, key.end())
            words = heard.original(place, place + len(value))
            if value in _VAGUE:
                return None
            plain = re.sub(r"^(?:my|the|a|an)\s+", "", words, flags=re.IGNORECASE)
            query = replace(query, sender=plain) if kind == "sender" else replace(query, about=plain)
        elif value:
            return None
        elif kind in ("since", "until"):
            waiting = kind
        elif kind == "attached":
            query = replace(query, attachments=True)
    return None if waiting else query


def _dated(query: FindMail, how: str, named: AskedSpan) -> FindMail:
    if how == "since":
        return replace(query, since=named.since, says=named.says)
    if how == "until":
        return replace(query, until=named.since, before=named.says)
    return replace(query, since=named.since, until=named.until, says=named.says)
