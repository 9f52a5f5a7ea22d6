"""The words of a mail's HTML, for search and for first words, read by the parser itself instead of block by block."""

from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from osone.mail.blocks import without_filler
from osone.mail.hidden import declarations, hidden_classes, hides, is_zero
from osone.mail.html import NESTING_LIMIT, SIZE_LIMIT, bare_text, nesting

_UNSEEN = [
    *("head", "script", "style", "title", "template", "noscript", "svg", "math", "object", "embed", "video", "audio"),
    *("iframe", "frameset", "canvas", "map", "select", "textarea", "button", "applet", "noframes", "noembed", "xmp"),
    *("plaintext", "datalist", "[hidden]"),
]
_UNSEEN_CSS = ",".join(_UNSEEN)
_PERHAPS_HIDDEN = ",".join(
    f'[style*="{sign}" i]' for sign in ("none", "hidden", "collapse", "mso-hide", "opacity", "font-size:0", "font-size: 0")
)
_INLINE = [
    *("a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label"),
    *("mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "nobr"),
]
_QUOTES = "blockquote,.gmail_quote,.yahoo_quoted,.moz-cite-prefix,.protonmail_quote,.tutanota_quote"
_FRAMES = ("gmail_quote", "yahoo_quoted", "protonmail_quote", "tutanota_quote")
_SIGNATURES = ".gmail_signature,.moz-signature,.protonmail_signature_block"
_REST = '[id*="divrplyfwdmsg" i],[id*="appendonsend" i],[id*="stopspelling" i],[id*="mail-editor-reference" i]'
# Signs that no text has after cleaning: where blocks end, where a line breaks, where a quote begins and ends.
_BLOCK, _LINE, _OPEN, _CLOSE = "\x1f", "\x1e", "\x1d", "\x1c"
_MARKS = str.maketrans("", "", f"{_BLOCK}{_LINE}{_OPEN}{_CLOSE}\0")


def text_of_html(html: str) -> str:
    """The text that a reader sees, a blank line between blocks, quotes marked with ``>``. Never raises."""
    html = html[:SIZE_LIMIT].translate(_MARKS) if _has_marks(html) else html[:SIZE_LIMIT]
    if html.count("<") > NESTING_LIMIT and nesting(html) > NESTING_LIMIT:
        return bare_text(html)
    tree = LexborHTMLParser(html.replace("<br", f"{_LINE}<br").replace("<BR", f"{_LINE}<BR"))
    root = tree.body or tree.root
    if root is None:
        return ""
    lowered = html.lower()
    _leave_out(tree, lowered)
    quoted = _mark(tree, root, lowered)
    tree.unwrap_tags(_INLINE)
    tree.merge_text_nodes()
    root = tree.body or tree.root
    text = without_filler(root.text(separator=_BLOCK)) if root is not None else ""
    lines = (" ".join(line.split()) for line in _separated(text, keeps_lines="<pre" in lowered))
    return "\n".join(_quoted(lines) if quoted else _plain(lines)).strip("\n")
