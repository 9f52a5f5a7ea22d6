"""The first meaningful words of a message, for its row in a list."""

import re

from osone.mail.blocks import ATTRIBUTION, FORWARDED, ORIGINAL, without_filler
from osone.model.mail import Parsed

LENGTH = 160
"""Characters at most."""
_READ = 24_000
_URL = re.compile(r"<?\bhttps?://\S{1,3000}>?|\[(?:cid|image):[^\]]{0,200}\]", re.IGNORECASE)
_JUNK = re.compile(
    r"(?:view (?:this )?(?:e-?mail )?(?:in|on) (?:your )?(?:web )?browser|view (?:it )?online|view as a web ?page"
    r"|having trouble (?:viewing|reading) this|can't see (?:this|the) (?:e-?mail|images)|trouble seeing"
    r"|if you (?:can ?not|can't|are unable to) (?:read|see|view) this|no images\?|click here to (?:view|read)"
    r"|im browser (?:ansehen|anzeigen|öffnen)|online ansehen|voir (?:la version|dans)"
    r"|add us to your address book|to ensure delivery|caution: this (?:e-?mail|message)|\[?external(?: e-?mail)?\]?:?$"
    r"|-----BEGIN PGP SIGNED MESSAGE-----|^Hash: SHA\d+$"
    r"|this is a multi-?part message|unsubscribe\b)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"[*_]{0,2}(?:From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|Von|Gesendet|Datum|An|Betreff|De|Envoyé|Objet)\s?:[*_]{0,2}\s.*",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"[\s\-_=*~#|+•·.<>\u2500-\u259f]+")
_WROTE = re.compile(r"^.{2,120}\b(?:wrote|writes|said|schrieb|a écrit|escribió)\s?:$")
_SPACE = re.compile(r"\s+")


def snippet(text: str) -> str:
    """Up to 160 characters of what the writer says, without quotes, heads of quotes, signature and preview filler."""
    lines = without_filler(text[:_READ]).replace("\r", "\n").split("\n")
    said: list[str] = []
    length = 0
    in_head = False
    for at, line in enumerate(lines):
        stripped = line.strip()
        if line.startswith(">") and not line.startswith(">From "):
            continue
        if stripped == "--" and said:
            break
        if ORIGINAL.fullmatch(line) or FORWARDED.match(line):
            if said:
                break
            in_head = True
            continue
        if not stripped:
            in_head = False if said or not in_head else in_head
            continue
        if _HEAD.fullmatch(stripped) and (in_head or _begins_head(lines, at)):
            if said and not in_head:
                break
            in_head = True
            continue
        in_head = False
        if _is_attribution(lines, at):
            if said:
                break
            continue
        if _DECORATION.fullmatch(stripped) or (_JUNK.search(stripped) and len(stripped) < 200):
            continue
        words = _SPACE.sub(" ", _URL.sub("", stripped)).strip(" <>[]()|*_")
        if words.endswith(":") and words != stripped and len(words) < 20:
            # "URL:" whose address is left out.
            continue
        if not words or not any(sign.isalnum() for sign in words):
            continue
        said.append(words)
        length += len(words) + 1
        if length > LENGTH:
            break
    return shortened(" ".join(said), LENGTH)


def own_words(text: str) -> str:
    """A text without quotes, what follows the head of one, and the signature."""
    lines = text[:_READ].split("\n")
    said: list[str] = []
    for at, line in enumerate(lines):
        if line.startswith(">") and not line.startswith(">From "):
            continue
        if line.rstrip() == "--" and said:
            break
        if ORIGINAL.fullmatch(line) or (_HEAD.fullmatch(line.strip()) and _begins_head(lines, at)):
            break
        if not _is_attribution(lines, at):
            said.append(line)
    return "\n".join(said)


def snippet_of(parsed: Parsed) -> str:
    """The snippet of a whole message."""
    return snippet(parsed.text)


def shortened(text: str, length: int) -> str:
    """Text cut at a word's end to at most ``length`` characters, with an ellipsis where something is gone."""
    if len(text) <= length:
        return text
    cut = text.rfind(" ", 0, length)
    cut = cut if cut > length * 2 // 3 else length - 1
    return text[:cut].rstrip(" ,;:-") + "…"


def _begins_head(lines: list[str], at: int) -> bool:
    following = [line.strip() for line in lines[at + 1 : at + 3]]
    return sum(_HEAD.fullmatch(line) is not None for line in following) >= 1


def _is_attribution(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if ATTRIBUTION.fullmatch(line):
        return True
    if _WROTE.search(line) and any(following.startswith(">") for following in lines[at + 1 : at + 3]):
        return True
    joined = " ".join(line.strip() for line in lines[at : at + 2])
    return (
        len(lines[at]) > 20
        and ATTRIBUTION.fullmatch(joined) is not None
        and at + 2 < len(lines)
        and any(line.startswith(">") for line in lines[at + 2 : at + 4])
    )
