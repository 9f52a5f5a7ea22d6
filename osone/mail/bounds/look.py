"""A look at HTML before any tree is built of it: whether the tree builder would have more to do than honest pages ask.

The look keeps its own stack, and where it is in doubt it counts more than the tree builder would do: what it lets pass
is cheap. Elements that change how a page is read (``ODD``) are not judged here: a page with them is written anew.
"""

from osone.mail.bounds.budget import Page
from osone.mail.bounds.tokens import RAW, how_many, tags

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
        *("svg", "math", "select", "plaintext", "template"),
        *("object", "applet", "marquee", "frameset", "option", "optgroup", "ruby", "rb", "rt", "rtc", "rp"),
    }
)
_ENDED_BY = {
    "tr": ("td", "th", "tr"), "td": ("td", "th"), "th": ("td", "th"), "tbody": ("td", "th", "tr", "tbody", "thead"),
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tfoot": ("td", "th", "tr", "tbody", "thead"),
}  # fmt: skip
_TABLE_ENDS = frozenset({"table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"})
_ROOTS = 8
"""Tags of ``html`` and ``body`` that are passed: the attributes of all later ones are added to the first."""


def over(html: str, budget: Page) -> bool:
    """Whether a page is beyond the budget of what may go to the tree builder as it is. Linear."""
    stack: list[str] = []
    counted: dict[str, int] = {}
    formatting = work = roots = 0
    for tag in tags(html):
        name = tag.name
        if not name:
            continue
        work += len(stack) + 8 * formatting
        if len(tag.attributes) > 4 * budget.attributes:
            given = how_many(tag.attributes)
            work += given * given // 16
            if given > budget.attributes:
                return True
        if work > budget.work or len(stack) > budget.depth or formatting > budget.formatting or name in ODD:
            return True
        if tag.closing:
            if name in FORMATTING and _gone(stack, name, inline=True):
                formatting -= counted.get(name, 0) > 0
                counted[name] = max(counted.get(name, 0) - 1, 0)
            elif name not in FORMATTING:
                _gone(stack, name, inline=False)
        elif name not in VOID and name not in RAW:
            if name in ("html", "body"):
                roots += 1
                if roots > _ROOTS:
                    return True
                continue
            if name in FORMATTING:
                counted[name] = counted.get(name, 0) + 1
                formatting += 1
            elif name in _ENDED_BY:
                for ended in _ENDED_BY[name]:
                    if stack and stack[-1] == ended:
                        stack.pop()
            if stack and stack[-1] == "p" and name in BLOCKS:
                stack.pop()
            stack.append(name)
        elif name == "hr" and stack and stack[-1] == "p":
            stack.pop()
    return False


def _gone(stack: list[str], name: str, *, inline: bool) -> bool:
    """Close the innermost element of a name, where its end tag reaches it; False where it does not."""
    if stack and stack[-1] == name:
        stack.pop()
        return True
    for at in range(len(stack) - 1, -1, -1):
        if stack[at] == name:
            if inline:
                del stack[at]
            else:
                del stack[at:]
            return True
        if stack[at] in BARRIERS and name not in _TABLE_ENDS:
            return False
        if stack[at] == "table":
            return False
    return False
