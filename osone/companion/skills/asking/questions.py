"""Questions of any wording as a frame with slots: the time in it, whom or what it names, and which mail it means."""
# ruff: noqa: E501 (one line a way to say it)

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from osone.calendar.grammar.meaning import SpanKind
from osone.companion.skills.intents import (
    Agenda,
    Between,
    FindMail,
    Free,
    HowMany,
    Intent,
    LastFrom,
    NextUp,
    OpenTasks,
    ShownTime,
    Slot,
    WhatWanted,
    WhenIs,
    WhoIs,
    WhoWrote,
)
from osone.companion.skills.mailbox import MAIL, mail_set
from osone.companion.skills.when import AskedSpan, span
from osone.companion.skills.words import HeardWords
from osone.host.later import later
from osone.text.numbers import capitalled

if TYPE_CHECKING:
    from osone.calendar.grammar import moments
else:
    moments = later("osone.calendar.grammar.moments")  # a large table of words, when the first question is asked

_ASIDE = re.compile(
    r"(?:(?:and|so|but|tell me|do you know|(?:can|could) you (?:tell|say)(?: me)?|say|i wonder|remind me|"
    r"do you remember|"
    r"i (?:want|would like|need) to know|let me know|look up|check|find out|see) )+"
    r"(?=(?:what|when|who|whom|where|how|which|if|whether|am|are|is|do|did|has|have)\b)"
)
_IF = re.compile(r"(?:if|whether) (?:(?P<i>i|we) (?P<am>am|are|have|had)|(?P<is>there is|it is)) ")
_WHAT_ABOUT = re.compile(r"(?:and )?(?:(?:what|how) (?:about|of) )?(?=\w)")
_LEAD = re.compile(r"(?:^| )(?:on|at|for|in|during|this|by|over|around|about|of|due|from|since|the|between|as of)$")
_IT = (
    r"(?:it|this|that|this one|that one|he|she|they|him|her|them|the (?:sender|writer|event|invitation|meeting)|(?:this|that) (?:event|invitation|meeting|appointment|thing|party)|"
    + (rf"(?:this|that|the) {MAIL}|these|those)")
)
_THING = r"(?:(?:thing|one|event|meeting|appointment|engagement|call|item|entry|stop|date|plan)s?)"
_WHO = r"(?P<who>[^ ]+(?: [^ ]+){0,3}?)"
_FREE = r"(?P<state>free|available|open|around|unoccupied|busy|booked(?: up)?|occupied|tied up|engaged|taken)"
_BUSY = frozenset({"busy", "booked", "booked up", "occupied", "tied up", "engaged", "taken"})
_NOBODY_WORDS = """
i me you we us the doing singing going coming a an in on at waiting free busy next first last here there my your our it this
that what everyone anyone someone nobody responsible available awake calling"""
_NOBODY = frozenset(_NOBODY_WORDS.split())
_NOT_ON_WORDS = """
you your yours we us everyone everything anything something nothing there here"""
_NOT_ON = frozenset(_NOT_ON_WORDS.split())
_OWN_WORDS = """
my our the a an"""
_OWN = frozenset(_OWN_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question without its time."""

    text: str
    slot: Slot | None
    now: datetime
    heard: HeardWords

    def named(self, words: str) -> str:
        """Words of the question as they were typed."""
        at = self.heard.text.find(words)
        return self.heard.original(at, at + len(words)).removesuffix("'s").removesuffix("’s") if at >= 0 else words


def slot_in(heard: HeardWords, now: datetime) -> tuple[Slot | None, str]:
    """The time that stands in a sentence, and the sentence without it."""
    text = heard.text
    found = [one for one in moments.find(text, now) if one.at is not None and not one.rule]
    if not found:
        return None, text
    first = found[0]
    assert first.at is not None
    timed = first.timed or first.kind is SpanKind.TIME
    until = first.until or (first.at if timed else first.at + timedelta(days=1))
    says = capitalled(heard.original(first.start, first.end))
    bare = text
    for one in reversed(found):
        if one is not first and one.at != first.at:
            continue
        lead = _LEAD.search(bare[: one.start].rstrip())
        if one is first and ("since" in (lead[0] if lead else "") or text[one.start :].startswith("since ")):
            until, timed = max(until, now + timedelta(seconds=1)), False
            says = f"since {says.removeprefix('since ')}"
        start = lead.start() if lead else one.start
        bare = f"{bare[:start]} {bare[one.end :]}"
    return Slot(first.at, until, timed, says), " ".join(bare.split())


def question(heard: HeardWords, now: datetime) -> Intent | None:
    """What is asked, where the question has one of our frames and its slots are filled; else None."""
    if aside := _ASIDE.match(heard.text):
        heard = heard.cut(aside.end(), len(heard.text))
    slot, bare = slot_in(heard, now)
    if found := _IF.match(bare):
        turned = f"{found['am']} {found['i']} " if found["i"] else ("is there " if "there" in found[0] else "is it ")
        bare = turned + bare[found.end() :]
    asked = _Asked(bare, slot, now, heard)
    for frame, make in _FRAMES:
        if (match := frame.fullmatch(bare)) is not None and (intent := make(match, asked)) is not None:
            return intent
    return None


_MEETS = re.compile(
    r"^(?:(?:be|being|have|having|got|meet|meeting|see|seeing|go|going|visit|visiting|get|need|due|supposed|expected|"
    r"to|with|at|the|a|an|my|our|next)\b ?(?!$))+|^(?:have|need|supposed) to(?: be| go)?$"
)
"""What one does with something, before its name."""


def _today(now: datetime, says: str = "today") -> Slot:
    first = datetime.combine(now.date(), time(), now.tzinfo)
    return Slot(first, first + timedelta(days=1), False, says)


def _free(match: re.Match[str], asked: _Asked) -> Intent | None:
    state = match.groupdict().get("state") or "free"
    return Free(asked.slot or _today(asked.now), busy=state in _BUSY)


def _room(match: re.Match[str], asked: _Asked) -> Intent | None:
    return Free(asked.slot or _today(asked.now), room=True)


def _free_then(match: re.Match[str], asked: _Asked) -> Intent | None:
    return _free(match, asked) if asked.slot is not None else None


def _free_at(match: re.Match[str], asked: _Asked) -> Intent | None:
    return _free(match, asked) if asked.slot is not None and asked.slot.timed else None


def _gaps(_match: re.Match[str], asked: _Asked) -> Intent:
    return Free(asked.slot or _today(asked.now), gaps=True)


def _about_time(match: re.Match[str], asked: _Asked) -> Intent | None:
    lead = _WHAT_ABOUT.match(asked.heard.text)
    if lead is None:
        return None
    heard = asked.heard.cut(lead.end(), len(asked.heard.text))
    slot, bare = slot_in(heard, asked.now)
    return None if bare else _between(match, _Asked(bare, slot, asked.now, heard))


def _between(_match: re.Match[str], asked: _Asked) -> Intent | None:
    if asked.slot is None:
        return None
    return Between(asked.slot) if asked.slot.timed else Agenda(days_of(asked.slot))


def days_of(slot: Slot) -> AskedSpan:
    """The whole days that a time touches."""
    last = slot.until - timedelta(microseconds=1)
    says = re.sub(r"^(?:on|in|at|for|during|over) ", "", slot.says)
    return AskedSpan(slot.since.date(), last.date() + timedelta(days=1), says)


def _unit(match: re.Match[str], asked: _Asked) -> Intent | None:
    named = span("today" if match["unit"] == "day" else f"this {match['unit']}", asked.now.date())
    return Agenda(named) if named is not None and asked.slot is None else None


def _to_do(_match: re.Match[str], asked: _Asked) -> Intent:
    return Agenda(days_of(asked.slot or _today(asked.now)), "tasks")


def _overdue(_match: re.Match[str], _asked: _Asked) -> Intent:
    return HowMany("overdue")


def _next(_match: re.Match[str], asked: _Asked) -> Intent:
    return NextUp(asked.slot)


def _end(match: re.Match[str], asked: _Asked) -> Intent:
    last = match["end"] in ("last", "end", "finish", "stop", "over", "done", "finished")
    return NextUp(asked.slot or _today(asked.now), last=last)


def _when(match: re.Match[str], asked: _Asked) -> Intent | None:
    what = _MEETS.sub("", match["what"])
    where = asked.text.startswith("where")
    if what.strip() in ("", "to", "have to", "be"):
        return _between(match, asked)
    if re.fullmatch(_IT, what):
        return ShownTime()
    if (
        what.split()[0] == "it"
        or set(what.split()) & (_NOT_ON | {"i"})
        or re.search(rf"\b{MAIL}\b", what)
        or what in _OWN
    ):
        return None
    return WhenIs(asked.named(what), where, asked.slot)


def _person(match: re.Match[str], asked: _Asked) -> str | None:
    """The name that stands where somebody does; empty for who is before the person, None for what is no name."""
    who = match["who"]
    if re.fullmatch(_IT, who):
        return ""
    words = who.split()
    if words[0] in _NOBODY or words[-1] in _NOBODY or re.search(rf"\b{MAIL}\b", who) or not words[0][0].isalpha():
        return None
    return asked.named(who)


def _who(match: re.Match[str], asked: _Asked) -> Intent | None:
    name = _person(match, asked)
    return None if name is None or asked.slot is not None else WhoIs(name)


def _listed(match: re.Match[str], asked: _Asked) -> Intent | None:
    named = match["list"]
    if named in ("todo", "do", "task", "to"):
        return OpenTasks()
    return OpenTasks(named) if asked.slot is None and named not in ("mailing", "guest", "price", "waiting") else None


def _whose(_match: re.Match[str], _asked: _Asked) -> Intent:
    return WhoIs("")


def _wrote(_match: re.Match[str], asked: _Asked) -> Intent | None:
    slot = asked.slot or _today(asked.now)
    if slot.since > asked.now:  # "who wrote on monday" asks for the one that was
        slot = Slot(slot.since - timedelta(days=7), slot.until - timedelta(days=7), slot.timed, slot.says)
    return WhoWrote(slot) if slot.since <= asked.now else None


def _wanted(match: re.Match[str], asked: _Asked) -> Intent | None:
    name = _person(match, asked)
    return None if name is None else WhatWanted(name)


def _about(_match: re.Match[str], _asked: _Asked) -> Intent:
    return WhatWanted()


def _last(match: re.Match[str], asked: _Asked) -> Intent | None:
    name = _person(match, asked)
    return LastFrom(name) if name else None


def _answered(match: re.Match[str], asked: _Asked) -> Intent | None:
    name = _person(match, asked)
    return LastFrom(name, answered=True) if name and asked.slot is None else None


def _many(match: re.Match[str], asked: _Asked) -> Intent | None:
    of = match["of"].strip()
    if re.search(r"\b(?:tasks?|todos?|things (?:to do|on my list|left|due))\b", of):
        return HowMany("overdue" if re.search(r"\b(?:overdue|late)\b", of) else "tasks", asked.slot)
    if re.fullmatch(r"(?:people|persons|things|conversations|mails|messages) .*(?:wait(?:ing)?|need)\b.*", of):
        return HowMany("needs")
    if re.match(r"(?:(?:upcoming|more|my|the) )*(?:events|meetings|appointments|calls|engagements)\b", of):
        return HowMany("events", asked.slot or _today(asked.now))
    # The words behind the noun ("from Bo", "since Monday") stand in the sentence as it was heard, with their time.
    whole = asked.heard.text
    start = whole.find(of.split()[0], match.start("of"))
    tail = re.search(
        r" (?:(?:do|have|are|did|is|were) (?:i|we|there)(?: (?:have|got|get|received))?|(?:are|is)(?= |$))(?: (?:left|there))?(?= |$)",
        whole,
    )
    kept = asked.heard.cut(start, tail.start()) if tail and start < tail.start() else asked.heard.cut(start, len(whole))
    if tail and tail.end() < len(whole):
        rest = asked.heard.cut(tail.end() + 1, len(whole))
        kept = HeardWords(kept.words + rest.words, kept.originals + rest.originals)
    found = mail_set(kept, asked.now.date())
    return HowMany(found) if isinstance(found, FindMail) else None


def _add_shown(_match: re.Match[str], asked: _Asked) -> Intent | None:
    return ShownTime(add=True) if asked.slot is None else None


_I = r"(?:i|we)"
_WRITE = (
    r"(?:wrote|written|write|writing|e?mailed|e?mail|messaged|message|sent|send|contacted|contact|replied|answered)"
)
_ANYBODY = r"(?:anyone|anybody|someone|somebody)"
_WHENCE = r"(?:when|what time|at what time|at which time|what day|which day|on what day|on which day|what date|how soon|where)"
_CAL = r"(?:calendar|agenda|schedule|diary)"
_SOURCES: tuple[tuple[str, Callable[[re.Match[str], _Asked], Intent | None]], ...] = (
    # Something of what is before the person.
    (rf"(?:please )?(?:add|put|save|copy|enter|note|write|get|move)(?: down)? {_IT}(?: down)? (?:to|in|into|on|onto) "
     rf"(?:my |the )?{_CAL}", _add_shown),
    (rf"(?:save the date|{_CAL} (?:it|this|that)|(?:schedule|book) (?:it|this|that))", _add_shown),
    (rf"(?:what|who) (?:is|was) {_IT} (?:all )?(?:about|on about|saying)", _about),
    (rf"(?:summari[sz]e|sum up|give me the gist of|what is the gist of) {_IT}", _about),
    (rf"who (?:sent|wrote|is|was) (?:me )?{_IT}(?: (?:from|by))?", _whose),
    # Free or not.
    (rf"(?:(?:am|are|will|was|would) {_I}(?: be)?|{_I} (?:am|are)) (?:still |also |really |all |totally )?{_FREE}"
     rf"(?: (?:to|for|at|with|or|then)\b.*)?", _free),
    (rf"(?:do|have|will|would|am) {_I}(?: got| have)? (?:any |some |enough |the |a |an |still )?(?:free |spare |open )*"
     rf"(?:time|room|space|slots?|gaps?|openings?|availability|hour|moment|minute|capacity)(?: free| left| off)?"
     rf"(?: (?:to|for|with|in)\b.*)?", _room),
    (rf"(?:is|are) (?:it |that |there |there any |there some |my {_CAL} |my (?:day|time) )?"
     rf"(?:{_FREE}|time|room|space|a (?:slot|gap))(?: (?:to|for|with|in)\b.*)?", _free_then),
    (rf"(?:can|could|shall|should|may|will|would) {_I} (?:do|make|fit|meet|see|have|take|go|come|squeeze|join)\b.*",
     _free_at),
    (r"(?:does|would|is|will) (?:work|suit|do|fine|ok|okay|good|possible)(?: for me| be ok| be fine)?", _free_then),
    (rf"when (?:am|are|will|do|have|could|can) {_I} (?:be |have |got )?(?:free|available|time|some time|a gap|a free "
     rf"(?:slot|hour))(?: (?:to|for|with)\b.*)?", _gaps),
    # What comes, first and last.
    (rf"(?:and |so )?(?:what|who|where|which)? ?(?:is|are|comes?|do {_I} have|have {_I} got|am i doing|happens|have {_I})?"
     rf"(?: {_I} have to be| to be)?(?: (?:my|the|our))?(?: (?:coming|up))?(?: ?(?:next|following|up next))"
     rf"(?: (?:up|{_THING}))?(?: (?:on|in) (?:my|the) {_CAL}| for me| on| then| to do| planned| today)?", _next),
    (rf"(?:what|when|where|which|who) (?:is|are) (?:my|the|our) (?:very )?next {_THING}(?: .{{0,20}}{_CAL})?", _next),
    (rf"(?:what|when|which|where|who) (?:is|was|do {_I} have|have {_I}|starts|comes)?(?: (?:my|the|our))? ?"
     rf"(?P<end>first|last)(?: {_THING})?(?: (?:of|in|on) (?:the|my) (?:day|{_CAL}))?(?: planned| on)?", _end),
    (rf"(?:when|what time|at what time) (?:does|do|will|is) (?:my (?:day|work|workday)|the day|{_I}) "
     rf"(?P<end>start|begin|end|finish|stop|over|done|finished)", _end),
    (rf"(?:when|what time) am {_I} (?P<end>done|finished)", _end),
    (rf"(?:what|who) (?:is|are|do {_I} have|have {_I} got|am {_I} doing|happens|have {_I}|is there|am {_I} up to)"
     rf"(?: (?:on|planned|up|going on|happening|scheduled|there|in my {_CAL}|on my {_CAL}))?", _between),
    (rf"(?:(?:do|have) {_I} (?:have |got )?|is there |are there )?(?:anything|something|any {_THING}|an? {_THING})"
     rf"(?: (?:on|planned|scheduled|else|happening|going on|to do))?(?: (?:on|in) my {_CAL})?", _between),
    (rf"what (?:did {_I} (?:do|have(?: on)?)|was(?: on| there| happening)?|have {_I} done|about|happened)", _between),
    (r"(?:how|what) (?:is|does|was|are) (?:my|the) (?P<unit>day|week|month|weekend|year)(?: look(?:ing)?)?(?: like)?", _unit),
    (r"(?:what (?:is|are)|show me|which(?: tasks)? (?:is|are)|anything) (?:late|overdue)(?: tasks)?", _overdue),
    (rf"what (?:else )?(?:do {_I} (?:still )?(?:have|need|got)|must {_I}|should {_I}|have {_I}(?: still)? got)(?: left)?(?: to)? "
     rf"(?:do|get done|finish|to do)(?: still)?", _to_do),
    (r"(?:and )?(?:what|how)(?: about| of)?|and", _about_time),
    # People and their mail.
    (rf"(?:(?:has|have|did) {_ANYBODY}|who(?: (?:all|else))?(?: has| have| did)?|which people(?: have)?|who is it that)"
     rf" {_WRITE}(?: (?:to|with|back|in))*(?: (?:me|us))?(?: back)?(?: (?:an?|any|some|new|the))*(?: {MAIL})?", _wrote),
    (rf"(?:who|whom) (?:did|have|do) {_I} (?:hear|heard|get|got|have|receive|received)(?: (?:any|an?|some|new))*"
     rf"(?: {MAIL})?(?: (?:from|by))?", _wrote),
    (rf"(?:(?:is|are) there |do {_I} have |have {_I} got |did {_I} get )?(?:any |some )?(?:new )?{MAIL} (?:from|by) "
     rf"(?:{_ANYBODY}|people)", _wrote),
    (rf"(?:did|has|have) {_WHO} (?:already |ever |yet )?(?:answer|answered|reply|replied|respond|responded|write back"
     rf"|written back|wrote back|got back|get back|got back)(?: to)?(?: (?:me|us|my {MAIL}))?(?: (?:yet|already|back))*",
     _answered),
    (rf"when (?:did|have) {_I} (?:last )?(?:hear|heard|get|got|receive|received|have|had)(?: last)?(?: (?:any|an?|the|some))?"
     rf"(?: last)?(?: {MAIL})?(?: last)? from {_WHO}(?: last)?", _last),
    (rf"when (?:did|was|has) {_WHO} (?:last )?(?:write|wrote|e?mail|message|answer|reply|contact|send)\b.*", _last),
    (rf"when was (?:the )?last (?:time )?(?:(?:that )?{_I} heard|{MAIL}) from {_WHO}", _last),
    (rf"what (?:did|does|do|is|was|has|would) {_WHO} (?:want|wants|wanted|need|needs|needed|ask|asks|asked|asking|say|says|"
     rf"said|after|on about|expect|expects|expecting|require|waiting for)(?: (?:from|of|me|us|for|about|to|know))*"
     rf"(?: (?:in|with) .*{MAIL})?", _wanted),
    (rf"what is (?:the )?(?:last |latest |newest )?{MAIL} (?:from|by) {_WHO} about", _wanted),
    (rf"(?:summari[sz]e|sum up) (?:the |what )?(?:last |latest |newest )?(?:{MAIL} )?(?:from|by) {_WHO}", _wanted),
    (rf"what is {_WHO}(?:'s|s') (?:e?mail )?(?:address|contact|contact details|e?mail)", _who),
    (rf"(?:how (?:can|do) {_I} (?:reach|contact)|do (?:i|you|we) know|have {_I} (?:ever )?met) {_WHO}", _who),
    (rf"(?:tell me|what do (?:you|i|we) know|what do you have|remind me) (?:more )?(?:about|of) {_WHO}", _who),
    (rf"(?:who|whom) (?:is|was|are) (?:this |that )?(?:person )?{_WHO}(?: again| anyway| exactly)?", _who),
    (r"(?:what is|what do (?:i|we) have|what have (?:i|we)(?: got)?|show me what is|read me|read|show me|tell me what is|list"
     r"|(?:is there )?anything|what)(?: on)?(?: my| the| our)+ (?P<list>[a-z]+) list", _listed),
    # Counts.
    (r"(?:how many|how much|what is the (?:total )?number of|(?:the )?(?:total )?number of|count(?: up)?(?: of)?) "
     r"(?P<of>.+)", _many),
    # When and where anything else is.
    (rf"{_WHENCE} (?:is|are|was|were|do|does|did|will|am|have|shall|should)(?: (?:i|we|my|the|our|his|her))*"
     rf"(?: (?:be|have|got|meet|meeting|meet with|meeting with|see|seeing|go|going|go to|going to|to be|having|visit|"
     rf"visiting|with|due|be at|need to be at|the|a|an|next))*? (?:(?:my|the|our|a|an|next) )*(?P<what>.+?)"
     rf"(?: (?:start|begin|starts|end|ends|take place|taking place|happen|happening|again|next|due|scheduled|planned|held|"
     rf"supposed to be|on|be|over|then))*", _when),
    (r"how (?:long|many days) (?:is it )?(?:until|till|to|before) (?:(?:my|the|our|a|an|next) )*(?P<what>.+)", _when),
)  # fmt: skip


@dataclass(slots=True)
class _Frame:
    """A pattern that is compiled with the first question it is held against."""

    source: str
    made: re.Pattern[str] | None = None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        if self.made is None:
            self.made = re.compile(self.source)
        return self.made.fullmatch(text)


_FRAMES = tuple((_Frame(source), make) for source, make in _SOURCES)
