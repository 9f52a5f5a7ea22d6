"""Wishes with slots: a set of mail to do something to, an answer to somebody, a line for calendar or list."""
# ruff: noqa: E501 (one line a way to say it)

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from osone.companion.skills.intents import Act, AddTask, CaptureLine, Intent, OpenOne, ReplyTo, Sweep, TickOff, Verb
from osone.companion.skills.mailbox import MAIL, VAGUE, mail_set
from osone.companion.skills.which import which
from osone.companion.skills.words import HeardWords
from osone.host.later import later
from osone.text.numbers import capitalled

if TYPE_CHECKING:
    from osone.queries import line as lines
else:
    lines = later("osone.queries.line")  # a large table of words, when the first line is said

READ, UNREAD = "read", "unread"
"""Both are the one verb, told which of them."""
_VERBS: tuple[tuple[str, str], ...] = (
    ("mail.archive", r"archive|done with|file(?: away)?|put away|clear(?: out| up)?|clean(?: out| up)?|empty"),
    ("mail.trash", r"delete|trash|bin|erase|wipe(?: out)?|throw (?:away|out)|get rid of|remove|dump"),
    ("mail.spam", r"junk|mark as (?:junk|spam)"),
    ("mail.star", r"star|flag"),
    ("mail.unstar", r"unstar|unflag"),
)
_SWEEPS = [
    *((re.compile(rf"(?:{words}) (?P<of>.+)"), verb) for verb, words in _VERBS),
    (re.compile(r"mark (?P<of>.+?) (?:as )?(?:read|seen)"), READ),
    (re.compile(r"mark (?P<of>.+?) (?:as )?(?:unread|unseen|new)"), UNREAD),
    (re.compile(r"mark (?P<of>.+?) (?:as )?(?:junk|spam)"), "mail.spam"),
    (re.compile(r"(?:move|put|throw) (?P<of>.+?) (?:to|into|in) (?:the |my )?archive"), "mail.archive"),
    (re.compile(r"(?:move|put|throw) (?P<of>.+?) (?:to|into|in) (?:the |my )?(?:trash|bin)"), "mail.trash"),
]
_STARS = [
    (re.compile(r"(?:un-star|remove the star (?:from|on|of)|take the star off(?: of)?) (?P<of>.+)"), "mail.unstar"),
    (re.compile(r"put (?:a|the) star (?:on|at|to) (?P<of>.+)"), "mail.star"),
    (re.compile(r"give (?P<of>.+) (?:a|the) star"), "mail.star"),
    (re.compile(r"mark (?P<of>.+?) (?:as )?(?:starred|star|important)"), "mail.star"),
    (re.compile(r"mark (?P<of>.+?) with a star"), "mail.star"),
]
_SNOOZES = [
    re.compile(r"(?:snooze|postpone|defer|put off) (?P<of>.+?) (?:until|till|to) (?P<when>.+)"),
    re.compile(r"put (?P<of>.+?) off (?:until|till|to) (?P<when>.+)"),
    re.compile(r"(?:snooze|put off) (?P<of>.+?) for (?P<long>(?:a|an|one|two|three|\d+) .+)"),
    re.compile(r"remind me (?:of|about) (?P<of>.+?) (?P<when>(?:later|tomorrow|tonight|next|this|on|at|in)\b.*)"),
]
_TOLD = re.compile(r"(?:i|i have|we) (?:have )?(?:finished|completed) (?P<of>.+)")
_TICKS = [
    re.compile(r"(?:mark|set) (?P<of>.+?) (?:as )?(?:done|complete|completed|finished)"),
    re.compile(r"(?:tick|check|cross|strike) (?P<of>.+?) off(?: (?:my |the )?list)?"),
    re.compile(r"(?:(?:tick|check|cross|strike) off|complete|finish) (?P<of>.+)"),
    _TOLD,
]
_OPENS = re.compile(r"(?:open|show|show me|display|go to|bring up|pull up|view) (?P<of>.+)")
_NAME = r"(?P<who>[^ ]+(?: [^ ]+){0,2}?)"
_SAYING = r"(?:that|saying(?: that)?|and (?:say|tell (?:him|her|them))(?: that)?|with the words|with)"
_REPLIES = [
    re.compile(rf"(?:reply|answer|respond|write back|write|e?mail|message|send (?:an? )?{MAIL}|text)(?: back)?(?: to)? {_NAME}"
               rf" {_SAYING} (?P<words>.+)"),
    re.compile(rf"(?:tell|let) {_NAME} (?:(?:know )?that|know(?: that)?) (?P<words>.+)"),
    re.compile(rf"tell {_NAME} (?P<words>(?:i|we|yes|no|it is|the|my)\b.+)"),
    re.compile(rf"(?:reply|answer|respond|write back)(?: back)? {_SAYING} (?P<words>.+)"),
    re.compile(rf"(?:write|draft|begin|start|compose)(?: an?| the| my)? (?:reply|answer|response)(?: to {_NAME})?"
               rf"(?: {_SAYING} (?P<words>.+))?"),
    re.compile(rf"(?:reply|answer|respond|write back) to {_NAME}"),
    re.compile(rf"(?:reply|answer|respond)(?: to)?(?: (?:it|this|that|this {MAIL}|that {MAIL}))?"),
]  # fmt: skip
_NO_NAME = frozenset(
    {
        "it",
        "this",
        "that",
        "everything",
        "me",
        "us",
        "about",
        "what",
        "where",
        "if",
        "when",
        "how",
        "why",
        "who",
        "which",
    }
)
_SHOWN = frozenset(["it", "this", "that", "him", "her", "them", "the", "the_mail"])

_PUTS = re.compile(
    r"(?:(?:add|put|schedule|book|block(?: out| off)?|plan|create|make|set up|arrange|enter|note(?: down)?|pencil in|"
    r"new|save|organi[sz]e|fix)(?: me| in)?(?: an?| the| my)?(?: new)?"
    r"(?: (?:event|appointment|entry|calendar (?:event|entry)|reminder|meeting(?= (?:called|named|for|about|to)\b))"
    r"(?: (?:called|named|titled|for|about|that says|saying|to))?)?) (?=\S)"
)
_ONTO = re.compile(
    r" (?:to|in|into|on|onto) (?:my |the )?(?:calendar|agenda|schedule|diary|list|todo list|to do list|tasks)$"
)
_MUST = re.compile(r"(?:i|we) (?:(?:have|need|ought|am supposed|have got) to|must|should) (?=\S)")
_NO_LINE = re.compile(
    r"(?:what|when|who|whom|whose|where|how|which|why|is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|"
    r"shall|should|may|might|i|we|he|she|they|you|it|that|this|there|my|if|whether|not|no|yes|hi|hello|hey|tell|show|"
    r"find|search|open|read|play|turn|switch|wake|set|start|stop|pause|resume|skip|increase|decrease|raise|lower|dim|"
    r"order|volume|music|alarm|timer|lights?|weather|news|cancel|move|delete|remove|reschedule|push|postpone|shift|"
    r"change|accept|decline|snooze|rename|edit|undo|archive|trash|star|unstar|mark|reply|answer|respond|forward|"
    r"give|let|list|look|check|get|convert|translate|calculate|define|describe|explain|recommend|suggest|say|sing|"
    r"repeat|increase|mute|unmute|drop|bring|thanks|thank|good|any|anything|everything|everyone|next|last|please|"
    r"know|see|ask|request|reserve|activate|instruct|be|get|purchase|connect|download|remove|erase|update|notify|alert|confirm|inform|silence|shut|clear|forget|disable|enable|off|on|at|in|for)\b"
)
"""A sentence that begins so is a question, a story or another wish, and no line for the calendar."""
_TO = re.compile(r" (?:to|until|till|on|for|by)$")
_ASIDE_WORDS = """
actually also again better but instead later maybe mean meant no oh perhaps rather sorry then too wait well"""
_ASIDES = frozenset(_ASIDE_WORDS.split())
"""Words that go with another time, and name nothing."""
_WORDS = re.compile(r"[^\W\d_]{2}")
TELLS = re.compile(r"\b(?:am|is|are|was|were|has|have|had|will|would|do|does|did|can|could|should|must|may|might)\b")
"""What a sentence has that tells something, and no name of an event does."""
NAME_WORDS = 8
"""Words of a name that is said with nothing before it: what is longer tells something."""


def wish(said: str, heard: HeardWords, now: datetime) -> Intent | None:
    """What is wished, where its slots are filled; else None."""
    return _ticked(heard) or _sweep(heard, now) or _reply(said, heard) or _line(said, heard, now)


def put_off(text: str) -> Intent | None:
    """What is to be snoozed of what was named before, and until when in words; else None."""
    for pattern in _SNOOZES:
        if (found := pattern.fullmatch(text)) is not None and (meant := which(found["of"])) is not None:
            named = found.groupdict()
            return Act(Verb.SNOOZE, meant, when=named.get("when") or f"in {named['long']}")
    return None


def points(text: str) -> Intent | None:
    """What is wished of something that was named before, or is before the person; else None."""
    for pattern, verb in (*_STARS, *_SWEEPS):
        found = pattern.fullmatch(text)
        meant = which(found["of"]) if found is not None else None
        if meant is None:
            continue
        if verb in (READ, UNREAD):
            return Act(Verb.UNREAD, meant, unread=verb == UNREAD)
        return Act(Verb(verb), meant)
    for pattern in _TICKS:
        if (found := pattern.fullmatch(text)) is not None and (meant := which(found["of"])) is not None:
            return TickOff(which=meant)
    if (found := _OPENS.fullmatch(text)) is not None and (meant := which(found["of"])) is not None:
        return OpenOne(meant)
    return None


def _ticked(heard: HeardWords) -> Intent | None:
    for pattern in _TICKS:
        if (found := pattern.fullmatch(heard.text)) is not None and found["of"] not in VAGUE:
            what = re.sub(
                r"^(?:(?:the|my) )?(?:task|todo) ", "", heard.original(*found.span("of")), flags=re.IGNORECASE
            )
            return TickOff(what, told=pattern is _TOLD)
    return None


def _sweep(heard: HeardWords, now: datetime) -> Intent | None:
    for pattern, verb in _SWEEPS:
        found = pattern.fullmatch(heard.text)
        if found is None:
            continue
        query = mail_set(heard.cut(*found.span("of")), now.date(), whole=True)
        if query is not None and verb in (READ, UNREAD):
            return Sweep("mail.unread", replace(query, unread=verb == READ), unread=verb == UNREAD)
        if query is not None:
            return Sweep(verb, query)
    return None


def _reply(said: str, heard: HeardWords) -> Intent | None:
    for pattern in _REPLIES:
        found = pattern.fullmatch(heard.text)
        if found is None:
            continue
        groups = found.groupdict()
        who = groups.get("who") or ""
        words = ""
        if groups.get("words"):
            words = _sentence(as_typed(said, heard.original(*found.span("words"))))
        if (meant := which(who)) is not None and meant.places:
            return ReplyTo("", words, meant)
        if who in VAGUE or who in _SHOWN or set(who.split()) & _NO_NAME:
            return ReplyTo("", words) if who in ("it", "this", "that", "him", "her", "them", "") else None
        return ReplyTo(heard.original(*found.span("who")) if who else "", words)
    return None


def as_typed(said: str, words: str) -> str:
    """These words as they stand in the sentence, with the signs between them."""
    parts = [re.escape(word) for word in words.split()]
    found = re.search(r"\W+?".join(parts) + r"[.!?…)]*", said.replace("’", "'"), re.IGNORECASE) if parts else None
    return found[0] if found else words


def _sentence(words: str) -> str:
    words = capitalled(re.sub(r"\bi\b(?!\.)", "I", words.strip()))
    words = words[:1].upper() + words[1:]
    return words if words[-1:] in ".!?…)" else f"{words}."


def _line(said: str, heard: HeardWords, now: datetime) -> Intent | None:
    """A line that the capture line would understand, said as a wish or as it would be written there."""
    text = heard.text
    puts = _PUTS.match(text)
    must = None if puts else _MUST.match(text)
    start = puts.end() if puts else must.end() if must else 0
    end = len(text)
    if onto := _ONTO.search(text, start):
        end = onto.start()
    elif not puts and not must and _NO_LINE.match(text):
        return None
    if start >= end or text[start:end].split()[0] in VAGUE - {"a", "an", "the", "my", "call"}:
        return None
    line = as_typed(said, heard.original(start, end)).rstrip(".!? ")
    told = lines.understand(line, now)
    event = told.event
    title = event.title if event is not None else told.task.title
    if (
        not _WORDS.search(title)
        or which(_TO.sub("", title.casefold())) is not None
        or set(title.casefold().split()) <= VAGUE | _ASIDES
        or (title.strip() == line.strip() and event is not None)
    ):
        return None
    if event is None or must is not None:
        due = told.task.due is not None
        return AddTask(line[0].upper() + line[1:]) if must is not None and due else None
    asked = puts is not None or onto is not None
    if not asked and (TELLS.search(title.casefold()) or len(title.split()) > NAME_WORDS):
        return None
    if told.kind == lines.EVENT or (asked and not _does(told.kind, line)):
        return CaptureLine(line, event=True)
    return CaptureLine(line, event=False) if asked or told.task.due is not None else None


def _does(kind: str, line: str) -> bool:
    """Whether a line that has a day is a thing to do, rather than one that happens."""
    return kind == lines.TASK and lines.does(line)
