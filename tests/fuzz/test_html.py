"""Pages that no program writes, and styles that contradict one another."""

import re

from hypothesis import strategies as st

from osone.mail import css
from osone.mail.html import reduce_html
from osone.mail.html_text import text_of_html
from osone.mail.snippet import snippet
from tests.fuzz.harness import fuzzed

TAGS = st.sampled_from(
    [
        *("p", "div", "span", "a", "b", "i", "table", "tr", "td", "ul", "li", "pre", "blockquote", "font", "img", "br"),
        *("style", "script", "svg", "math", "select", "option", "textarea", "button", "input", "body", "html", "head"),
        *("template", "noscript", "form", "h1", "hr", "plaintext", "frameset", "title", "x-y", "!--", "![CDATA[", "?"),
    ]
)
VALUES = st.sampled_from(
    [
        *("display:none", "display:block", "visibility:hidden", "visibility:visible", "font-size:0", "font:12px/1 a"),
        *("opacity:0", "color:#fff", "color:transparent", "background:#fff", "overflow:hidden;height:0", "x", "a b"),
        *("display:block!important", "font-size:200%", "white-space:pre", "https://x.org/", "javascript:x", "cid:1"),
        *("gmail_quote", "0", "1", "-1", "submit", "#ffffff", "'", "&amp;", "\x1f", "\0", "url(", "rgba(0,0,0,0)"),
    ]
)
NAMES = st.sampled_from(
    [
        "style",
        "class",
        "id",
        "hidden",
        "color",
        "bgcolor",
        "size",
        "href",
        "alt",
        "src",
        "type",
        "value",
        "start",
        "width",
    ]
)
ATTRIBUTES = st.builds("{}{}{}".format, NAMES, st.sampled_from(["=", "='", '="', " = "]), VALUES)
OPENED = st.builds(lambda tag, given, end: f"<{tag} {' '.join(given)}{end}", TAGS, st.lists(ATTRIBUTES, max_size=3),
                   st.sampled_from([">", "/>", "'>", '">', ""]))  # fmt: skip
CLOSED = st.builds("</{}>".format, TAGS)
RULES = st.builds(
    "{}{{{}}}".format, st.sampled_from(["p", ".a", "#x", "a b", "a > .b", "*", "@media screen", "a:b", ","]), VALUES
)
PAGES = st.lists(st.one_of(OPENED, CLOSED, RULES, VALUES, st.text(max_size=8)), max_size=60).map("".join)
TAG = re.compile(r"</?(?:b|i|u|code)>|<br>|<a href=\"(?:https?|mailto):[^\"<>]*\">|</a>")


@fuzzed(page=PAGES)
def test_any_page_is_read_as_safe_text(page: str) -> None:
    for block in reduce_html(page):
        assert "<" not in TAG.sub("", block.html)
        assert ">" not in TAG.sub("", block.html)


@fuzzed(page=PAGES)
def test_any_page_has_words_for_search(page: str) -> None:
    text = text_of_html(page)
    assert not any(sign in text for sign in "\0\x1b\x1c\x1d\x1e\x1f")
    assert len(snippet(text)) <= 200


@fuzzed(sheet=st.lists(st.one_of(RULES, VALUES, st.text(max_size=4)), max_size=80).map(";".join))
def test_any_sheet_is_read(sheet: str) -> None:
    assert len(css.rules(sheet)) <= css.RULES_LIMIT + css.SELECTORS_LIMIT
    css.declared(sheet)
    css.holds(sheet)
