"""A page that would cost the tree builder too much, written anew with balanced tags that it reads in one go.

No element is left open, none is closed twice, nothing is moved or opened again: formatting becomes elements that are
not formatting to the tree builder, cells stand in rows and rows in tables. What stays is what a reader looks at.
"""

from osone.mail.bounds.budget import Page
from osone.mail.bounds.look import BARRIERS, BLOCKS, FORMATTING, VOID
from osone.mail.bounds.tokens import Tag, attributes, tags
from osone.mail.choices import lies_open
from osone.mail.css import old_colour

_KEPT = frozenset(
    {
        *("style", "class", "id", "href", "src", "alt", "width", "height", "type", "cite", "hidden", "start", "value"),
        *("color", "bgcolor", "size", "dir", "background", "text", "value"),
    }
)
_LOOKS = {
    "b": ("span", "font-weight:bold"), "strong": ("span", "font-weight:bold"), "i": ("dfn", ""), "em": ("dfn", ""),
    "u": ("ins", ""), "code": ("kbd", ""), "tt": ("kbd", ""), "s": ("del", ""), "strike": ("del", ""),
}  # fmt: skip
"""Formatting as elements that the tree builder treats like any other, and the style that says the same."""
_UNSEEN = frozenset(
    {
        *("svg", "math", "select", "audio", "video", "canvas", "template", "frameset", "datalist", "embed", "rp"),
    }
)
"""Nobody reads what is inside them; of a list of choices what it shows is written in its place."""
_DROPPED = frozenset(
    {
        *("html", "head", "form", "option", "optgroup", "marquee", "colgroup", "plaintext", "ruby", "rb", "rt", "rtc"),
        *("frame", "keygen", "bgsound", "basefont"),
    }
)
"""Their tags go, their words stay."""
_SAME = frozenset({*BLOCKS, "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"}) - {
    *("p", "form", "hr", "listing"),
}
_INLINE = frozenset({"span", "cite", "var", "dfn", "kbd", "samp", "ins", "del", "sub", "sup", "q", "label", "abbr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROWS = frozenset({"table", "tbody", "thead", "tfoot"})
_BARE = _ROWS | {"tr"}
"""In these no words stand: the tree builder would move them out."""
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}), "dt": ({"dt", "dd"}, {"dl"}), "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"table"}), "th": ({"td", "th"}, {"table"}), "tr": ({"tr"}, {"table"}),
    "tbody": ({"tbody", "thead", "tfoot"}, {"table"}), "thead": ({"tbody", "thead", "tfoot"}, {"table"}),
    "tfoot": ({"tbody", "thead", "tfoot"}, {"table"}),
}  # fmt: skip
"""What a start tag ends, and how far it looks for that."""
_ENDS_SELECT = frozenset({"select", "input", "textarea", "keygen", "table", "td", "th", "caption"}) | _BARE
"""They end a list of choices that was left open (HTML standard, section 13.2.6.4.16)."""
_STYLES = 200_000
_VALUE = 4_000
_GIVEN = 16


class _Element:
    """An element that is open: as it was named, and what is written for it (nothing, where it is left out)."""

    __slots__ = ("muted", "name", "written")

    def __init__(self, name: str, written: str, *, muted: bool = False) -> None:
        self.name, self.written, self.muted = name, written, muted


class _Choices:
    """A list of choices that is open: the words of what it shows."""

    __slots__ = ("everything", "reading", "words")

    def __init__(self, given: dict[str, str]) -> None:
        self.everything = lies_open(given.get("size", ""), several="multiple" in given)
        self.reading = False
        self.words: list[str] = []

    def option(self, given: dict[str, str]) -> None:
        """The next choice begins."""
        chosen = "selected" in given
        self.reading = self.everything or chosen or not self.words
        if chosen and not self.everything:
            self.words = []
        if self.reading:
            self.words.append(" ")


class _Writer:
    """What is written, and what is open."""

    def __init__(self, budget: Page) -> None:
        self.out: list[str] = []
        self.open: list[_Element] = []
        self.within: list[str] = []
        """What is open as it is written, paragraphs by their own name."""
        self.held: dict[str, int] = {}
        self.choices: _Choices | None = None
        self.muted = self.styles = self.steps = 0
        self.depth = budget.rewritten_depth

    def words(self, text: str) -> None:
        if self.choices is not None and self.choices.reading:
            self.choices.words.append(text)
        if self.muted or not text or (self._top() in _BARE and not text.strip()):
            return
        self._cell()
        self.out.append(text.replace("<", "&lt;") if "<" in text else text)

    def tag(self, tag: Tag) -> None:
        name = tag.name
        if self.held.get("select") and name in _ENDS_SELECT and not (tag.closing and name == "select"):
            self._end("select")
        if self.choices is not None and name == "option":
            self.choices.reading = False
            if not tag.closing:
                self.choices.option(attributes(tag.attributes, _GIVEN))
        if name == "style":
            if not self.muted and self.styles + len(tag.raw) <= _STYLES:
                self.styles += len(tag.raw)
                self.out.append(f"<style>{tag.raw.replace('<', ' ')}</style>")
        elif name in ("br", "hr", "img", "image", "input"):
            if not self.muted and not tag.closing:
                self._cell()
                self.out.append(f"<{'img' if name == 'image' else name}{self._given(tag, '')}>")
        elif name == "xmp" and not tag.closing:
            self._begin("pre", tag)
            self.words(tag.raw)
            self._end("pre")
        elif name in VOID or name in _DROPPED or tag.raw or (name == "body" and tag.closing):
            return
        elif tag.closing:
            self._end(name)
        else:
            self._begin(name, tag)

    def _begin(self, name: str, tag: Tag) -> None:
        if name == "body":
            name = "div"
        if name in _CLOSES:
            self._implied(*_CLOSES[name])
        elif name in _HEADINGS and self._top() in _HEADINGS:
            self._pop()
        if name in BLOCKS and self._top() == "p":
            self._pop()
        if name in ("a", "button") and self.held.get(name):
            self._end(name)
        if len(self.open) >= self.depth:
            if name in BLOCKS and not self.muted:
                self._cell()
                self.out.append("<br>")
            return
        written, style = self._as_written(name)
        muted = name in _UNSEEN
        if name == "select" and not self.muted:
            self.choices = _Choices(attributes(tag.attributes, _GIVEN))
        if self.muted or muted:
            written = ""
        elif written:
            if written not in _BARE and written not in ("td", "th", "caption"):
                self._cell()
            given = self._given(tag, style)
            if written == "span" and not given:
                written = ""
            else:
                self.out.append(f"<{written}{given}>")
                self.within.append("p" if name == "p" else written)
        self.open.append(_Element(name, written, muted=muted))
        self.held[name] = self.held.get(name, 0) + 1
        self.muted += muted

    def _as_written(self, name: str) -> tuple[str, str]:
        if name in _LOOKS:
            return _LOOKS[name]
        if name in ("a", "button"):
            # One that a block keeps open would be closed and opened again around it.
            return ("span" if self.held.get(name) else name), ""
        top = self._top()
        if name == "tr":
            return ("tr" if top in _ROWS else "div"), ""
        if name in ("td", "th"):
            if top in _ROWS and not self.muted:
                self._push("tr")
                top = "tr"
            return (name if top == "tr" else "div"), ""
        if name in ("tbody", "thead", "tfoot", "caption"):
            return (name if top == "table" else "div"), ""
        if name in _SAME or name in _INLINE:
            return name, ""
        return ("div" if name in BLOCKS else "span"), ""

    def _top(self) -> str:
        return self.within[-1] if self.within else ""

    def _cell(self) -> None:
        """Words in a table stand in a cell."""
        top = self._top()
        if top in _ROWS and not self.muted:
            self._push("tr")
            top = "tr"
        if top == "tr" and not self.muted:
            # A browser moves them out of the table, and away from what it is painted with.
            self._push("td", ' bgcolor="#ffffff"')

    def _push(self, name: str, given: str = "") -> None:
        self.out.append(f"<{name}{given}>")
        self.open.append(_Element(name, name))
        self.within.append(name)
        self.held[name] = self.held.get(name, 0) + 1

    def _pop(self) -> None:
        one = self.open.pop()
        self.held[one.name] -= 1
        self.muted -= one.muted
        if one.written:
            self.within.pop()
            self.out.append(f"</{one.written}>")
        if one.name == "select" and self.choices is not None:
            shown, self.choices = self.choices, None
            self.words(f" {' '.join(''.join(shown.words).split())} ")

    def _implied(self, ended: set[str], until: set[str]) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            self.steps += 1
            name = self.open[at].name
            if name in ended:
                while len(self.open) > at:
                    self._pop()
                return
            if name in until:
                return

    def _end(self, name: str) -> None:
        name = "div" if name == "body" else name
        if not self.held.get(name):
            if name == "p" and not self.muted and self._top() not in _BARE:
                self.out.append("<div></div>")
            return
        inline = name in FORMATTING or name in _INLINE
        for at in range(len(self.open) - 1, -1, -1):
            self.steps += 1
            one = self.open[at]
            if one.name == name:
                break
            if (inline and one.name in BLOCKS) or (one.name in BARRIERS and not _table(name)) or one.name == "table":
                return
        while len(self.open) > at:
            self._pop()

    def _given(self, tag: Tag, style: str) -> str:
        if not tag.attributes:
            return f' style="{style}"' if style else ""
        given = {k: v for k, v in attributes(tag.attributes, _GIVEN).items() if k in _KEPT and len(v) <= _VALUE}
        if tag.name == "font" and "color" in given:
            given["style"] = f"color:{old_colour(given['color'])};{given.get('style', '')}"
        if style:
            given["style"] = f"{style};{given.get('style', '')}"
        # Entities in them stay as they are.
        return "".join(f' {k}="{_quoted(v)}"' for k, v in given.items())


def _quoted(value: str) -> str:
    return value.replace('"', "&quot;").replace("<", "&lt;") if '"' in value or "<" in value else value


def _table(name: str) -> bool:
    return name in _BARE or name in ("td", "th", "caption")


def rewritten(html: str, budget: Page) -> tuple[str, bool]:
    """The same page in balanced tags, as far as the budget goes, and whether there is more of it."""
    writer = _Writer(budget)
    position = 0
    for count, tag in enumerate(tags(html), 1):
        if count > budget.tags or writer.steps > 4 * budget.work:
            break
        writer.words(html[position : tag.start])
        position = tag.end
        if tag.name:
            writer.tag(tag)
    else:
        writer.words(html[position:])
        position = len(html)
    while writer.open:
        writer._pop()
    return "".join(writer.out), position < len(html)
