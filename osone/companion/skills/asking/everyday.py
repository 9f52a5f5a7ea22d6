"""Wishes in everyday words: a task moved or struck by its name, an event called off, something passed on, a manner."""
# ruff: noqa: E501 (one line a way to say it)

import re
from collections.abc import Callable
from datetime import datetime

from osone.companion.skills.asking.places import zone_of
from osone.companion.skills.asking.questions import slot_in
from osone.companion.skills.intents import (
    BlockSender,
    CancelEvent,
    DropTask,
    ForwardTo,
    HowShort,
    Intent,
    InvitationOf,
    MoveTask,
    Promised,
    ReviseNamed,
    SaidDone,
    TimeIn,
)
from osone.companion.skills.mailbox import MAIL, VAGUE
from osone.companion.skills.which import which
from osone.companion.skills.words import HeardWords

_TASK = r"(?:(?:the|my|that|this) )?(?:tasks?|todos?|item|entry)"
_EVENT = r"(?:meetings?|appointments?|events?|calls?|lunch|dinner|breakfast|coffee|drinks|class|lesson|session|visit|date|booking|reservation|rehearsal|interview|review|party|concert)"
_MOVES = [
    re.compile(
        r"(?:move|postpone|push|put off|defer|reschedule|delay|shift|change|bring forward)(?: back| off| forward)? (?P<of>.+?)(?: back| off| forward)? (?P<when>(?:to|until|till|for|by|on) .+)"
    ),
    re.compile(
        r"(?:make|set) (?P<of>it|that|this|that one|the (?:first|second|third|last)(?: one)?) (?:due )?(?P<when>(?:for |on |to |by |at )?.+)"
    ),
]
_BY = r"(?:an?|one|two|three|four|five|six|half an?|\d{1,3}) (?:min(?:ute)?s?|hours?|days?|weeks?)"
_SHIFTS = [
    re.compile(
        rf"(?:move|postpone|push|put off|defer|reschedule|delay|shift|change|make) (?P<of>.+?) (?P<when>{_BY} (?:later|earlier|longer|shorter))"
    ),
    re.compile(rf"(?P<on>bring forward) (?P<of>.+?) (?P<when>by {_BY})"),
    re.compile(rf"(?P<on>bring) (?P<of>.+?) forward (?P<when>by {_BY})"),
    re.compile(
        rf"(?:move|postpone|push|put off|defer|delay|shift)(?: back| off)? (?P<of>.+?)(?: back| off)? (?P<when>by {_BY})"
    ),
]
"""How far from when it is: that is said of events, for tasks have days."""
_HOUR_WORD = r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
_RENAMES = [
    re.compile(r"rename (?P<of>.+?) (?:to|as|into) (?P<title>.+)"),
    re.compile(r"(?:change|set) the (?:name|title) of (?P<of>.+?) to (?P<title>.+)"),
    re.compile(r"(?:change|set|move) the (?:place|location|venue) of (?P<of>.+?) to (?P<place>.+)"),
]
_ALL_OF = re.compile(r"^(?:all(?: of)?(?: the| my)?|every|each|the whole series of|the series of) ")
_DROPS = [
    re.compile(
        rf"(?:delete|remove|drop|strike|scratch|erase|cancel|forget|get rid of) {_TASK} (?:about |called |named |to |for |of |with |that says )?(?P<of>.+)"
    ),
    re.compile(
        r"(?:delete|remove|drop|strike|scratch|erase|take|cross) (?P<of>.+?) (?:from|off|out of) (?:my |the )?(?:list|tasks?|todos?|todo list|to do list|task list)"
    ),
    re.compile(
        rf"(?:delete|remove|drop|cancel) (?:the |my )?(?P<of>.+?) {_TASK.removeprefix('(?:(?:the|my|that|this) )?')}"
    ),
]
_CANCELS = [
    re.compile(
        rf"(?:cancel|call off|scrap|delete|remove|drop) (?:my |the |our )?(?P<of>(?:.+ )?{_EVENT}(?: (?:with|at|in|about|for|on) .+)?|next {_EVENT})"
    ),
    re.compile(
        r"(?:delete|remove|take|drop|erase|strike) (?P<of>.+?) (?:from|off|out of) (?:my |the )?(?:calendar|agenda|schedule|diary)"
    ),
    re.compile(r"(?:cancel|call off) (?:my |the |our )?(?P<of>.+)"),
]
_FORWARDS = [
    re.compile(r"(?:forward|pass on|send on) (?P<of>.+?) (?:to|on to|along to) (?P<who>[^ ]+(?: [^ ]+){0,2})"),
]
_BLOCKS = re.compile(
    rf"(?P<off>un)?-?block (?:(?:any |all |more |every )?(?:{MAIL}|mails|emails|messages|mail|everything)(?: coming)? from )?"
    r"(?P<who>(?:(?:the|this|that) (?:sender|person|address)|them|him|her)|[^ ]+(?: [^ ]+){0,2})"
)
_THE_SENDER = re.compile(r"(?:the|this|that) (?:sender|person|address)|them|him|her|this|that|it")
_NO_SENDER = re.compile(r"(?:an?|the|my|our|some|off|out|time|half|all|every|for|in|on|at|from|until|any|\d+)\b")
"""How what is blocked begins where it is time in a calendar."""
_SAID_DONE = re.compile(
    r"(?:i|we) (?:have |had )?(?:already |just |finally |now )*(?P<did>[a-z]+(?:ed|en|nt|ght|de|id|ld|ok|ew|ot|ut|um|ung|ld|one|ave|ell|ind)|sent|paid|made|read|met|put) (?P<of>.+)"
)
_PROMISED = re.compile(
    r"(?:what (?:did|have|had) (?:i|we)(?: ever)? (?:promised?|tell|told|say to|said to|owe)|what do (?:i|we) owe|(?:did|have) (?:i|we) promised?) (?P<who>[^ ]+(?: [^ ]+){0,2}?)(?: anything| something)?"
)
_ACCEPTS = re.compile(
    rf"(?:accept|say yes to|take up|confirm) (?:the |that |this )?(?:(?P<who>[^ ]+(?: [^ ]+)?)'s? )?(?:invitation|invite|{MAIL} invitation)(?: (?:from|by|of) (?P<from>[^ ]+(?: [^ ]+){{0,2}}))?"
)
_TIMES = [
    re.compile(
        r"(?:what is|what's|tell me) the (?:current )?(?:time|hour) (?:now )?(?:in|at|for) (?P<place>.+?)(?: now| right now)?"
    ),
    re.compile(
        r"(?:what|which) time (?:is it|do they have|have they got)(?: now| right now| currently)? (?:in|at|over in) (?P<place>.+?)(?: now| right now)?"
    ),
    re.compile(r"how late is it (?:now )?in (?P<place>.+)"),
    re.compile(r"(?:time|current time) in (?P<place>.+)"),
    re.compile(
        r"(?:is it|are they) (?:already |still )?(?:morning|night|day|late|early|asleep|awake) in (?P<place>.+)"
    ),
]
_SHORTER = re.compile(
    r"(?:talk|speak|say|write|chat) (?:a (?:bit|little) |much )?(?:less|shorter)|(?:be|answer|reply|keep it)(?: (?:a (?:bit|little)|much|more))* (?:brief|briefer|briefly|short|shorter|concise|terse|quieter|to the point)|"
    r"(?:you talk|that is|you are) (?:way |far )?(?:too (?:much|long|wordy|chatty)|so (?:long|wordy|chatty))|less (?:talk|talking|words|chatter)|(?:give me )?shorter (?:answers|replies)(?: please)?|fewer words"
)
_LONGER = re.compile(
    r"(?:talk|say|tell me|write|chat) (?:a (?:bit|little) )?more|(?:be|answer)(?: (?:a (?:bit|little)|much|more))* (?:chatty|chattier|talkative|detailed|longer)|(?:give me )?longer (?:answers|replies)|you are too (?:brief|short|terse)"
)
_PAST = {
    "booked": "book", "called": "call", "bought": "buy", "sent": "send", "paid": "pay", "told": "tell", "wrote": "write",
    "written": "write", "read": "read", "found": "find", "gave": "give", "given": "give", "took": "take", "taken": "take",
    "made": "make", "brought": "bring", "got": "get", "did": "do", "done": "do", "put": "put", "rang": "ring", "rung": "ring",
}  # fmt: skip
_NOT_DONE = frozenset(["need", "dreamt", "dreamed", "wanted", "promised", "stopped", "started", "liked", "loved", "hated", "thought", "heard", "talked", "walked", "tried",
                       "hoped", "wished", "used", "seemed", "decided", "missed", "needed", "felt"])  # fmt: skip


def everyday(heard: HeardWords, now: datetime) -> Intent | None:
    """What is wished in everyday words, where its slots are filled; else None."""
    return next((intent for read in _READERS if (intent := read(heard, now)) is not None), None)


def _moved(heard: HeardWords, now: datetime) -> Intent | None:
    for pattern in _SHIFTS:
        if (found := pattern.fullmatch(heard.text)) is not None and found["of"] not in VAGUE - {"it", "this", "that"}:
            meant = which(found["of"])
            of = "" if meant is not None else _bare(heard.original(*found.span("of")))
            when = ("forward " if "on" in found.groupdict() else "") + heard.original(*found.span("when"))
            return MoveTask(of, when, meant)
    for pattern in _MOVES:
        found = pattern.fullmatch(heard.text)
        if found is None:
            continue
        start, end = found.span("when")
        when = heard.original(start, end)
        slot, bare = slot_in(heard.cut(start, end), now)
        if slot is None or bare not in ("", "to", "until", "till", "for", "by", "on"):
            if re.fullmatch(
                r"to (?:the |my )?(?:archive|trash|bin|inbox|spam|junk|top|bottom|end|calendar|list).*", found["when"]
            ):
                return None
            if not re.search(rf"\d|noon|midnight|{_HOUR_WORD}", when, re.IGNORECASE):
                continue
        meant = which(found["of"])
        words = re.sub(r"^(?:to|until|till|for|by|on) ", "", when, flags=re.IGNORECASE)
        if meant is not None:
            return MoveTask("", words, meant)
        if found["of"] in VAGUE or re.search(rf"\b{MAIL}\b", found["of"]):
            continue
        return MoveTask(_bare(heard.original(*found.span("of"))), words)
    return None


def _bare(words: str) -> str:
    return re.sub(rf"^(?:{_TASK} (?:about |called |to )?|(?:the|my|our) )", "", words, flags=re.IGNORECASE)


def _dropped(heard: HeardWords, _now: datetime) -> Intent | None:
    for pattern in _DROPS:
        found = pattern.fullmatch(heard.text)
        if found is not None and found["of"] not in VAGUE and which(found["of"]) is None:
            return DropTask(_bare(heard.original(*found.span("of"))))
    return None


def _cancelled(heard: HeardWords, now: datetime) -> Intent | None:
    slot, bare = slot_in(heard, now)
    for pattern in _CANCELS:
        found = pattern.fullmatch(bare)
        if (
            found is None
            or found["of"] in VAGUE
            or which(found["of"]) is not None
            or re.search(rf"\b{MAIL}\b", found["of"])
        ):
            continue
        every = _ALL_OF.match(found["of"])
        what = re.sub(r"^(?:next|upcoming|the|my|our) ", "", _ALL_OF.sub("", found["of"]))
        at = heard.text.find(what)
        named = heard.original(at, at + len(what)) if at >= 0 else what
        return CancelEvent(named, slot, every=every is not None)
    return None


def _revised(heard: HeardWords, _now: datetime) -> Intent | None:
    for pattern in _RENAMES:
        found = pattern.fullmatch(heard.text)
        if found is None or found["of"] in ("you", "yourself", "me", "my companion", "the companion"):
            continue
        meant = which(found["of"])
        of = "" if meant is not None else _bare(heard.original(*found.span("of")))
        new = {name: heard.original(*found.span(name)) for name in ("title", "place") if name in found.groupdict()}
        return ReviseNamed(of, new.get("title", ""), new.get("place", ""), meant)
    return None


def _forwarded(heard: HeardWords, _now: datetime) -> Intent | None:
    for pattern in _FORWARDS:
        found = pattern.fullmatch(heard.text)
        if found is None or set(found["who"].split()) & VAGUE:
            continue
        who = heard.original(*found.span("who"))
        meant = which(found["of"])
        if meant is not None or found["of"] in VAGUE:
            return ForwardTo(who, "", meant)
        what = re.sub(rf"^(?:(?:the|my|that|this|his|her) )?(?:{MAIL} (?:about|with|on|from|of) (?:the )?)?", "",
                      heard.original(*found.span("of")), flags=re.IGNORECASE)  # fmt: skip
        return ForwardTo(who, what, None) if what else None
    return None


def _blocked(heard: HeardWords, now: datetime) -> Intent | None:
    found = _BLOCKS.fullmatch(heard.text)
    if found is None:
        return None
    off = found["off"] is not None
    if _THE_SENDER.fullmatch(found["who"]):
        return BlockSender("", off)
    # To block time for something is another thing.
    if _NO_SENDER.match(found["who"]) or found["who"] in VAGUE or slot_in(heard, now)[0] is not None:
        return None
    return BlockSender(heard.original(*found.span("who")), off)


def done(heard: HeardWords) -> Intent | None:
    """What a person tells that they did, which may be a task of theirs."""
    found = _SAID_DONE.fullmatch(heard.text)
    if found is None or found["did"] in _NOT_DONE or found["of"] in VAGUE or which(found["of"]) is not None:
        return None
    return SaidDone(
        found["did"], _PAST.get(found["did"], found["did"].removesuffix("ed")), heard.original(*found.span("of"))
    )


def _promised(heard: HeardWords, _now: datetime) -> Intent | None:
    found = _PROMISED.fullmatch(heard.text)
    if found is None or found["who"] in VAGUE or found["who"].split()[0] in ("you", "we", "i"):
        return None
    return Promised(heard.original(*found.span("who")))


def _accepted(heard: HeardWords, _now: datetime) -> Intent | None:
    found = _ACCEPTS.fullmatch(heard.text)
    if found is None:
        return None
    group = "who" if found["who"] else "from"
    name = heard.original(*found.span(group)) if found[group] else ""
    return InvitationOf(re.sub(r"['’]s?$", "", name))


def _time(heard: HeardWords, _now: datetime) -> Intent | None:
    for pattern in _TIMES:
        found = pattern.fullmatch(heard.text)
        if found is not None and found["place"] not in VAGUE:
            place = heard.original(*found.span("place"))
            return TimeIn(place, zone_of(found["place"]))
    return None


def _manner(heard: HeardWords, _now: datetime) -> Intent | None:
    if _SHORTER.fullmatch(heard.text):
        return HowShort("brief")
    return HowShort("chatty") if _LONGER.fullmatch(heard.text) else None


_READERS: tuple[Callable[[HeardWords, datetime], Intent | None], ...] = (
    _time, _manner, _promised, _accepted, _forwarded, _blocked, _dropped, _moved, _revised, _cancelled,
)  # fmt: skip
