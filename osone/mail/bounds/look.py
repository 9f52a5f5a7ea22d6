"""A look at HTML before any tree is built of it: whether the tree builder would have more to do than honest pages ask.

The look keeps its own stack, and where it is in doubt it counts more than the tree builder would do: what it lets pass
is cheap. Elements that change how a page is read (``ODD``) are not judged here: a page with them is written anew.
"""

from itertools import chain

from osone.mail.bounds.budget import Page
from osone.mail.bounds.tokens import RAW, how_many, spelled

VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
        *("wbr", "basefont", "bgsound", "keygen", "image"),
    }
)
FORMATTING = frozenset(
    {
        *("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"),
    }
)
"""What the tree builder opens again after a block that it was not closed in (HTML standard, section 13.2.4.3)."""
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset"),
        *("figcaption", "figure", "footer", "form", "header", "hgroup", "main", "menu", "nav", "ol", "p", "section"),
        *("summary", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "listing", "table", "li", "dt", "dd", "hr"),
    }
)
"""They end a paragraph that is open."""
BARRIERS = frozenset({"table", "td", "th", "caption", "button"})
"""An end tag does not reach beyond them."""
ODD = frozenset(
    {
        *("svg", "math", "plaintext", "template", "object", "applet", "marquee", "frameset"),
        *("ruby", "rb", "rt", "rtc", "rp"),
    }
)
_ENDED_BY = {
    "tr": ("/td", "/th", "/tr"), "td": ("/td", "/th"), "th": ("/td", "/th"), "li": ("/li",), "dt": ("/dt", "/dd"),
    "dd": ("/dt", "/dd"), "tbody": ("/td", "/th", "/tr", "/tbody", "/thead"),
    "tfoot": ("/td", "/th", "/tr", "/tbody", "/thead"),
}  # fmt: skip
_TABLE_ENDS = frozenset({"/table", "/tr", "/td", "/th", "/tbody", "/thead", "/tfoot", "/caption"})
_BARRIER_ENDS = frozenset(f"/{name}" for name in BARRIERS)
_ROOTS = 8
"""Tags of ``html`` and ``body`` that are passed: the attributes of all later ones are added to the first."""
_LONG = 256
"""Signs of attributes from which on they are counted."""
_END, _END_INLINE, _END_SELECT, _ALONE, _INLINE, _OPEN, _ENDS, _BLOCK, _HR, _SELECT, _ROOT, _CHOICE, _ODD = range(13)
_PLAIN = ("span", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "html", "body", "head", "font")
_KINDS = {
    **dict.fromkeys((f"/{name}" for name in (*_PLAIN, *BLOCKS, *RAW)), _END), **dict.fromkeys(_PLAIN, _OPEN),
    **dict.fromkeys(BLOCKS, _BLOCK), **dict.fromkeys(VOID | RAW, _ALONE), "html": _ROOT, "body": _ROOT, "hr": _HR,
    **dict.fromkeys(FORMATTING, _INLINE), **dict.fromkeys((f"/{name}" for name in FORMATTING), _END_INLINE),
    **dict.fromkeys(_ENDED_BY, _ENDS), **dict.fromkeys(("option", "/option", "optgroup", "/optgroup"), _CHOICE),
    "select": _SELECT, "/select": _END_SELECT, **dict.fromkeys((*ODD, *(f"/{name}" for name in ODD)), _ODD),
}  # fmt: skip


def over(html: str, budget: Page) -> bool:
    """Whether a page is beyond the budget of what may go to the tree builder as it is. Linear."""
    stack: list[str] = []
    """The end tag of each element that is open."""
    counted: dict[str, int] = {}
    formatting = work = roots = 0
    choosing = False
    kind_of = _KINDS.get
    for name, given in chain.from_iterable(spelled(html.lower())):
        if not name:
            continue
        work += len(stack) + 8 * formatting
        if len(given) > _LONG:
            several = how_many(given)
            work += several * several // 16
            if several > budget.attributes:
                return True
        kind = kind_of(name)
        if kind is None:
            kind = _END if name[0] == "/" else _OPEN
        if choosing and kind is not _CHOICE and kind is not _END_SELECT:
            # Choices alone may stand in a list of them for it to be judged here.
            return True
        if kind <= _END_SELECT:
            if stack and stack[-1] == name:
                stack.pop()
            elif not _gone(stack, name, inline=kind is _END_INLINE):
                continue
            if kind is _END_INLINE and counted.get(name):
                formatting -= 1
                counted[name] -= 1
            choosing = False
        elif kind is _ALONE:
            continue
        elif kind <= _SELECT:
            end = f"/{name}"
            if kind is _INLINE:
                counted[end] = counted.get(end, 0) + 1
                formatting += 1
            elif kind is _ENDS:
                for ended in _ENDED_BY[name]:
                    if stack and stack[-1] == ended:
                        stack.pop()
            if stack and stack[-1] == "/p" and name in BLOCKS:
                stack.pop()
            if kind is not _HR:
                stack.append(end)
            choosing = kind is _SELECT
            if work > budget.work or len(stack) > budget.depth or formatting > budget.formatting:
                return True
        elif kind is _ROOT:
            roots += 1
            if roots > _ROOTS:
                return True
        elif kind is _ODD or not choosing:
            return True
    return work > budget.work


def _gone(stack: list[str], end: str, *, inline: bool) -> bool:
    """Close the innermost element that an end tag names, where it reaches it; False where it does not."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at] == end:
            if inline:
                del stack[at]
            else:
                del stack[at:]
            return True
        if stack[at] in _BARRIER_ENDS and end not in _TABLE_ENDS:
            return False
        if stack[at] == "/table":
            return False
    return False
