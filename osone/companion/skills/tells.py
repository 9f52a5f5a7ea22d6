"""Whether a sentence tells something, rather than wishing or asking it: what somebody did is no wish of ours."""

import re

from osone.companion.skills.words import HeardWords

_ADVERBS = (
    r"(?:(?:just|already|finally|never|always|really|still|only|also|almost|nearly|probably|actually|both|all|"
    r"often|sometimes|suddenly|simply|even|once|then|certainly|definitely|apparently|not) )*"
)
_PRONOUN = (
    r"(?:i|we|you|he|she|it|they|that|this|these|those|there|everyone|everybody|everything|no one|nobody|nothing|"
    r"someone|somebody|something|most of us|all of us)"
)
_NOUN = r"(?:my|our|your|his|her|their|the|a|an|some|both) (?:[\w'-]+ ){1,4}?"
_PAST_WORDS = """
ate beat became began bent bit bled blew bought bound bred broke brought built burnt burst came caught chose clung
crept cut dealt did drank dreamt drew drove dug fed fell felt fled flew forbade forgave forgot fought found froze
gave got grew had heard held hid hit hung hurt kept knew knelt laid lay learnt led left lent let lit lost made
meant met mistook misread misunderstood overslept paid put quit ran rang read rode rose said sang sank sat saw
sent set sewed shone shook shot shut slept slid smelt sold sought spelt spent spilt split spoke spread sprang
stank stole stood stuck stung swam swept swore thought threw told took tore understood upset was went were wept
withdrew woke won wore wound wrote"""
_PAST = rf"(?:[a-z]{{2,}}ed|{'|'.join(_PAST_WORDS.split())})"
_NOW = r"(?:am|are|is|has|have|do|does|will|would|could|can|may|might|seems?|looks?|feels?|sounds?|smells?|tastes?)"
_OURS = r"(?:love|like|hate|enjoy|know|think|believe|guess|wonder|remember|miss|prefer|live|work|sleep)"
_THEIRS = r"(?:[a-z]{2,}[^s\W\d_]s)"
_ASKING = (
    r"(?:what|who|whose|whom|where|when|why|how|which|is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|"
    r"shall|should|may|might|anyone|anybody|anything|any|and|or|if)\b"
)
_TELLS = re.compile(
    rf"(?:{_PRONOUN} {_ADVERBS}|{_NOUN}{_ADVERBS})(?:{_PAST}|{_NOW})\b.*"
    rf"|(?:i|we|you|they) {_ADVERBS}{_OURS}\b.*|(?:he|she|it) {_ADVERBS}{_THEIRS}\b.*"
    rf"|(?!{_ASKING})[a-z'-]+ {_ADVERBS}(?:is|are|was|were|went) .*"
    rf"|(?:my|our|his|her|their) [\w'-]+ {_ADVERBS}{_THEIRS} .*"
)
_NAMED = re.compile(rf"[^\W\d_]+ {_ADVERBS}{_PAST}\b.*")
"""Somebody did something, where the first word is a name."""
_WISHES = re.compile(
    rf"(?:i|we|you|somebody|someone) {_ADVERBS}(?:would (?:like|love|rather|prefer)|want|need|wish|hope|should|must|"
    r"ought|have to|have got to|had better|could use|can)\b|(?:that|it|this|there) (?:should|must|needs|has to)\b"
)


def tells(said: str, heard: HeardWords) -> bool:
    """Whether somebody tells what was, or is, and wants nothing by it. ``said`` is the sentence as it was typed."""
    text = heard.text
    if "?" in said or _WISHES.match(text):
        return False
    if _TELLS.fullmatch(text):
        return True
    first = heard.originals[0] if heard.originals else ""
    # A capital alone may only begin the sentence; but a name goes before what it did.
    return first.istitle() and len(heard.words) > 1 and _NAMED.fullmatch(text) is not None
