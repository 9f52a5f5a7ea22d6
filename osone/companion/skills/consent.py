"""A yes or a no that is typed: the answer to the one card that stands, as its keys would give it."""

import re

YES = re.compile(
    r"(?:(?:yes|yep|yeah|yup|ok|okay|sure|alright|of course|confirm|go ahead|do it|do that"
    r"|please|please do|go on)[ ]?)+"
)
NO = re.compile(
    r"(?:(?:no|nope|nah|cancel|don'?t|do not|not now|stop|no thanks|no thank you|never mind|nevermind|leave it"
    r"|please|do it|do that)[ ]?)+"
)
DOES = re.compile(r"don'?t|do not|no|nope|nah|cancel|not|stop|never|leave")


def consent(words: str) -> bool | None:
    """Whether these words are a yes, or a no, and nothing else; None where they say anything more."""
    said = " ".join(re.sub(r"[^\w' ]", " ", words.casefold().replace("\u2019", "'")).split())
    if YES.fullmatch(said) and said != "please":
        return True
    if NO.fullmatch(said) and DOES.match(said):
        return False
    return None
