"""The walk through a tree of HTML elements that writes down blocks."""

import re
from collections.abc import Mapping
from dataclasses import replace

from selectolax.lexbor import LexborNode

from osone.mail.blocks import (
    DOT,
    FORWARDED,
    ORIGINAL,
    OUTLOOK_HEAD,
    BlockKind,
    TextBlock,
    escaped,
    safe_href,
    without_filler,
)
from osone.mail.bounds.budget import DRAWN
from osone.mail.cascade import Apart, Note
from osone.mail.choices import chosen
from osone.mail.css import declared
from osone.mail.enclosed import Enclosed
from osone.mail.grids import Grid, grid_of
from osone.mail.html_rows import is_line
from osone.mail.html_runs import TextStyle, serialised
from osone.mail.img import seen
from osone.mail.pens import INLINE, SCRIPTS, looks_of
from osone.mail.signature import at_signature
from osone.mail.suspects import STRUCK

_SKIPPED = frozenset(
    {
        *("head", "script", "style", "title", "template", "svg", "math", "embed", "video", "audio", "iframe"),
        *("frame", "frameset", "canvas", "textarea", "noframes", "noembed", "datalist", "meta", "link", "base", "rp"),
        *("meter", "progress"),
    }
)
_BLOCKS = frozenset(
    {
        *("p", "div", "td", "th", "tr", "table", "tbody", "thead", "tfoot", "caption", "ul", "ol", "dl", "dt"),
        *("dd", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "section", "article"),
        *("header", "footer", "main", "nav", "aside", "center", "form", "fieldset", "address", "figure"),
        *("figcaption", "body", "html", "details", "summary", "dir", "menu", "listing", "xmp", "plaintext"),
        *("legend",),
    }
)
_AS_WRITTEN = frozenset(("pre", "listing", "xmp", "plaintext"))
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em", "cite", "dfn", "var"))
_UNDERLINE, _CODE = frozenset(("u", "ins")), frozenset(("code", "tt", "kbd", "samp"))
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u2000-\u200a]+")
_QUOTE_CLASSES = frozenset(
    ("gmail_quote", "gmail_quote_container", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "tutanota_quote")
)
_SIGNATURE_CLASSES = frozenset(("gmail_signature", "moz-signature", "protonmail_signature_block"))
_REST_IDS = ("divrplyfwdmsg", "appendonsend", "stopspelling", "mail-editor-reference-message-container",
             "olk_src_body_section")  # fmt: skip


class Walk:
    """Reads a tree once, top to bottom, without recursion."""

    def __init__(self, notes: Mapping[int, Note], pictures: Mapping[str, Enclosed]) -> None:
        self.blocks: list[TextBlock] = []
        self._pictures = pictures
        self._notes = notes
        self._runs: list[tuple[TextStyle, str]] = []
        self._marker = ""
        self._marker_level = 0
        self._counters: list[int | None] = []
        self._styles: dict[tuple[object, ...], tuple[TextStyle, TextStyle]] = {}
        self._rest_depth = 0
        self._row_cells = 0
        self._grid: Grid | None = None
        """The table of data that is being read."""
        self._left = DRAWN.characters
        self.cut = False
        """Whether there was more than anybody is shown."""
        self.signed = -1
        """How many blocks stand above the line that begins a signature."""

    def run(self, root: LexborNode) -> None:
        """Write down the blocks of everything under ``root``."""
        notes = self._notes
        outer = notes.get(root.mem_id)
        begin = TextStyle(unseen=bool(outer and outer.unseen), veiled=bool(outer and outer.veiled))
        stack: list[tuple[LexborNode | None, TextStyle, str]] = [(root.child, begin, "")]
        while stack:
            if self._left < 0 or len(self.blocks) > DRAWN.blocks:
                self.cut = True
                break
            node, style, closing = stack.pop()
            if node is None:
                if closing:
                    self._leave(closing, style)
                continue
            stack.append((node.next, style, closing))
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "", style)
            elif tag == "br":
                self._runs.append((style, "\n"))
            elif tag == "img":
                self._image(node, style)
            elif tag == "hr":
                self._flush(style)
                if "stopspelling" in str(node.attributes.get("id")).lower():
                    self._rest_depth = 1
                else:
                    self._add(TextBlock(BlockKind.RULE, "", depth=self._depth(style)))
            elif tag == "input":
                self._button(node, style)
            elif tag == "select":
                self._choices(node, style)
            elif tag[:1] != "-" and tag not in _SKIPPED:
                note = notes.get(node.mem_id) if notes else None
                closing = tag
                if note is not None:
                    if note.gone:
                        continue
                    closing = self._set_apart(tag, note.apart, style)
                elif tag == "button":
                    closing = self._set_apart(tag, Apart.NOT, style)
                stack.append((node.child, self._enter(node, tag, style, note), closing))
        self._flush(TextStyle())

    def _set_apart(self, tag: str, apart: Apart, style: TextStyle) -> str:
        """Begin an element of a line that stands apart; how it is left again."""
        if tag in _BLOCKS or (apart is Apart.NOT and tag != "button"):
            return tag
        if apart is Apart.LINE and not style.row:
            self._flush(style)
            return "div"
        self._blank(style)
        return "button"

    def _enter(self, node: LexborNode, tag: str, style: TextStyle, note: Note | None) -> TextStyle:
        """The style inside an element."""
        attributes = node.attributes
        changes: dict[str, object] = {}
        if note is not None and note.unseen is not None:
            changes.update(unseen=note.unseen, veiled=note.veiled)
        if tag in STRUCK or (note is not None and note.struck):
            # A line goes through all that is inside, whatever that says of itself (CSS 2.2, 16.3.1).
            changes["struck"] = style.struck or note is None or note.struck is not False
        if attributes:
            given = attributes.get("style")
            css = declared(given).values if given else {}
            weight = css.get("font-weight", "")
            if weight and tag not in ("td", "table", "div", "body", "tr"):
                changes["bold"] = weight in ("bold", "bolder", "600", "700", "800", "900")
            if css and tag in INLINE:
                changes.update(looks_of(css))
            if css.get("white-space", "").startswith("pre"):
                changes["pre"] = True
            if attributes.get("dir") or "direction" in css:
                changes["rtl"] = (css.get("direction") or attributes.get("dir") or "").lower() == "rtl"
            if tag == "blockquote" or attributes.get("class") or attributes.get("id"):
                self._quotes(tag, attributes, style, changes)
        elif tag == "blockquote":
            changes.update(depth=style.depth + (not style.framed), framed=False)
        if self._grid is not None and tag in ("tr", "td", "th"):
            self._grid.begin(node)
        elif tag in _BLOCKS and not (style.row and tag in ("td", "th", "tr")):
            self._flush(style)
            if tag[0] == "h" and tag[1:].isdigit():
                changes["heading"] = int(tag[1:])
            elif tag in _AS_WRITTEN:
                changes.update(pre=True, code="pre" not in changes)
            elif tag in ("ul", "ol", "menu", "dir"):
                changes["level"] = style.level + 1
                start = attributes.get("start") or "1"
                self._counters.append(int(start) if tag == "ol" and start.isdecimal() and len(start) < 6 else None)
            elif tag == "li":
                self._begin_item(style)
            elif tag == "table":
                self._grid = grid_of(node) if self._grid is None else self._grid
            elif tag == "tr" and is_line(node):
                changes["row"] = True
                self._row_cells = 0
        elif style.row and tag in ("td", "th"):
            if self._runs and self._runs[-1][1] != DOT:
                self._runs.append((style, DOT))
            self._row_cells += 1
        if tag in _BOLD or (tag == "th" and self._grid is None):
            changes["bold"] = True
        elif tag in _ITALIC:
            changes["italic"] = True
        elif tag in _UNDERLINE:
            changes["underline"] = True
        elif tag in _CODE:
            changes["code"] = True
        elif tag in SCRIPTS:
            changes["script"] = tag
        elif tag == "mark":
            changes["marked"] = True
        elif tag == "a":
            changes["href"] = safe_href(attributes.get("href") or "") or ""
        return self._changed(style, changes) if changes else style

    def _changed(self, style: TextStyle, changes: dict[str, object]) -> TextStyle:
        """A style with changes; the same ones are made once, for they are made again and again."""
        key = (id(style), *changes.items())
        known = self._styles.get(key)
        if known is None:
            # Both are kept, so that no other takes the place of this one in memory.
            known = self._styles[key] = (style, replace(style, **changes))  # type: ignore[arg-type]
        return known[1]

    def _quotes(
        self, tag: str, attributes: dict[str, str | None], style: TextStyle, changes: dict[str, object]
    ) -> None:
        classes = (attributes.get("class") or "").lower().split()
        identity = (attributes.get("id") or "").lower()
        if tag == "blockquote":
            cited = style.cited or attributes.get("type") == "cite" or "gmail_quote" in classes or "cite" in attributes
            changes.update(depth=style.depth + (not style.framed), cited=cited, framed=False)
        elif classes and not _QUOTE_CLASSES.isdisjoint(classes):
            if "moz-cite-prefix" in classes or not style.depth:
                changes.update(depth=style.depth + 1, cited=True, framed="moz-cite-prefix" not in classes)
        elif identity and any(name in identity for name in _REST_IDS):
            self._flush(style)
            self._rest_depth = 1
        if classes and not _SIGNATURE_CLASSES.isdisjoint(classes):
            changes["signature"] = True

    def _begin_item(self, style: TextStyle) -> None:
        if self._grid is not None:
            self._runs.append((style, "• "))
            return
        if self._counters and self._counters[-1] is not None:
            self._marker = f"{self._counters[-1]}."
            self._counters[-1] += 1
        else:
            self._marker = "•"
        self._marker_level = max(style.level, 1)

    def _leave(self, tag: str, style: TextStyle) -> None:
        if self._grid is not None and tag in ("td", "th", "caption", "table"):
            self._leave_grid(tag, style, self._grid)
        elif tag in _BLOCKS and not (style.row and tag in ("td", "th")):
            self._flush(style)
            if tag in ("ul", "ol", "menu", "dir") and self._counters:
                self._counters.pop()
            elif tag == "li":
                self._marker = ""
        elif tag == "button":
            self._blank(style)

    def _leave_grid(self, tag: str, style: TextStyle, grid: Grid) -> None:
        if tag == "table":
            self._grid, self._runs = None, []
            depth = self._depth(style)
            for block in grid.blocks(depth, folded=depth > 0 and (style.cited or self._rest_depth > 0), rtl=style.rtl):
                self._add(block)
        elif tag == "caption":
            self._grid = None
            self._flush(style)
            self._grid = grid
        else:
            grid.close(self._runs)
            self._runs = []

    def _blank(self, style: TextStyle) -> None:
        if self._runs and self._runs[-1][1][-1:] not in (" ", "\n"):
            self._runs.append((style, " "))

    def _text(self, text: str, style: TextStyle) -> None:
        if style.unseen or style.veiled:
            # A blank is as wide as the words that are beside it.
            if text.isspace():
                self._blank(style)
            return
        text = without_filler(text)
        if style.pre:
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
        else:
            text = _SPACE.sub(" ", text)
            if not self._runs or self._runs[-1][1][-1:] in (" ", "\n"):
                text = text.lstrip(" ")
        if text:
            self._left -= len(text)
            self._runs.append((style, text[: DRAWN.characters]))

    def _image(self, node: LexborNode, style: TextStyle) -> None:
        attributes = node.attributes
        note = self._notes.get(node.mem_id)
        veiled = style.veiled if note is None or note.veiled is None else note.veiled
        if veiled or (note is not None and note.gone):
            return
        found = seen(attributes, declared(attributes.get("style") or "").values, self._pictures)
        if found is None:
            return
        in_line = (
            style.href or style.row or style.level or self._grid or (found.width is not None and found.width < 100)
        )
        if found.speaks and self._runs:
            self._runs.append((replace(style, unseen=False), f"{found.alt} "))
        elif found.content_id or found.enclosed:
            self._flush(style)
            key = found.enclosed.key if found.enclosed and found.shown[0] else ""
            self._add(
                TextBlock(
                    BlockKind.IMAGE, escaped(found.alt), depth=self._depth(style), content_id=found.content_id,
                    folded=self._depth(style) > 0 and (style.cited or self._rest_depth > 0),
                    picture=key, width=found.shown[0], height=found.shown[1], href=style.href,
                )
            )  # fmt: skip
        elif in_line:
            if found.alt and (style.href or len(found.alt) > 2):
                self._blank(style)
                self._runs.append((replace(style, unseen=False), f"{found.alt} "))
        elif found.alt or (found.width or 0) >= 100:
            self._flush(style)
            self._add(TextBlock(BlockKind.IMAGE, escaped(found.alt), depth=self._depth(style)))

    def _button(self, node: LexborNode, style: TextStyle) -> None:
        given = node.attributes
        note = self._notes.get(node.mem_id)
        if (given.get("type") or "").lower() in ("submit", "reset", "button") and (note is None or not note.gone):
            # A field has colours of its own.
            self._text(f" {given.get('value') or ''} ", replace(style, unseen=False))

    def _choices(self, node: LexborNode, style: TextStyle) -> None:
        note = self._notes.get(node.mem_id)
        if note is None or not note.gone:
            self._text(f" {chosen(node)} ", replace(style, unseen=False))

    def _depth(self, style: TextStyle) -> int:
        return style.depth + self._rest_depth

    def _flush(self, style: TextStyle) -> None:
        """Make what was gathered a block; inside a table of data another line of its cell."""
        if self._grid is not None:
            if self._runs and self._runs[-1][1] != "\n":
                self._runs.append((style, "\n"))
            return
        runs, self._runs = self._runs, []
        cells, self._row_cells = self._row_cells, 0
        while runs and (not runs[-1][1].strip() or runs[-1][1] == DOT):
            runs.pop()
        while runs and (not runs[0][1].strip() or runs[0][1] == DOT):
            runs.pop(0)
        if not runs:
            return
        style = runs[0][0]
        text = "".join(text for _, text in runs).strip()
        if not self._rest_depth and not style.depth and (ORIGINAL.match(text) or OUTLOOK_HEAD.match(text)):
            self._rest_depth = 0 if FORWARDED.match(text) else 1
        depth = self._depth(style)
        html = serialised(runs)
        if not style.depth and ("--<br>" in html or text == "--"):
            above, sign, html = at_signature(html)
            if above:
                self._add(TextBlock(BlockKind.PARAGRAPH, above, rtl=style.rtl))
            if sign:
                self.signed = len(self.blocks)
            if not html:
                return
        kind, level, marker = BlockKind.PARAGRAPH, 0, ""
        if style.heading:
            kind, level = BlockKind.HEADING, style.heading
        elif self._marker:
            kind, level, marker, self._marker = BlockKind.LIST, self._marker_level, self._marker, ""
        elif style.pre and style.code:
            kind = BlockKind.CODE
        elif cells > 1 and DOT in text:
            kind = BlockKind.TABLE
        elif depth:
            kind = BlockKind.QUOTE
        folded = depth > 0 and (style.cited or self._rest_depth > 0)
        block = TextBlock(kind, html, level, depth, folded, style.signature, marker, rtl=style.rtl)
        before = self.blocks[-1] if self.blocks else None
        together = kind is BlockKind.TABLE and before is not None and before.kind is kind and before.depth == depth
        if together and before is not None and len(before.html) < DRAWN.block:
            self.blocks[-1] = replace(before, html=f"{before.html}<br>{html}")
        else:
            self._add(block)

    def _add(self, block: TextBlock) -> None:
        if block.kind is BlockKind.RULE and self.blocks and self.blocks[-1].kind is BlockKind.RULE:
            return
        self.blocks.append(block)
