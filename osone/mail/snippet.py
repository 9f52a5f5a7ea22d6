"""The first meaningful words of a message, for its row in a list."""

import html
import re

from osone.mail.blocks import ATTRIBUTION, FORWARDED, ORIGINAL, without_filler
from osone.mail.cited import as_quoted
from osone.mail.words import decode_words

LENGTH = 160
"""Characters at most."""
_READ = 24_000
_NEAR = 1_600
"""Characters in which the first words nearly always stand."""
_OPENS = 400
"""Characters within which a page begins."""
_AHEAD = 4
"""Lines that are looked at beyond the one that is judged."""
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
_JUNK_SIGNS = (
    *("browser", "view", "trouble", "can't", "if you", "no images", "click", "ansehen", "voir", "add us", "to ensure"),
    *("caution", "external", "pgp", "hash", "multi", "unsubscribe"),
)
"""One of them is in whatever ``_JUNK`` finds, in lower case."""
_PAGE = re.compile(
    r"\s*<(?:!doctype\s+html|(?:x-)?html|head|body|meta|title|table|center|div|font|p|a\s+href)\b", re.IGNORECASE
)
_TAGS = re.compile(
    r"<(style|script|title)\b.{0,1200}?</\1\s*>|<!--.{0,1200}?-->|</?(?:\w|!doctype)[^<>]{0,2000}>?",
    re.IGNORECASE | re.DOTALL,
)
_STRUCK = re.compile(r"~~(?=[^\s~])|(?<=[^\s~])~~")
"""Before and behind words that are struck out, as the text of a page has them. One of the two may be out of sight."""
_ONLY_TAGS = re.compile(
    r"(?:\s*</?(?:!doctype|html|head|body|meta|title|style|table|tbody|tr|td|div|span|font|center|p|br|hr|b|i|u|a|img)\b"
    r"[^<>]{0,2000}>)+\s*",
    re.IGNORECASE,
)
"""A line of a page's source, of which nothing is left to read."""
_WORD = re.compile(
    r"=\?([^?\s]{1,60})\?(?:([bB])\?([A-Za-z0-9+/=\s]{0,2000}?)\?=|([qQ])\?([^?\n]{0,2000})\?=|([bBqQ])\?([^?\s]{0,2000}))"
)
"""An encoded word: of a head that broke off at a blank line, and went on in the text. It may have broken off in it."""
_REST = re.compile(r"\s*[A-Za-z0-9+/=]{1,998}\?=[ \t]*(?:\r?\n|$)")
"""What is left of such a word where the head ended within it."""
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?)")
MOST_WORDS = 40
"""Encoded words that are read; more than a row of a list shows."""
_DECORATION = re.compile(r"[\s\-_=*~#|+•·.<>\u2500-\u259f]+")
_WROTE = re.compile(r"^.{2,120}\b(?:wrote|writes|said|schrieb|a écrit|escribió)\s?:$")


def snippet(text: str) -> str:
    """Up to 160 characters of what the writer says, without quotes, heads of quotes, signature and preview filler.

    Of a page that was sent as plain text these are its words.
    """
    if "<" in text[:_OPENS] and _PAGE.match(text):
        text = html.unescape(_TAGS.sub(" ", text[:_READ]))
    if "~~" in text[:_READ]:
        text = _STRUCK.sub("", text[:_READ])
    if "?=" in text[:_NEAR] and (rest := _REST.match(text)):
        text = text[rest.end() :]
    if "=?" in text[:_READ]:
        text = _with_words_read(text[:_READ])
    found = _first(text)
    if ">" in found and (quoted := as_quoted(text[:_READ])) != text[:_READ]:
        # Somebody else's words, each line of them after a name.
        found = _first(quoted)
    return found


def _with_words_read(text: str) -> str:
    """A text with its encoded words read, as the field has them that they are of."""
    written = _WORD.sub(_whole_word, text, count=MOST_WORDS)
    return "\n".join(decode_words(line) if "=?" in line else line for line in _BETWEEN.sub(" ", written).split("\n"))


def _whole_word(found: re.Match[str]) -> str:
    """An encoded word on one line, closed."""
    encoding, payload = next((found[n], found[n + 1]) for n in (2, 4, 6) if found[n])
    return f"=?{found[1]}?{encoding}?{''.join(payload.split()) if encoding in 'bB' else payload}?="


def _first(text: str) -> str:
    if len(text) > _NEAR:
        near, _end, _cut = _lined(text[:_NEAR]).rpartition("\n")
        # The last line is cut off: nothing may depend on it.
        lines = near.split("\n") if _end else []
        said, read = _said(lines, quotes=_quotes(near))
        if read + _AHEAD < len(lines):
            return shortened(said, LENGTH)
    text = _lined(text[:_READ])
    return shortened(_said(text.split("\n"), quotes=_quotes(text))[0], LENGTH)


def _lined(text: str) -> str:
    return without_filler(text).replace("\r", "\n")


def _quotes(text: str) -> bool:
    """Whether any line of a text begins as a quoted one does."""
    return ">" in text and (text[0] == ">" or "\n>" in text)


def _said(lines: list[str], *, quotes: bool) -> tuple[str, int]:
    """The first words of these lines, and how many of them were read; whether any of them ``quotes`` is known."""
    said: list[str] = []
    length = 0
    in_head = False
    for at, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            in_head = in_head and not said
            continue
        if line[0] == ">" and not line.startswith(">From "):
            continue
        first = stripped[0]
        if first in "-bB":
            if stripped == "--" and said:
                return " ".join(said), at
            if ORIGINAL.fullmatch(line) or FORWARDED.match(line):
                if said:
                    return " ".join(said), at
                in_head = True
                continue
        if stripped.find(":", 0, 14) > 0 and _is_head(stripped) and (in_head or _begins_head(lines, at)):
            if said and not in_head:
                return " ".join(said), at
            in_head = True
            continue
        in_head = False
        if (stripped[-1] == ":" or quotes) and _is_attribution(lines, at):
            if said:
                return " ".join(said), at
            continue
        if first == "<" and _ONLY_TAGS.fullmatch(stripped):
            continue
        if (not first.isalnum() and _DECORATION.fullmatch(stripped)) or (len(stripped) < 200 and _is_junk(stripped)):
            continue
        words = _words(stripped)
        if words:
            said.append(words)
            length += len(words) + 1
            if length > LENGTH:
                return " ".join(said), at
    return " ".join(said), len(lines)


def _words(line: str) -> str:
    """What a line says on one line of blanks; empty where that is nothing."""
    bare = _URL.sub("", line) if "://" in line or "[" in line else line
    words = " ".join(bare.split()).strip(" <>[]()|*_")
    if not words or (words[-1] == ":" and words != line and len(words) < 20):
        # "URL:" whose address is left out.
        return ""
    return words if words[0].isalnum() or any(map(str.isalnum, words)) else ""


def own_words(text: str) -> str:
    """A text without quotes, what follows the head of one, and the signature."""
    lines = as_quoted(text[:_READ]).split("\n")
    said: list[str] = []
    for at, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            said.append(line)
            continue
        if line[0] == ">" and not line.startswith(">From "):
            continue
        if stripped[0] == "-" and ((said and line.rstrip() == "--") or ORIGINAL.fullmatch(line)):
            break
        if _is_head(stripped) and _begins_head(lines, at):
            break
        if not _is_attribution(lines, at):
            said.append(line)
    return "\n".join(said)


def shortened(text: str, length: int) -> str:
    """Text cut at a word's end to at most ``length`` characters, with an ellipsis where something is gone."""
    if len(text) <= length:
        return text
    cut = text.rfind(" ", 0, length)
    cut = cut if cut > length * 2 // 3 else length - 1
    return text[:cut].rstrip(" ,;:-") + "…"


def _is_head(stripped: str) -> bool:
    """Whether a line is a field of a quoted mail's head."""
    return stripped.find(":", 0, 14) > 0 and _HEAD.fullmatch(stripped) is not None


def _begins_head(lines: list[str], at: int) -> bool:
    return any(_is_head(line.strip()) for line in lines[at + 1 : at + 3])


def _is_junk(stripped: str) -> bool:
    return any(map(stripped.lower().__contains__, _JUNK_SIGNS)) and _JUNK.search(stripped) is not None


def _is_attribution(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if line[-1:] == ":":
        if ATTRIBUTION.fullmatch(line):
            return True
        if _WROTE.search(line) and any(following.startswith(">") for following in lines[at + 1 : at + 3]):
            return True
    if len(lines[at]) <= 20 or not any(following.startswith(">") for following in lines[at + 2 : at + 4]):
        return False
    joined = f"{line} {lines[at + 1].strip()}"
    return joined.rstrip()[-1:] == ":" and ATTRIBUTION.fullmatch(joined) is not None
