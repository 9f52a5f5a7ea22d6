"""Words that say that someone may come to harm, and what is answered: plainly, kindly, and pointing to people."""

import re

from osone.text.catalogue import N_

_SELF = r"(?:myself|me|my ?self)"
_SIGNS = re.compile(
    rf"\b(?:kill(?:ing)? {_SELF}|end(?:ing)? (?:my|this) life|end it all|take my (?:own )?life|taking my (?:own )?life|"
    rf"(?:want|wanna|wish|going|ready|like|rather) (?:to )?(?:die|be dead)|wish i (?:was|were) (?:dead|never born)|"
    rf"(?:do not|don'?t|no longer) want to (?:live|be alive|be here any ?more|wake up)|"
    rf"(?:hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?) {_SELF}|self[- ]?harm(?:ing)?|"
    rf"i(?: a|')m suicidal|feel(?:ing)? suicidal|"
    rf"(?:commit|thinking (?:about|of)|think about|considering) suicide|no reason (?:left )?to live|"
    rf"better off without me|can(?:no|')t go on (?:living|any ?more|like this))\b",
    re.IGNORECASE,
)
_ABOUT_MAIL = re.compile(
    r"^\W*(?:please )?(?:find|search|show|list|look for)\b.*\b(?:mails?|emails?|messages?|letters?)\b", re.IGNORECASE
)

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

NOTE = "(They said something that sounded like a crisis; I pointed to people and help lines. Stay gentle and brief.)"


def in_crisis(said: str) -> bool:
    """Whether the words should be answered with help. Errs towards help, but not for a search through mail."""
    plain = " ".join(said.replace("’", "'").split())
    return bool(_SIGNS.search(plain)) and not _ABOUT_MAIL.match(plain)
