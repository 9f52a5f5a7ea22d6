"""The reading view's text as typed blocks, in the few tags that a text label understands."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape, unescape
from urllib.parse import unquote, urlsplit


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    """A paragraph of somebody else's words. Lists and code inside a quote keep their kind and have a depth."""
    LIST = "list"
    """One item."""
    CODE = "code"
    RULE = "rule"
    IMAGE = "image-placeholder"
    """A picture that is shown, or was not loaded; ``html`` holds its description, which may be empty."""
    TABLE = "table-as-text"
    """Rows are lines, cells are parted by a middle dot."""
    NOTE = "note"
    """A sentence of the program's own about the message, such as that it goes on."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One piece of a message, top to bottom."""

    kind: BlockKind
    html: str
    """Escaped text and balanced ``b i u s code br`` and ``a href`` (http, https, mailto); nothing else, ever."""
    level: int = 0
    """Of a heading 1 to 6; of a list item 1 for the outermost."""
    depth: int = 0
    """How deep it is quoted; 0 is the writer's own."""
    folded: bool = False
    """A quote that the reader has seen before: shown on request."""
    signature: bool = False
    marker: str = ""
    """Of a list item: ``•`` or its number with a dot."""
    content_id: str = ""
    """Of a picture that came with the message."""
    picture: str = ""
    """What it is known by (``enclosed.Enclosed.key``), where it can be shown; ``html`` is then what is said of it."""
    width: int = 0
    height: int = 0
    """Of a picture that is shown, in pixels."""
    href: str = ""
    """Where a picture leads, as in ``html``."""
    rtl: bool = False
    """Said to run from right to left, whatever its words say."""

    @property
    def text(self) -> str:
        """The block without its tags, lines ended by LF."""
        return plain(self.html)


SCHEMES = ("http", "https", "mailto")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br>")
_URL = re.compile(
    r"\b(?:https?://|www\.(?=[\w-]+\.))[^\s<>\"'`\u00a0\u201c\u201d\u00ab\u00bb]{1,2000}"
    r"|(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
_NO_HOST = re.compile(r"[\x00-\x20#%/<>?@\[\\\]^|\x7f]")
"""What no host's name may have (the URL standard's forbidden host code points); a browser would not go there either."""
_FILLER = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]"
)
_LONE_JOINER = re.compile(r"(?<!\w)[\u200c\u200d]+(?=[\s\u200c\u200d]|$)|(?<=\s)[\u200c\u200d]+")
# Those of them that Python counts among the printable ones.
_SHOWN_FILLER = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n\r"
"""Of ASCII, all that is none of them."""
ATTRIBUTION = re.compile(
    r"(?:[\s>]*)(?:On|Am|Le|El|Il giorno|Il|Op|Em|Den|Pe|W dniu|Dnia|Den|På|Le)\b.{4,400}?\b"
    r"(?:wrote|writes|schrieb|a écrit|écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał(?:\(a\)|a)?)"
    r"[^\n:]{0,120}:\s*"
    r"|[^\n]{3,200}<[^\n<>]{3,200}@[^\n<>]{3,200}>\s+(?:wrote|writes|schrieb|a écrit):\s*",
    re.DOTALL | re.IGNORECASE,
)
"""The line before a quote: "On Monday, Paul wrote:"."""
_HEAD_NAMES = (
    r"(?:Sent|Date|To|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado(?: el)?|Fecha|Para|Asunto"
    r"|Inviato|Data|A|Oggetto|Verzonden|Aan|Onderwerp)"
)
OUTLOOK_HEAD = re.compile(
    rf"(?:From|Von|De|Da|Van)\s?:[^\n]{{1,300}}(?:\n|\s)+{_HEAD_NAMES}\s?:[^\n]{{1,300}}(?:\n|\s)+{_HEAD_NAMES}\s?:",
    re.IGNORECASE,
)
"""The head that Outlook writes before what it quotes without a mark."""
ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale"
    r"|Oorspronkelijk bericht|Original appointment)\s*-{2,}\s*",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"\s*(?:-{5,}\s*(?:Forwarded message|Weitergeleitete Nachricht|Message transféré)\s*-{3,}"
    r"|Begin forwarded message:)",
    re.IGNORECASE,
)


def without_filler(text: str) -> str:
    """Text without the unseen signs that newsletters pad their previews with, and without control characters."""
    if text.isascii():
        # Nearly all text, and told in half the time.
        return _CONTROL.sub("", text) if text.encode("ascii").translate(None, _PLAIN) else text
    plain = text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\u00a0", " ")
    if plain.isprintable() and not any(sign in plain for sign in _SHOWN_FILLER):
        return text
    return _LONE_JOINER.sub("", _FILLER.sub("", _CONTROL.sub("", text)))


def escaped(text: str) -> str:
    """Text that no label can take for a tag or an entity."""
    return escape(text, quote=False)


def safe_href(url: str) -> str | None:
    """An address for ``href``, escaped; None where its scheme is not one of ``SCHEMES``, or its host can be none."""
    url = _CONTROL.sub("", unescape(url) if "&" in url else url).strip().replace("\n", "").replace("\t", "")
    if len(url) > 4000:
        return None
    scheme, colon, rest = url.partition(":")
    if not colon or scheme.lower() not in SCHEMES or not rest.strip("/ "):
        return None
    url = _FILLER.sub("", url).replace(" ", "%20").replace('"', "%22").replace("'", "%27").replace("<", "%3C")
    url = url.replace(">", "%3E").replace("`", "%60").replace("\\", "%5C").replace("\r", "")
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    if scheme.lower() != "mailto" and _NO_HOST.search(unquote(host)):
        return None
    return f"{scheme.lower()}:{escape(url.partition(':')[2])}"


def linked(text: str) -> str:
    """Escaped text in which web and mail addresses are links."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return escaped(text)
    out: list[str] = []
    position = 0
    for found in _URL.finditer(text):
        shown = found[0].rstrip(".,;:!?*_~")
        while shown.endswith((")", "]", "}")) and shown.count(shown[-1]) > shown.count("([{"[")]}".index(shown[-1])]):
            shown = shown[:-1].rstrip(".,;:!?")
        lowered = shown.lower()
        if lowered.startswith("www."):
            target = "http://" + shown
        elif lowered.startswith(("http", "mailto:")):
            target = shown
        else:
            target = "mailto:" + shown
        href = safe_href(target)
        if href is None or not shown:
            continue
        out.append(escaped(text[position : found.start()]))
        out.append(f'<a href="{href}">{escaped(shown)}</a>')
        position = found.start() + len(shown)
    out.append(escaped(text[position:]))
    return "".join(out)


def plain(html: str) -> str:
    """The text of a block's html."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", html)))


def fold(blocks: list[TextBlock]) -> tuple[TextBlock, ...]:
    """Blocks with their quotes folded: those that end the message, and long ones that the writer answers in between.

    Nothing is folded where the writer adds no word of their own, as in a forwarded mail.
    """
    own = [
        at
        for at, block in enumerate(blocks)
        if not block.depth and not block.signature and (block.html or block.picture)
    ]
    if not own:
        return tuple(replace(block, folded=False) for block in blocks)
    last = own[-1]
    out: list[TextBlock] = []
    at = 0
    while at < len(blocks):
        if not blocks[at].depth:
            out.append(blocks[at])
            at += 1
            continue
        end = at
        while end < len(blocks) and blocks[end].depth:
            end += 1
        run = blocks[at:end]
        # ``folded`` says up to here that it is a mail quoted by a mailer, not a quotation in a letter.
        long = at > last or sum(len(block.html) for block in run) > 700
        out.extend(replace(block, folded=block.folded and long) for block in run)
        at = end
    return tuple(out)
