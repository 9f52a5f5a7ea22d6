"""A page is read within a budget: each bound at its edge, and what is written anew says the same words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from osone.mail.blocks import BlockKind
from osone.mail.bounds.budget import LETTER, PAGE, Page
from osone.mail.bounds.look import FORMATTING, over
from osone.mail.bounds.page import first, outgrown, ready
from osone.mail.bounds.rewrite import rewritten
from osone.mail.bounds.tokens import attributes, tags
from osone.mail.html import reduce_html
from osone.mail.html_text import text_of_html

LOOKED = replace(PAGE, small=0, small_tags=0)
"""With it no page is too small to be looked at."""


def words(html: str) -> list[str]:
    return text_of_html(html).split()


def nested(name: str, count: int) -> str:
    return f"<{name}>" * count + "x" + f"</{name}>" * count


def elements(html: str) -> int:
    root = LexborHTMLParser(html).root
    assert root is not None
    return sum(1 for node in root.traverse())


@pytest.mark.parametrize(
    ("make", "edge", "bound"),
    [
        (lambda n: nested("div", n), PAGE.depth, "depth"),
        (lambda n: "".join(f"<b id={k}>x" for k in range(n)), PAGE.formatting, "formatting"),
        (lambda n: "<p " + " ".join(f"attribute{k}=1" for k in range(n)) + ">x", PAGE.attributes, "attributes"),
    ],
)
def test_a_bound_of_the_tree_holds_at_its_edge(make: Callable[[int], str], edge: int, bound: str) -> None:
    assert not over(make(edge), LOOKED)
    assert over(make(edge + 2), LOOKED)
    assert not over(make(edge + 2), replace(LOOKED, **{bound: edge + 2}))


def test_the_work_of_the_tree_is_counted_over_the_whole_page() -> None:
    page = nested("div", 100) * 10
    assert not over(page, LOOKED)
    assert over(page, replace(LOOKED, work=90_000))


def test_a_page_of_many_tags_or_letters_is_read_without_a_tree() -> None:
    page = "<p>one</p>" * 50
    assert not ready(page, replace(LOOKED, tags=100)).flat
    assert ready(page, replace(LOOKED, tags=99)).flat
    assert not ready(page, replace(LOOKED, characters=len(page))).flat
    assert ready(page, replace(LOOKED, characters=len(page) - 1)).text.split() == ["one"] * 50


def test_what_is_left_out_of_a_page_without_a_tree_is_said() -> None:
    page = "<p>one</p>" * 50
    small = replace(LOOKED, tags=10)
    assert not ready(page, small).cut
    assert ready(page, replace(small, flat=100)).cut
    assert ready(page, replace(small, text=100)).cut
    # In the reader it is a sentence.
    blocks = reduce_html("<p>word " * 300_000)
    assert blocks[-1].kind is BlockKind.NOTE
    assert blocks[0].text.startswith("word")


@pytest.mark.parametrize(
    "page",
    [
        "<b></x>" * 2_000,
        "<div></x>" * 2_000,
        "".join(f"<b a={n}>" for n in range(100)) + "<p>x" * 2_000,
        "".join(f"<p><b id={n}>x" for n in range(2_000)),
        "<b a=1><table><tr><td></b></td></tr></table>" * 500,
        "<div><table><tr><td></div>" * 500,
        "<math><mi><b><textarea></x></math>" * 500,
        '<b title="></b>">' * 500,
        "<p title='<b>'><i>x" * 500,
        "<a href=x><a href=y>" * 500,
        "<ul><li>" * 500,
        "<table>x<b>y" * 500,
        "<svg><b></svg>" * 500,
        "<form><b></form>" * 500,
        "<font></p>" * 500,
        "<nobr><nobr>" * 500,
        "<button><b>" * 500,
        "<body a=1><html b=2>" * 500,
        "<h1><h2><b></h3>" * 500,
        "<li><b><dd><i>" * 500,
    ],
)
def test_a_bomb_becomes_a_tree_no_larger_than_itself(page: str) -> None:
    page = ready(page, LOOKED).html
    assert elements(page) < 3 * page.count("<") + 10


def test_an_honest_page_goes_to_the_parser_as_it_came() -> None:
    row = "<tr><td><p><b>Some <i>words</i></b> <a href='https://a.example/?b=1&c=2'>here</a><br>more</p></td></tr>"
    page = f"<html><head><style>p{{}}</style></head><body><table>{row * 200}</table><!--[if mso]><b><![endif]--></body>"
    assert ready(page).html == page


def test_what_changes_how_a_page_is_read_is_written_anew() -> None:
    page = "<p>before</p>" * 300 + "<math><mi><textarea>inside</textarea></mi></math><p>after</p>"
    assert "math" not in ready(page, LOOKED).html
    assert words(ready(page, LOOKED).html)[-1] == "after"


def test_a_list_of_choices_alone_changes_nothing_of_how_a_page_is_read() -> None:
    choices = "<select><optgroup label=a><option>one<option selected>two</option></optgroup><option>three</select>"
    assert not over(f"<p>{choices}</p>" * 100, LOOKED)
    for odd in ("<select><b></select>", "<select><option><select>", "<option>", "<optgroup>", "<select></p></select>"):
        assert over(odd, LOOKED), odd


def test_a_page_of_some_size_is_measured_when_its_tree_is_there() -> None:
    honest = "<p>Some <b>words</b></p>" * (PAGE.measured_tags // 2)
    bomb = "".join(f"<p><b id={n}>x" for n in range(PAGE.measured_tags // 2))
    for page, grown in ((honest, False), (bomb, True)):
        assert ready(page).doubted
        assert outgrown(ready(page), LexborHTMLParser(page)) is grown
        assert not ready(page, measured=False).doubted
    assert not ready(honest + "<i>one more</i>").doubted
    assert elements(ready(bomb, measured=False).html) < 3 * bomb.count("<")
    assert words(bomb) == ["x"] * (PAGE.measured_tags // 2)


def test_a_page_that_is_written_anew_says_the_same() -> None:
    page = (
        "<div>One <b>bold <i>both</b> slanted</i> plain<ul><li>first<li>second</ul>"
        "<table><tr><td>left<td>right<tr><td>below</table><p>Para<p>graph <a href='https://a.example'>link</a>"
        "<blockquote type=cite>quoted</blockquote>a &lt; b &amp; c < d<br>end<span style='display:none'>unseen</span>"
    )
    anew, cut = rewritten(page, PAGE)
    assert not cut
    assert text_of_html(anew) == text_of_html(page)
    assert [(b.kind, b.text) for b in reduce_html(anew)] == [(b.kind, b.text) for b in reduce_html(page)]
    assert "<b>" in reduce_html(anew)[0].html


def test_a_list_of_choices_that_is_left_open_hides_no_more_than_it_would_in_a_browser() -> None:
    anew, _cut = rewritten("a<select><option>x<input type=submit value=Go>b<table><tr><td><select>y<td>c</table>", PAGE)
    assert words(anew) == ["a", "x", "Go", "b", "c"]


def test_nothing_unseen_comes_to_light_when_a_page_is_written_anew() -> None:
    for unseen in (
        *("<script>x<b></script>", "<title>x</title>", "<select>x</select>", "<svg><text>x</svg>"),
        *("<textarea>x</textarea>", "<!-- x -->", "<!doctype x>", "<style>x</style>", "<ruby><rp>x</rp></ruby>"),
        *("<template>x</template>", "<iframe>x</iframe>", "<b title='>x'>", "<datalist><option>x</datalist>"),
    ):
        anew, cut = rewritten(f"<p>a</p>{unseen}<p>b</p>", PAGE)
        assert not cut
        assert words(anew) == ["a", "b"], unseen


@pytest.mark.parametrize(
    "page",
    [
        *("<select><option>x<option>no</select>", "<select><option>no<option selected>x<option>no</select>"),
        *("<select multiple><option>x</select>", "<object><param name=a>x</object>", "<noscript>x</noscript>"),
        *("<applet>x</applet>", "<map><area>x</map>", "<xmp>x</xmp>", "<select><optgroup><option>x</select>"),
    ],
)
def test_what_a_browser_shows_without_scripts_and_programs_stays_when_a_page_is_written_anew(page: str) -> None:
    anew, cut = rewritten(f"<p>a</p>{page}<p>b</p>", PAGE)
    assert not cut
    assert words(anew) == words(page.join(("<p>a</p>", "<p>b</p>"))) == ["a", "x", "b"]


NAMES = st.sampled_from(
    [*("p", "div", "b", "i", "a", "table", "tr", "td", "tbody", "ul", "li", "span", "font", "h1", "blockquote"),
     *("x", "svg", "math", "select", "option", "form", "button", "pre", "body", "html", "br", "hr", "img", "style"),
     *("textarea", "caption", "dd", "nobr", "object", "title")]
)  # fmt: skip
PIECES = st.one_of(
    st.builds("<{}>".format, NAMES),
    st.builds("</{}>".format, NAMES),
    st.builds("<{} style='color:red' class=\"a\" id=b>".format, NAMES),
    st.sampled_from(["word ", "<", "<!--", "-->", "&amp;", '"', "'", ">", "<3", "</", '<p a="', "<![CDATA[", " "]),
)
PAGES = st.lists(PIECES, max_size=40).map("".join)


@given(PAGES)
def test_what_is_written_anew_is_balanced_and_free_of_formatting(page: str) -> None:
    anew, cut = rewritten(page, PAGE)
    assert not cut
    opened: list[str] = []
    for tag in tags(anew):
        if tag.closing:
            assert opened.pop() == tag.name
        elif tag.name not in ("br", "hr", "img"):
            assert tag.name not in FORMATTING - {"a"}
            assert tag.name != "a" or "a" not in opened
            opened.append(tag.name)
            assert len(opened) <= PAGE.rewritten_depth + 3
    assert not opened


@given(PAGES)
def test_the_tree_of_what_is_written_anew_is_what_was_written(page: str) -> None:
    anew, cut = rewritten(page, PAGE)
    assert not cut
    written = sum(1 for tag in tags(anew) if tag.name and not tag.closing)
    # Beside html, head and body the tree builder adds a body of rows to a table, and nothing else.
    assert elements(anew) <= written + 3 + anew.count("<table")


@given(st.text(alphabet="<>/!-ab='\" \n", max_size=200))
def test_every_tag_is_found_once_and_in_order(page: str) -> None:
    ends = 0
    for tag in tags(page):
        assert tag.start >= ends
        ends = tag.end
    assert ends <= len(page)


def test_attributes_are_read_as_a_browser_reads_them() -> None:
    found = attributes(" a=1 B='two' c = \"three\" d / e=f=g a=2 =h", 9)
    assert found == {"a": "1", "b": "two", "c": "three", "d": "", "e": "f=g", "=h": ""}
    assert len(attributes(" ".join(f"a{n}" for n in range(50)), 16)) == 16


def test_somebody_who_waits_gets_the_beginning_of_a_page_and_is_told_that_it_goes_on() -> None:
    few = replace(LOOKED, tags=10)
    assert first("<p>one</p>" * 5, few) == ("<p>one</p>" * 5, False)
    page, cut = first("<p>one</p>" * 6, few)
    assert (words(page), cut) == (["one"] * 5, True)
    page, cut = first("<p>one</p>" * 5, replace(LOOKED, characters=20))
    assert (words(page), cut) == (["one"] * 2, True)


def test_a_picture_written_into_a_page_does_not_count_as_words() -> None:
    page = f"<p>before</p><img src='data:image/png;base64,{'A' * PAGE.characters}'><p>after</p>"
    found = ready(page)
    assert not found.flat
    assert words(found.html) == ["before", "after"]


def test_a_budget_is_one_value_that_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        PAGE.depth = 1  # type: ignore[misc]
    assert Page() == PAGE


def test_quotes_are_marked_no_deeper_than_anybody_draws() -> None:
    text = text_of_html("<p id=appendonsend>x</p>" * 3_000)
    assert max(line.count(">") for line in text.splitlines()) == LETTER.quotes
