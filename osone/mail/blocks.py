"""The reading view's text as typed blocks, in the few tags that a text label understands."""

import re
from collections.abc import Iterable
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
    GRID = "table"
    """A table of data; ``html`` is one ``table`` of ``tr``, ``th`` and ``td`` (``grid_row``) around the usual tags."""
    NOTE = "note"
    """A sentence of the program's own about the message, such as that it goes on."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One piece of a message, top to bottom."""

    kind: BlockKind
    html: str
    """Escaped text and balanced ``b i u s code sub sup br``, ``span`` as ``MARKED`` has it and ``a href`` (http, https,
    mailto); of a ``GRID`` its table; nothing else, ever.
    """
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
MARKED = '<span class="marked">'
"""Before words that the writer marked as with a pen."""
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br>")
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b[^<>]*>(.*?)</\1>", re.DOTALL)
GRID_BEGINS, RTL_GRID, MIRRORED = (
    '<table cellspacing="0">',
    '<table cellspacing="0" dir="rtl">',
    '<table cellspacing="0" align="right">',
)
"""How a table begins, how one that runs from right to left, and how that one is drawn."""
DOT = " · "
"""Between cells that stand on one line."""
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
    """The text of a block's html; of a table its rows as lines."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", as_lines(html))))


def grid_row(cells: Iterable[tuple[str, bool, int, int, str]]) -> str:
    """A row of a table: of each cell its html, whether it heads others, how far it goes across and down, its side."""
    out: list[str] = []
    for html, head, across, down, align in cells:
        name = "th" if head else "td"
        spans = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
        side = align or ("left" if head else "")
        out.append(f"<{name}{spans}{f' align={chr(34)}{side}{chr(34)}' if side else ''}>{html}</{name}>")
    return f"<tr>{''.join(out)}</tr>"


def cells_of(html: str) -> list[list[tuple[bool, str]]]:
    """The rows of a table: of each cell whether it heads others, and its html."""
    step = -1 if html.startswith(MIRRORED) else 1
    return [[(name == "th", inside) for name, inside in _CELL.findall(row)][::step] for row in _ROW.findall(html)]


def mirrored(html: str) -> str:
    """A table that runs from right to left as a label draws it, which knows no such one: its columns turned round."""
    if not html.startswith(RTL_GRID):
        return html
    rows = _ROW.sub(lambda row: f"<tr>{''.join(cell[0] for cell in [*_CELL.finditer(row[1])][::-1])}</tr>", html)
    return MIRRORED + rows.removeprefix(RTL_GRID)


def as_heard(html: str) -> str:
    """The same where it is heard: each cell after what heads its column."""
    if not html.startswith("<table"):
        return html
    rows = [[(head, inside.replace("<br>", " ")) for head, inside in row] for row in cells_of(html)]
    # The corner above the names of rows says nothing itself.
    named_columns = bool(rows) and any(head for head, _ in rows[0]) and all(head or not said for head, said in rows[0])
    heads = [inside for _head, inside in rows[0]] if named_columns else []
    lines: list[str] = []
    for row in rows[bool(heads) :]:
        named = zip(heads, row, strict=True) if len(heads) == len(row) else (("", cell) for cell in row)
        said = (f"{name}: {cell[1]}" if name and cell[1] else cell[1] for name, cell in named)
        lines.append(", ".join(filter(None, said)))
    return "<br>".join(lines or [", ".join(filter(None, heads))])


def as_lines(html: str) -> str:
    """A block's html, of a table its rows as lines and its cells parted by a middle dot."""
    if not html.startswith("<table"):
        return html
    rows = ([inside.replace("<br>", " ") for _head, inside in row] for row in cells_of(html))
    return "<br>".join(DOT.join(filter(None, row)) for row in rows)


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
