"""Words that say that someone may come to harm, and what is answered: plainly, kindly, and pointing to people."""

import re

from osone.text.catalogue import N_

_SELF = r"my ?self"
_NOT = r"(?:do not|don'?t|no longer|not|never)"
_FIGURE = (
    r"(?! (?:(?:of|from|with) (?:laugh\w+|embarrassment|shame|boredom|curiosity|hunger|thirst|cold|heat|heatstroke|joy|"
    r"happiness|excitement)|for (?:a|an|some|that|this|one|the)|laughing|on (?:this|that) hill|than (?!live|go on|wake|"
    r"keep|face)))\b"
)
_SIGNS = re.compile(
    rf"\b(?:kill(?:ing)? {_SELF}|unaliv\w* {_SELF}|kms|(?:shoot|hang|drown|poison|starv)(?:e|ing)? {_SELF}|"
    rf"(?:want|wish|beg\w*|someone|somebody|please|let) (?:\w+ ){{0,3}}kill me|^kill me(?: now| please)?$|"
    rf"end(?:ing)? (?:my|this|my own) life|end it all|tak(?:e|ing) my (?:own )?life|"
    rf"(?:want|wanna|wish|going|ready|like|rather|prefer) (?:to )?(?:just )?(?:die|be dead){_FIGURE}|"
    rf"wish i (?:was|were|had) (?:dead|gone|not here|not alive|never (?:been )?born)|"
    rf"{_NOT} (?:want|wish) to (?:live|be alive|exist|be here any ?more|go on(?: any ?more| living)?$|"
    rf"wake up(?! (?:early|at|so|before|late|tomorrow|for|that)))|"
    rf"(?:hurt|harm|cut|burn)(?:t?ing)? {_SELF}(?! (?:shaving|cooking|on (?:the|a)|at|by accident|while|when|a|an|some|"
    rf"off|out|short|loose|playing|running|skiing|slack)\b)|self[- ]?harm(?:ing|ed)?|"
    rf"i(?: a|')m suicidal|feel(?:ing)? suicidal|suicidal (?:thoughts?|again|ideas)|"
    rf"(?:commit(?:ting)?|thinking (?:about|of)|think about|thoughts? (?:about|of)|considering|planning) "
    rf"(?:suicide|ending (?:it|my life)|dying|killing {_SELF})|"
    rf"no (?:reason|point) (?:left )?(?:to live|in living|to go on|in going on|in being alive|of living)|"
    rf"nothing (?:left |more )?to live for|life (?:is not|isn'?t) worth (?:it|living)|"
    rf"(?:what is|what'?s) the point (?:of|in) (?:living|being alive|going on|my life|life)|"
    rf"better off (?:without me|dead|if i (?:was|were|am|'m) (?:dead|gone|not here|not around))|"
    rf"can(?:no|'| no)?t go on(?: living| any ?more| like this|$)|"
    rf"(?:take|took|taken|swallow\w*) (?:all|too many|a (?:lot|bottle|handful) of|the whole bottle of)(?: of)? "
    rf"(?:my |the |these |those )?(?:pills|tablets|medication|medicine)|(?:i|to|have|going to) overdosed?|"
    rf"jump(?:ing)? (?:(?:off|from) (?:a|the|this) (?:bridge|roof|building|balcony|cliff)|"
    rf"in front of (?:a|the) (?:train|car|bus|truck|tram))|(?:disappear|be gone|sleep) for ?ever)\b",
    re.IGNORECASE,
)
_OTHERS = r"(?:he|she|they|somebody|someone|my \w+(?: \w+)?|a (?:man|woman|stranger|guy))"
_DANGER = re.compile(
    rf"\b(?:(?:i(?: a|')m having|i(?: a|')m getting|i have|i think i(?: a|')m having|is having|has) "
    rf"(?:a )?(?:heart attack|stroke|seizure|chest pains?|severe bleeding)(?! of)|"
    rf"i can(?:no|'| no)?t breathe|(?:call|need|get|send)(?: me| us)? (?:an ambulance|the police|the fire brigade|"
    rf"the fire department|emergency services|911|112|999)|"
    rf"(?:house|flat|kitchen|room|building|apartment) is (?:on fire|burning)|"
    rf"i(?: a|')m (?:bleeding (?:badly|heavily|a lot)|in danger|being (?:attacked|robbed|followed|beaten|held))|"
    rf"{_OTHERS} (?:hits?|beats?|rapes?|raped|abuses?|abused|attacks|attacked|strangle[sd]?|choke[sd]|"
    rf"is (?:hitting|beating|hurting|abusing|threatening|attacking|stalking)|(?:has |have )?threatened|threatens|"
    rf"(?:tried|tries|wants|is trying|threatened) to (?:kill|hurt|rape|strangle)|(?:said|says) (?:he|she|they)"
    rf"(?: wi|')?ll (?:kill|hurt)) me(?! (?:at|to|in|up|with|by|on|off|about|for)\b)|"
    rf"i (?:was|have been|'ve been|got|am being|'m being) (?:raped|assaulted|abused|beaten up|stabbed|poisoned)|"
    rf"i(?: a|')m (?:afraid|scared|terrified) (?:of (?:my (?:husband|wife|partner|boyfriend|girlfriend|father|"
    rf"stepfather|ex))|(?:he|she) (?:wi|')ll (?:hurt|hit|kill) me))\b",
    re.IGNORECASE,
)
_ABOUT_MAIL = re.compile(
    r"^\W*(?:please )?(?:find|search|show|list|look for)\b.*\b(?:mails?|emails?|messages?|letters?)\b", re.IGNORECASE
)

_TO_DO = re.compile(r"^\W*(?:please )?(?:add|put|remind me|note|create|make|write|schedule|plan)\b", re.IGNORECASE)

ANSWER = N_("""I'm glad you said that to me, and I'm sorry it is so heavy right now. I'm a program: I can't hold this \
with you the way a person can, and you deserve a person.

**If you might act on it now**, call your local emergency number: **112** in Europe, **911** in the US and Canada, \
**999** in the UK, **000** in Australia. Or go to someone near you and tell them what you told me.

**Someone to talk to, free and at any hour:**

- US and Canada: call or text **988**
- UK and Ireland: Samaritans, **116 123**
- Australia: Lifeline, **13 11 14**
- Anywhere else: [findahelpline.com](https://findahelpline.com) lists lines for your country

Is there one person you could write to or call? I can find their address for you.""")

IN_DANGER = N_("""I can't call anyone from here, and this needs people at once.

**Call your emergency number now**: **112** in Europe, **911** in the US and Canada, **999** in the UK, **000** in \
Australia. If you can't speak safely, go where other people are.

None of this is your fault. When you are safe, [findahelpline.com](https://findahelpline.com) lists people to talk to, \
and I can find the address of someone you trust.""")

NOTE = "(They said something that sounded like a crisis; I pointed to people and help lines. Stay gentle and brief.)"


def _plain(said: str) -> str:
    return " ".join(said.replace("’", "'").split()).strip(" .!?…")


def in_crisis(said: str) -> bool:
    """Whether the words should be answered with help. Errs towards help, but not for a search through mail."""
    plain = _plain(said)
    return bool(_SIGNS.search(plain)) and not _ABOUT_MAIL.match(plain)


def in_danger(said: str) -> bool:
    """Whether the words say that somebody needs an emergency number at once: hurt, ill, attacked, or threatened."""
    plain = _plain(said)
    return bool(_DANGER.search(plain)) and not _ABOUT_MAIL.match(plain) and not _TO_DO.match(plain)
