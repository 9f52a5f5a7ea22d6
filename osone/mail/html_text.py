"""The words of a mail's HTML, for search and for first words, read by the parser itself instead of block by block."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from osone.mail import cascade
from osone.mail.blocks import without_filler
from osone.mail.bounds.budget import LETTER
from osone.mail.bounds.page import Ready, outgrown, ready, tree_of
from osone.mail.cascade import Apart, Note
from osone.mail.choices import chosen
from osone.mail.suspects import STRUCK

_UNSEEN = frozenset(
    {
        *("script", "style", "title", "template", "svg", "math", "embed", "video", "audio", "iframe", "frameset"),
        *("canvas", "textarea", "noframes", "noembed", "datalist", "rp", "meter", "progress"),
    }
)
_BLOCKS = frozenset(
    {
        *("html", "head", "body", "p", "div", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "col"),
        *("colgroup", "ul", "ol", "li", "dl", "dt", "dd", "menu", "dir", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("blockquote", "pre", "section", "article", "header", "footer", "main", "nav", "aside", "center", "form"),
        *("fieldset", "address", "figure", "figcaption", "details", "summary", "meta", "link", "base", "listing"),
        *("xmp", "plaintext", "legend"),
    }
)
_STAY = _BLOCKS | _UNSEEN | {"br", "wbr", "img", "input", "area", "param", "source", "basefont", "bgsound"}
"""What is not taken for an inline element whose words belong to those beside it, or has none."""
_AS_WRITTEN = ("pre", "listing", "xmp", "plaintext")
_NAMES_LIMIT = 80
"""Kinds of elements that are taken for inline ones; no honest mail has so many."""
_ASKED = _UNSEEN | STRUCK | {"select", "button", "input", "img", "li", *_AS_WRITTEN}
"""Elements that are looked for by their names."""
_BREAK = re.compile(r"<[bB][rR](?![a-zA-Z0-9])[^<>]{0,200}>")
_QUOTES = ".gmail_quote,.yahoo_quoted,.moz-cite-prefix,.protonmail_quote,.tutanota_quote"
_FRAMES = frozenset(("gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote", "tutanota_quote"))
_QUOTE_SIGNS = ("_quote", "yahoo_quoted", "moz-cite-prefix")
_CLASS = re.compile(r"class\s*=\s*(?:\"[^\"]*|'[^']*|[^\s>]*)")
_ID = re.compile(r"id\s*=\s*(?:\"[^\"]*|'[^']*|[^\s>]*)")
_SIGNATURES = ".gmail_signature,.moz-signature,.protonmail_signature_block"
_RESTS = ("divrplyfwdmsg", "appendonsend", "stopspelling", "mail-editor-reference-message-container", "olk_src_body")
_SHEET = re.compile(r"<style\b", re.IGNORECASE)
_SHEET_END = re.compile("</style", re.IGNORECASE)
_BUTTONS = ("submit", "reset", "button")
_POINTS = frozenset(("0", "1", "2", "3"))
"""Sizes of pictures that only count who reads."""
# Where blocks end, where a line breaks, where a quote begins and ends, and where a signature begins.
_BLOCK, _LINE, _OPEN, _CLOSE, _SIGNATURE = "\x1f", "\x1e", "\x1d", "\x1c", "\x1b"
_STRIKE = "\x1a"
"""Where words begin and end that a line goes through."""
_STRUCK_ON = re.compile(f"{_STRIKE}([ \\n]*){_STRIKE}")
"""Between pieces of one sentence that is struck out."""
_MARKS = re.compile("[\0\x1a-\x1f]")
_STRUCK_LIMIT = 2_000
"""Pieces of text that are marked as struck out."""


def text_of_html(html: str) -> str:
    """The words that a reader sees, a blank line between blocks, quotes marked with ``>``. Never raises."""
    if any(map(html.__contains__, "\0\x1a\x1b\x1c\x1d\x1e\x1f")):
        html = _MARKS.sub("", html)
    page = ready(html)
    tree = _tree(page)
    if outgrown(page, tree):
        page = ready(html, measured=False)
        tree = _tree(page)
    if page.flat:
        return without_filler(page.text)
    inline = sorted(page.names - _STAY)[:_NAMES_LIMIT]
    found = _gathered(tree, {*inline, *(page.names & _ASKED)})
    _leave_out(tree, page.lowered, page.names, found)
    quoted = _mark(tree, page.lowered, page.names)
    # What is left of the elements are blocks, so that texts that touch are one line.
    for name in inline:
        for node in found[name]:
            node.unwrap()
    tree.merge_text_nodes()
    root = tree.body or tree.root
    if root is None:
        return ""
    text = root.text(separator=_BLOCK)
    if _STRIKE in text:
        text = _STRUCK_ON.sub(r"\1", text).replace(_STRIKE, "~~")
    return without_filler("\n".join(_marked(text) if quoted else _lines(text))).strip("\n")


def _gathered(tree: LexborHTMLParser, names: Iterable[str]) -> Mapping[str, Sequence[LexborNode]]:
    """The elements of each name, looked for by the name alone: a selector of all of them costs a third more."""
    return defaultdict(list, {name: tree.tags(name) for name in names})


def _tree(page: Ready) -> LexborHTMLParser:
    """The tree of a page in which a sign stands where a line breaks."""
    html = page.html
    breaks = page.breaks
    for usual in ("<br>", "<BR>"):
        # Nearly all of them are written like this, in one page in one way, and this is ten times as fast.
        if breaks:
            before, html = len(html), html.replace(usual, _LINE)
            breaks -= (before - len(html)) // 3
    if breaks:
        html = _BREAK.sub(_LINE, html)
    if "wbr" in page.names:
        html = html.replace("<wbr>", "")
    if "<!--" in html:
        html = "".join(_uncommented(html, sheets="style" in page.names))
    return tree_of(html, page.names)


def _uncommented(html: str, *, sheets: bool) -> Iterator[str]:
    """The pieces of HTML that are not comments. What looks like one inside one of its style ``sheets`` is none."""
    position = kept = 0
    while (begin := html.find("<!--", position)) >= 0:
        sheet = _SHEET.search(html, position, begin) if sheets else None
        if sheet is not None:
            end = _SHEET_END.search(html, sheet.end())
            if end is None:
                break
            position = end.end()
            continue
        # From inside the opening sign on, as "<!-->" is a comment too.
        stop = html.find("-->", begin + 2)
        if stop < 0:
            break
        yield html[kept:begin]
        position = kept = stop + 3
    yield html[kept:]


def _lines(text: str) -> Iterator[str]:
    """Lines with their white space folded, an empty one after each block."""
    for block in text.split(_BLOCK):
        if block.isspace():
            continue
        if _LINE in block:
            words = "\n".join([" ".join(line.split()) for line in block.split(_LINE)]).strip("\n")
        else:
            words = " ".join(block.split())
        if words:
            yield words
            yield ""


def _marked(text: str) -> list[str]:
    """The same with ``>`` before every line of a quote and ``-- `` before a signature."""
    out: list[str] = []
    depth = 0
    signed = begun = False
    for mark in (_OPEN, _CLOSE, _SIGNATURE):
        text = text.replace(mark, f"{_BLOCK}{mark}{_BLOCK}")
    for ours, run in groupby(text.split(_BLOCK), lambda block: block not in (_OPEN, _CLOSE, _SIGNATURE)):
        if ours:
            before = ">" * min(depth, LETTER.quotes)
            for words in _lines(_BLOCK.join(run)):
                if begun and words:
                    # The line of its own that many programs begin it with says the same again.
                    words = "" if words == "--" else words.removeprefix("--\n")
                    begun = False
                    if not words:
                        continue
                out.append("\n".join(f"{before} {line}" for line in words.split("\n")) if depth and words else words)
            continue
        for mark in run:
            if mark == _SIGNATURE:
                if not signed and not depth:
                    while out and out[-1] in ("", "--"):
                        out.pop()
                    out += ["", "-- "] if out else ["-- "]
                    begun = True
                signed = True
            else:
                depth = max(depth + (1 if mark == _OPEN else -1), 0)
    return out


def _leave_out(
    tree: LexborHTMLParser, lowered: str, names: frozenset[str], found: Mapping[str, Sequence[LexborNode]]
) -> None:
    """Take away what is not seen, and put the words of pictures in their place."""
    # Replaced, never destroyed: one of them may lie inside another.
    # Each look through the whole is paid for, so what needs an attribute is looked for where there is one.
    notes = cascade.notes(tree, lowered, names)
    for name in names & _UNSEEN:
        for node in found[name]:
            node.replace_with("")
    choices = [(node, chosen(node)) for node in found["select"]]
    for note in notes.values():
        if note.gone:
            note.node.replace_with("")
        else:
            if note.unseen or note.veiled:
                _silence(note, notes)
            if note.apart is not Apart.NOT and note.node.tag not in _BLOCKS:
                _set_apart(note.node, _BLOCK if note.apart is Apart.LINE else " ")
    _strike([node for name in names & STRUCK for node in found[name]], notes)
    for node in found["button"]:
        if node.parent is not None:
            _set_apart(node, " ")
    for node, words in choices:
        if node.parent is not None:
            node.replace_with(f" {_MARKS.sub('', words)} ")
    for node in found["input"]:
        given = node.attributes
        if node.parent is not None and "value" in given and (given.get("type") or "").lower() in _BUTTONS:
            node.replace_with(f" {_MARKS.sub('', given['value'] or '')} ")
    if found["img"] and "alt=" in lowered:
        for node in found["img"]:
            given = node.attributes
            words = (given.get("alt") or "").strip()
            if (
                node.parent is not None
                and len(words) > 2
                and _POINTS.isdisjoint((given.get("width"), given.get("height")))
            ):
                node.replace_with(f" {_MARKS.sub('', words[:200])} ")
    for node in found["li"]:
        if node.child is not None:
            node.child.insert_before("- ")
    for name in _AS_WRITTEN:
        for node in found[name]:
            for text in [inner for inner in node.traverse(include_text=True) if inner.tag == "-text"]:
                text.replace_with((text.text_content or "").replace("\n", _LINE))


def _strike(named: Iterable[LexborNode], notes: Mapping[int, Note]) -> None:
    """Set marks about the words that a line goes through, so that an old price is not read as the price."""
    struck = [note.node for note in notes.values() if note.struck and not note.gone]
    struck += [node for node in named if node.mem_id not in notes or notes[node.mem_id].struck is None]
    left = _STRUCK_LIMIT
    for node in struck:
        for text in [inner for inner in node.traverse(include_text=True) if inner.tag == "-text"]:
            words = text.text_content or ""
            # What lies in two of them is marked once.
            if left > 0 and words.strip() and _STRIKE not in words:
                left -= 1
                begin, end = len(words) - len(words.lstrip()), len(words.rstrip())
                text.replace_with(f"{words[:begin]}{_STRIKE}{words[begin:end]}{_STRIKE}{words[end:]}")


def _set_apart(node: LexborNode, sign: str) -> None:
    node.insert_before(sign)
    node.insert_after(sign)


def _silence(note: Note, notes: Mapping[int, Note]) -> None:
    """Take away the words of an element that are not seen, except where an element inside has a note of its own."""
    waiting = [note.node]
    while waiting:
        child = waiting.pop().child
        while child is not None:
            following = child.next
            if child.tag == "-text":
                # A blank is as wide as the words that are beside it, and where a line breaks, it breaks all the same.
                words = child.text_content or ""
                child.replace_with(_LINE * words.count(_LINE) or (" " if words.isspace() else ""))
            elif note.veiled and child.tag in ("img", "select"):
                child.replace_with("")
            elif child.mem_id not in notes or notes[child.mem_id].unseen is None:
                waiting.append(child)
            child = following


def _mark(tree: LexborHTMLParser, lowered: str, names: frozenset[str]) -> bool:
    """Set marks around quotes and before signatures; whether there are any."""
    quotes = ["blockquote"] if "blockquote" in names else []
    classes = " ".join(set(_CLASS.findall(lowered))) if "class" in lowered else ""
    if any(sign in classes for sign in _QUOTE_SIGNS):
        quotes.append(_QUOTES)
    marked = False
    if quotes:
        for node in {node.mem_id: node for node in tree.css(",".join(quotes))}.values():
            frame = node.parent.attributes.get("class") if node.parent is not None else None
            if node.tag == "blockquote" and frame and not _FRAMES.isdisjoint(frame.lower().split()):
                # The frame around it is the quote.
                continue
            node.insert_before(_OPEN)
            node.insert_after(_CLOSE)
            marked = True
    ids = " ".join(set(_ID.findall(lowered)))
    signs = [f'[id*="{sign}" i]' for sign in _RESTS if sign in ids] if ids else []
    for node in tree.css(",".join(signs)) if signs else ():
        node.insert_before(_OPEN)
        marked = True
    if "signature" in classes:
        for node in tree.css(_SIGNATURES):
            node.insert_before(_SIGNATURE)
            marked = True
    return marked
