"""Which mail a sentence means: what narrows it by sender, words, days, sort and state, each word of it understood."""
# ruff: noqa: E501 (one line a way to say it)

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from osone.companion.skills.intents import FindMail
from osone.companion.skills.when import PHRASE, AskedSpan, span
from osone.companion.skills.words import HeardWords

MAIL = r"(?:e?mails?|messages?|letters?|mailbox|inbox)"


@dataclass(slots=True)
class WordRule:
    """A pattern that is compiled with the first words said: all of them take a tenth of a second."""

    source: str
    made: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The pattern, made now."""
        if self.made is None:
            self.made = re.compile(rf"(?:{self.source})")
        return self.made

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """All of the words."""
        return self.compiled().fullmatch(text)

    def match(self, text: str) -> re.Match[str] | None:
        """The first of the words."""
        return self.compiled().match(text)


def rule(pattern: str) -> WordRule:
    """A pattern of plain words, read as a whole."""
    return WordRule(pattern)


_FIND_HEAD = rule(
    rf"(?:(?:find|search|search for|look for|look up|look at|show|list|get|open|check|check for|check if|"
    rf"check my inbox for|check inbox for|scan my inbox for|scan for|give me|bring up|pull up|tell me about|what|"
    rf"how many|are there|is there|there (?:is|are)|(?:do )?i have|have i got|did i get|i got|have i gotten|"
    rf"have i received|did i receive|where is|where are|see)(?: me)? )*"
    rf"(?:(?:any|all|the|my|all my|all the|any of my|some|that|a|an|every) )?"
    rf"(?P<kind>(?:(?:new|unread|starred|recent|old) )*){MAIL}\b"
    rf"(?P<more> (?:do i have|have i got|have i gotten|are there|did i get|have i received|i have|i got))?"
)
_SENDER_FIRST = [
    rule(rf"(?:did|has) (?P<sender>.+?) (?:write|written|send|sent|email|emailed|mail|mailed|answer|answered|reply|"
          rf"replied)(?: to)?(?: me)?(?: (?:an?|any|back|the|something|anything))?(?: {MAIL})?(?P<tail>(?: .*)?)"),
    rule(r"what did (?P<sender>.+?) (?:write|send|say|mail|email)(?: to)?(?: me)?(?P<tail>(?: .*)?)"),
]  # fmt: skip
_KEY = re.compile(
    r"(?<![^ ])(?:(?P<sender>sent by|from|by)|(?P<about>about|regarding|concerning|on the subject of|mentioning|"
    r"that mentions?|with(?= (?:the|my|a|an|his|her|their) (?!attach))|containing|that says|saying)|(?P<since>since|after)|(?P<until>before|until)|(?P<attached>with (?:an )?attachments?)|"
    r"(?P<noise>that i got|that came|that arrived|that came in|in (?:my|the) (?:inbox|mail|mailbox)|to me|for me)|"
    rf"(?P<day>(?:(?:on|in|during|over|for|at) )?(?:{PHRASE})))(?= |$)"
)
_VAGUE_WORDS = """
me it this that them him her us you someone somebody anyone anybody everyone people my here there the a an folder box
account app list"""
VAGUE = frozenset(_VAGUE_WORDS.split())
_SORTS = {
    "newsletters": r"newsletters?|mailing lists?|mailings?|mailshots?|promotions?|adverts?|ads|advertising|marketing",
    "rest": r"notifications?|notices?|receipts?|alerts?|updates?",
    "people": r"personal",
}
_ALL = r"all|everything|every|each|everyone's|any|of|it all|the lot"
_SET = re.compile(
    rf"(?P<lead>(?:(?:{_ALL}|the|my|of|those|these|from|in|whole|entire|out) )*(?:{_ALL}))?(?: |^|$)"
    r"(?:(?:the|my|of|those|these|that|whole|entire|is|are|in) )*"
    r"(?P<state>(?:(?:unread|new|unopened|starred|flagged|read|unanswered) )*)"
    rf"(?:(?P<sort>{'|'.join(_SORTS.values())})(?: {MAIL})?|(?P<mail>{MAIL}|conversations?|threads?|mail)|(?P<bare>unread|new|starred))?"
    r"(?P<place>(?: (?:that is |that are |which are |from |left )?(?:in|from) (?:my |the )?(?:inbox|mailbox))|"
    r" (?:i have|i have got|there is|there are))*"
)
"""A set of mail: how much of it, its state, its sort, and where."""


def mail_set(heard: HeardWords, today: date, *, whole: bool = False) -> FindMail | None:
    """The mail that words name, all of them understood, or None.

    ``whole`` wants a set to be meant beyond doubt: all of something, a sort of mail, or the inbox.
    """
    heard = _older(heard)
    text = heard.text
    found = _SET.match(text)
    if found is None or not (found["lead"] or found["sort"] or found["mail"] or found["bare"]):
        return None
    plural_ = (found["sort"] or found["mail"] or "").endswith(("s", "mail", "inbox", "mailbox", "ing"))
    if whole and not (found["lead"] or found["sort"] or (plural_ and found["mail"] not in ("mail", "email"))):
        return None
    state = f"{found['state']}{found['bare'] or ''}".split()
    sort = next((name for name, words in _SORTS.items() if re.fullmatch(words, found["sort"] or "")), "")
    query = FindMail(
        unread=bool({"unread", "new", "unopened"} & set(state)),
        starred=bool({"starred", "flagged"} & set(state)),
        sort=sort,
    )
    if "unanswered" in state or "read" in state:
        return None
    rest = text[found.end() :]
    if rest and not rest.startswith(" ") and found.end() > 0 and text[found.end() - 1] != " ":
        return None
    start = found.end() + (len(rest) - len(rest.lstrip()))
    return tail_of(heard, start, query, today) if rest.strip() else query


def _older(heard: HeardWords) -> HeardWords:
    """Older than a month is before a month ago."""
    words = list(heard.words)
    for at in range(len(words) - 3):
        if words[at : at + 2] == ["older", "than"] and words[at + 3].rstrip("s") in ("day", "week", "month"):
            words[at : at + 4] = ["before", *words[at + 2 : at + 4], "ago"]
    return HeardWords(tuple(words), heard.originals)


def find(heard: HeardWords, today: date) -> FindMail | None:
    """A search through mail, or None."""
    text = heard.text
    for rule in _SENDER_FIRST:
        if found := rule.fullmatch(text):
            sender = heard.original(*found.span("sender"))
            if found["sender"] in VAGUE:
                return None
            return tail_of(heard, found.start("tail") + 1, FindMail(sender=sender), today)
    found = _FIND_HEAD.match(text)
    if found is None:
        return None
    kinds = found["kind"].split()
    query = FindMail(unread="new" in kinds or "unread" in kinds, starred="starred" in kinds)
    return tail_of(heard, found.end() + 1, query, today)


def tail_of(heard: HeardWords, start: int, query: FindMail, today: date) -> FindMail | None:
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
            if value in VAGUE:
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
